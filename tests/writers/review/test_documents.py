"""The report and the letter about the twelve real forms, in every format."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from tests.writers.opened import word_lines, word_tables, workbook
from tests.writers.report.building import NOTICE, Opened, assessed, bare, finding, with_findings
from tests.writers.review.making import about, filled
from tests.writers.test_bad_input import EVIL
from tests.writers.test_bad_input import filled as filled_with
from ziping.model.finding import Severity
from ziping.writers.fonts import NoChineseFontError, chinese_font, fonts
from ziping.writers.review import FORMATS, LETTER, REVIEW, Kind, documents, write
from ziping.writers.review.documents import NoPictureFontError
from ziping.writers.review.told import joints

try:
    chinese_font(fonts().families())
except NoChineseFontError:
    pytest.skip("no Chinese font here; apt-get install fonts-noto-cjk", allow_module_level=True)


def opened(data: bytes) -> Any:  # noqa: ANN401 — pypdfium2 says nothing of its types
    return pypdfium2.PdfDocument(data)


def pages(data: bytes) -> str:
    with opened(data) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return bare_text(text)


def bare_text(text: str) -> str:
    return re.sub(r"[\s\ufffe]", "", text)


def is_in(text: str, whole: str) -> bool:
    """Tell whether a text stands there, be it in two pieces: a row may go on over a page."""
    return any(text[:cut] in whole and text[cut:] in whole for cut in range(len(text)))


@pytest.fixture(scope="module")
def report() -> dict[str, bytes]:
    return {name: write(about(), REVIEW.template, name) for name in FORMATS if name != "xlsx"}


def told() -> set[str]:
    """Return what the report must say: every fact, remedy and source of every finding."""
    held = [joint for entry in assessed() for joint in joints(entry)]
    return {text for it in held for text in (*it.facts.split("\n"), it.first.fix.zh, *it.sources.split("\n"))}


def test_the_summary_counts_what_was_found(report: dict[str, bytes]) -> None:
    errors, warnings, notes = (sum(it.count(severity) for it in assessed()) for severity in Severity)
    said = f"发现错误 {errors} 处、警告 {warnings} 处、提示 {notes} 处；"
    assert errors > 20
    assert any("自评表 12 张（" in line and said in line for line in word_lines(report["docx"]))
    assert bare_text(said) in pages(report["pdf"])
    assert said in report["html"].decode()


def test_every_fact_remedy_and_source_is_told_in_every_format(report: dict[str, bytes]) -> None:
    cells = {line for held in word_tables(report["docx"]) for spot in held for line in spot.text.split("\n")}
    page, pdf = str(Opened(report["html"].decode()).all("body")[0]), pages(report["pdf"])
    words = "".join(cells)
    assert len(told()) > 100
    assert {it for it in told() if it not in words} == set()
    assert {it for it in told() if " ".join(it.split()) not in page} == set()
    assert {it for it in told() if not is_in(bare_text(it), pdf)} == set()


def test_scores_stand_beside_each_other(report: dict[str, bytes]) -> None:
    scored = [held for held in word_tables(report["docx"]) if any(it.text == "核算得分" for it in held)]
    totals = [[it.text for it in held if it.row == held[-1].row] for held in scored]
    assert len(scored) == 12
    assert ["", "总分", "—", "95.96", "95.96", "0"] in totals
    first = [[it.text for it in held if it.row == 1] for held in scored]
    assert {row[1] for row in first} == {"预算执行率"}


def test_findings_stand_in_order_of_weight() -> None:
    for entry in assessed():
        ranks = [joint.first.severity.rank for joint in joints(entry)]
        assert ranks == sorted(ranks)


def test_what_is_alike_in_several_cells_is_told_once_with_every_cell() -> None:
    one = bare()
    at = ["/indicators/0/deviation", "/indicators/2/deviation"]
    same = [finding(one.sourced.form, "E01", it, severity=Severity.WARNING, said="空白") for it in at]
    apart = [finding(one.sourced.form, "B02", it.replace("deviation", "score"), said=it[12:13]) for it in at]
    first, second = joints(with_findings(one, [*same, *apart]))
    rows = [it.spots[0].row.zh for it in same]
    assert first.facts.split("\n") == [f"{rows[0]}：0", f"{rows[1]}：2"]
    assert second.facts == "空白"
    assert second.cells.split("\n") == ["偏差原因分析及改进措施（2 处）", f"{rows[0]}：—", f"{rows[1]}：—"]
    assert second.sources == "财预〔2020〕10号第十六条（未核对原文）"


def test_one_finding_on_many_cells_names_the_first_of_them() -> None:
    one = bare()
    at = [f"/indicators/{number}/points" for number in range(5)]
    told_once = joints(with_findings(one, [finding(one.sourced.form, "D15", *at)]))
    assert told_once[0].cells.split("\n")[0] == "分值（5 处）"
    assert told_once[0].cells.split("\n")[5:] == ["……"]


def test_a_confirmed_article_is_not_called_unconfirmed() -> None:
    one = bare()
    held = replace(finding(one.sourced.form, "B02", "/grade"), cites=(NOTICE,))
    assert joints(with_findings(one, [held]))[0].sources == "《通知》第十六条"


def test_pictures_say_in_words_what_they_show(report: dict[str, bytes]) -> None:
    drawn = Opened(report["html"].decode()).all("svg")
    said = [it.attributes["aria-label"] for it in drawn]
    assert len(said) == 3
    kinds = Counter(it.code[0] for entry in assessed() for it in entry.findings)
    assert f"计算和资金 {kinds['A']} 处；得分与完成情况 {kinds['B']} 处；完成值 {kinds['C']} 处" in said[0]
    assert "优：填报 11，核算 11；良：填报 1，核算 0；中：填报 0，核算 1" in said[1]
    assert "海外办事运作费 填报 86.99，核算 69.99" in said[2]


def test_nothing_is_drawn_of_nothing() -> None:
    page = Opened(write(about([bare()]), REVIEW.template, "html").decode())
    assert [it.attributes["aria-label"].split("。")[0] for it in page.all("svg")] == [
        "各等级的表数",
        "图：填报总分与核算总分",
    ]


def test_the_letter_asks_for_an_answer_to_every_row() -> None:
    data = filled(LETTER.template, about(deadline="2024年4月30日", office="某市财政局")).docx()
    lines = word_lines(data)
    assert lines[1] == "上海市外国投资促进中心："
    assert any("于2024年4月30日前" in line for line in lines)
    assert "某市财政局" in lines
    answered = [held for held in word_tables(data) if any(spot.text == "答复" for spot in held)]
    assert len(answered) == 12
    assert {spot.text for held in answered for spot in held if spot.column == 5 and spot.row} == {""}


def test_the_pdf_is_an_archive_file_with_headings(report: dict[str, bytes]) -> None:
    assert b"pdfaid:part" in report["pdf"]
    with opened(report["pdf"]) as document:
        assert document.get_metadata_dict()["Title"] == "复核意见"
        outline = [it.get_title() for it in document.get_toc()]
    assert outline[:2] == ["项目支出绩效自评复核意见", "一、总体情况"]
    assert sum(title.endswith("年度）") for title in outline) == 12


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_forms_give_the_same_bytes(name: str) -> None:
    made = [write(about([bare()]), LETTER.template, name) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", [REVIEW, LETTER])
def test_hostile_texts_give_a_document_in_every_format(kind: Kind, name: str) -> None:
    form = filled_with(EVIL + "长" * 5000)
    entry = replace(bare(), sourced=bare().sourced.model_copy(update={"form": form}))
    found = [
        finding(form, code, at, said=EVIL)
        for code, at in (("B02", "/indicators/0/score"), ("E01", "/project"))
    ]
    data = write(about([with_findings(entry, found)], office=EVIL), kind.template, name)
    match name:
        case "docx":
            assert "=cmd|'/c'!A0 <b>&amp;" in "".join(word_lines(data))
        case "html":
            assert {it.tag for it in Opened(data.decode()).elements}.isdisjoint({"script", "img", "a"})
        case "pdf":
            assert "=cmd|" in pages(data)
        case _:
            assert {sheet: page.formulas for sheet, page in workbook(data).items() if page.formulas} == {}


def test_without_a_font_only_pictures_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_there(_families: object) -> str:
        return chinese_font(["DejaVu Sans"])

    monkeypatch.setattr(documents, "chinese_font", none_there)
    with pytest.raises(NoPictureFontError, match="图画不出来；请安装宋体"):
        write(about(), REVIEW.template, "docx")
    with pytest.raises(NoChineseFontError, match="PDF 未生成"):
        write(about(), REVIEW.template, "pdf")
    assert write(about([bare()]), LETTER.template, "docx")[:2] == b"PK"
    assert write(about([bare()]), REVIEW.template, "html").startswith(b"<!doctype html>")
