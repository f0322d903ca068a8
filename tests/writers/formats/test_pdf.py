import re
from collections import Counter
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings

from tests.samples import real
from tests.writers.generated import forms
from tests.writers.sheets import any_sheets, computed_sheets, in_layout, real_sheets
from ziping.model.form import Form
from ziping.writers import Sheet, layouts, typesetting, writer
from ziping.writers.fonts import FAMILIES, NoChineseFontError, chinese_font, fonts
from ziping.writers.formats import pdf
from ziping.writers.paging import Paging

WRITER = writer("pdf")

try:
    chinese_font(fonts().families())
except NoChineseFontError:
    pytest.skip("no Chinese font here; apt-get install fonts-noto-cjk", allow_module_level=True)


def opened(data: bytes) -> Any:  # noqa: ANN401 — pypdfium2 says nothing of its types
    return pypdfium2.PdfDocument(data)


def pages(data: bytes) -> list[str]:
    """Return the text of every page, without the blanks that only come from the setting."""
    with opened(data) as document:
        return [_bare(page.get_textpage().get_text_range()) for page in document]


def _bare(text: str) -> str:
    return re.sub(r"[\s\x02\ufffe]", "", text)


def assert_written(sheet: Sheet) -> None:
    """Every character of every cell is there, and the first ones of each cell stand together."""
    found = "".join(pages(WRITER.write(sheet)))
    assert Counter(_bare("".join(cell.text for cell in sheet.table.cells))) <= Counter(found)
    assert all(_bare(cell.text)[:3] in found for cell in sheet.table.cells)


@pytest.mark.parametrize("sheet", [*real_sheets(), *any_sheets()], ids=lambda it: it.form.project)
def test_every_text_of_the_table_can_be_selected(sheet: Sheet) -> None:
    assert_written(sheet)


@settings(max_examples=15)
@given(form=forms())
def test_any_form_can_be_set(form: Form) -> None:
    data = WRITER.write(in_layout(form.model_copy(update={"project": "项目甲"}), layouts()["mof-2020"]))
    assert "项目甲" in "".join(pages(data))


def test_it_is_an_archive_file_with_title_and_keywords_and_its_fonts_inside() -> None:
    data = WRITER.write(real_sheets()[0])
    with opened(data) as document:
        said = document.get_metadata_dict()
    assert said["Title"] == "财政项目支出绩效自评表 (2023 年度)"
    assert {"2023", "外宣经费"} <= set(re.split("[,，;] *", said["Keywords"]))
    assert said["CreationDate"].startswith("D:20000101")
    assert b"pdfaid:part" in data
    assert re.search(rb"/FontFile[23]", data)
    assert re.search(rb"/BaseFont */[A-Z]{6}\+", data)


def test_the_heading_is_repeated_and_no_label_is_left_behind() -> None:
    form = real("2020/1")
    many = tuple(it.model_copy(update={"level1": "产出指标"}) for it in form.indicators * 4)[:48]
    texts = pages(
        WRITER.write(in_layout(form.model_copy(update={"indicators": many}), layouts()["shanghai-2023"]))
    )
    assert len(texts) > 2
    assert all("一级指标二级指标三级指标" in text for text in texts)
    assert texts[-1].endswith("总分10095.95评分等级")


def test_a_label_over_several_rows_goes_to_the_page_of_its_first_row() -> None:
    for count in range(1, 40):
        goal = real("2023/7").goal.model_copy(update={"actual": "\n".join("一" * count)})
        form = real("2023/7").model_copy(update={"goal": goal})
        texts = pages(WRITER.write(in_layout(form, layouts()["shanghai-2023"])))
        for level in ("效益指标", "满意度指标"):
            first = next(it for it in form.indicators if it.level1 == level)
            page = next(text for text in texts if _bare(first.level3 or "") in text)
            assert level in page


def test_a_very_long_text_goes_on_over_pages_to_its_end() -> None:
    text = "".join(chr(0x4E00 + index % 2000) for index in range(20_000))
    goal = real("2023/1").goal.model_copy(update={"actual": text})
    form = real("2023/1").model_copy(update={"goal": goal})
    sheet = in_layout(form, layouts()["shanghai-2023"])
    assert Paging(sheet.table).is_long(sheet.table.at["/goal/actual"].row)
    found = "".join(pages(WRITER.write(sheet)))
    assert found.count(text[-30:]) == 10
    assert "优" in found


def test_what_is_wider_than_its_cell_is_broken_and_does_not_cross_the_line() -> None:
    address = "https://example.gov.cn/" + "a1b2c3d4e5/" * 12
    first = real("2023/1").indicators[0].model_copy(update={"deviation": address})
    form = real("2023/1").model_copy(update={"indicators": (first,)})
    data = WRITER.write(in_layout(form, layouts()["shanghai-2023"]))
    assert address in "".join(pages(data))
    with opened(data) as document:
        page = document[0].get_textpage()
        right = max(page.get_charbox(index)[2] for index in range(page.count_chars()))
    assert right < 193 / 25.4 * 72


def test_text_is_data_and_never_markup() -> None:
    evil = '#import "/etc/passwd" *b* $x$ <a> @ref #read("/etc/passwd") \\ // `raw`'
    sheet = in_layout(real("2023/1").model_copy(update={"project": evil}), layouts()["mof-2020"])
    assert _bare(evil)[:20] in "".join(pages(WRITER.write(sheet)))


def test_a_computed_form_says_so() -> None:
    assert "由ziping按" in "".join(pages(WRITER.write(computed_sheets()[0])))


def test_the_same_form_gives_the_same_bytes() -> None:
    assert WRITER.write(real_sheets()[0]) == WRITER.write(real_sheets()[0])


def test_without_a_chinese_font_there_is_a_sentence_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_there(families: list[str]) -> str:
        del families
        return chinese_font(["DejaVu Sans", "Libertinus Serif"])

    monkeypatch.setattr(pdf, "chinese_font", none_there)
    with pytest.raises(NoChineseFontError, match="本机没有可用的中文字体，PDF 未生成；请安装宋体"):
        WRITER.write(real_sheets()[0])


@pytest.mark.parametrize(("character", "code"), [("\ue000", "U+E000"), ("ก", "U+0E01")])
def test_a_character_that_the_font_lacks_is_named(character: str, code: str) -> None:
    form = real("2023/1").model_copy(update={"project": f"甲{character}乙"})
    with pytest.raises(
        typesetting.MissingGlyphError, match=r"里没有“.”（U\+[0-9A-F]{4}），PDF 未生成"
    ) as refused:
        WRITER.write(in_layout(form, layouts()["mof-2020"]))
    assert code in str(refused.value)


def test_songti_comes_before_black_letters() -> None:
    assert chinese_font(["Noto Sans CJK SC", "simsun", "Noto Serif CJK SC"]) == "simsun"
    assert chinese_font(["Noto Sans CJK SC", "Noto Serif CJK SC"]) == "Noto Serif CJK SC"
    assert len(set(FAMILIES)) == len(FAMILIES)
