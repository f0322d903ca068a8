from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings

from tests.samples import real
from tests.writers.generated import forms
from tests.writers.office import converted, needs_office
from tests.writers.opened import Spot, member, word_lines, word_tables
from tests.writers.sheets import any_sheets, computed_sheets, in_layout, real_sheets
from ziping.model.form import Form
from ziping.writers import Sheet, layouts, writer
from ziping.writers.table import Part, Table

WRITER = writer("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def spots(table: Table, part: Part) -> list[Spot]:
    """Return the cells of a part as they must be found in the file."""
    return [
        Spot(it.row - part.first, it.column, it.rows, it.columns, it.text)
        for it in table.cells
        if part.first <= it.row < part.end
    ]


def assert_written(sheet: Sheet) -> None:
    found = word_tables(WRITER.write(sheet))
    order = [sorted(cells, key=lambda it: (it.row, it.column)) for cells in found]
    assert order == [spots(sheet.table, part) for part in sheet.table.parts]


@pytest.mark.parametrize("sheet", [*real_sheets(), *any_sheets()], ids=lambda it: it.form.project)
def test_the_file_has_the_cells_of_the_table(sheet: Sheet) -> None:
    assert_written(sheet)
    lines = word_lines(WRITER.write(sheet))
    assert lines == [sheet.table.title, sheet.table.year]


@settings(max_examples=25)
@given(form=forms())
def test_any_form_is_written_cell_by_cell(form: Form) -> None:
    assert_written(in_layout(form, layouts()["mof-2020"]))


def test_word_finds_what_it_needs() -> None:
    data = WRITER.write(real_sheets()[0])
    with ZipFile(BytesIO(data)) as packed:
        assert packed.testzip() is None
        assert packed.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
    opened = docx.Document(BytesIO(data))
    assert len(opened.tables) == 2
    assert opened.tables[0].cell(0, 0).text == "项目名称"
    assert opened.core_properties.title == "财政项目支出绩效自评表 (2023 年度)"
    assert opened.core_properties.keywords == "2023，外宣经费，上海市外国投资促进中心"
    assert opened.core_properties.created is not None
    assert opened.core_properties.created.year == 2000


def test_a4_with_the_heading_row_repeated_and_a_paragraph_after_the_last_table() -> None:
    document = member(WRITER.write(real_sheets()[0]), "word/document.xml")
    size = document.find(f".//{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("11906", "16838", None)
    body = document.find(f"{W}body")
    assert body is not None
    assert [it.tag.removeprefix(W) for it in body] == ["p", "p", "tbl", "p", "tbl", "p", "sectPr"]
    upper, lower = body.findall(f"{W}tbl")
    assert upper.find(f".//{W}tblHeader") is None
    repeated = [row for row in lower.findall(f"{W}tr") if row.find(f".//{W}tblHeader") is not None]
    assert [row is lower.find(f"{W}tr") for row in repeated] == [True]


def test_a_wide_form_lies_on_its_side() -> None:
    size = member(WRITER.write(any_sheets()[2]), "word/document.xml").find(f".//{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}orient")) == ("16838", "landscape")


def test_fonts_are_named_for_chinese_and_have_other_names_to_fall_back_on() -> None:
    data = WRITER.write(real_sheets()[0])
    fonts = member(data, "word/styles.xml").find(f".//{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == "宋体"
    names = [it.get(f"{W}name") for it in member(data, "word/fontTable.xml")]
    others = [it.get(f"{W}val") for it in member(data, "word/fontTable.xml").iter(f"{W}altName")]
    assert (names, others) == (["宋体", "仿宋"], ["SimSun", "FangSong"])


def test_a_number_too_wide_for_its_cell_is_set_smaller() -> None:
    fund = real("2020/1").funds[0].model_copy(update={"executed": real("2020/1").funds[0].executed})
    wide = fund.model_copy(
        update={"full_year_budget": fund.full_year_budget and fund.full_year_budget * 10**7}
    )
    form = real("2020/1").model_copy(update={"funds": (wide,)})
    text = WRITER.write(in_layout(form, layouts()["shanghai-2020"]))
    with ZipFile(BytesIO(text)) as packed:
        assert '<w:sz w:val="11"/>' in packed.read("word/document.xml").decode()


def test_a_computed_form_says_so() -> None:
    lines = word_lines(WRITER.write(computed_sheets()[0]))
    assert lines[-1] == (
        "本表得分、总分和等级由 ziping 按“上海市（2023年度起）”口径测算，不是单位填报数。取位：执行率、得分均截去。"
    )


def test_the_same_form_gives_the_same_bytes() -> None:
    assert WRITER.write(real_sheets()[0]) == WRITER.write(real_sheets()[0])


@pytest.mark.slow
@needs_office
def test_libreoffice_opens_it_and_finds_every_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("office")
    sheets = any_sheets()
    files = [folder / f"{number}.docx" for number in range(len(sheets))]
    for file, sheet in zip(files, sheets, strict=True):
        file.write_bytes(WRITER.write(sheet))
    back = converted(files, "docx", folder)
    for file, sheet in zip(files, sheets, strict=True):
        tables = word_tables(back[file.stem].read_bytes())
        texts = [spot.text for table in tables for spot in table if spot.text]
        assert sorted(texts) == sorted(cell.text for cell in sheet.table.cells if cell.text)
