"""Word templates: what is filled in where, and what is said of a broken one."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.writers.office import converted, needs_office
from tests.writers.opened import member, word_lines, word_tables
from tests.writers.report.building import bare, finding, with_findings
from tests.writers.review.making import about, filled, paragraph, table, template
from ziping.model.finding import Severity
from ziping.writers.review import LETTER, REVIEW, BrokenTemplateError, Template, guide, kinds
from ziping.writers.review.fields import names, scope
from ziping.writers.review.word import WORD, names_in

SECTION = (paragraph("{{每张表开始}}"), paragraph("{{表.序号}} {{表.项目名称}}"), paragraph("{{每张表结束}}"))


def rows(data: bytes, number: int = 0) -> list[list[str]]:
    held: dict[int, list[str]] = {}
    for spot in word_tables(data)[number]:
        held.setdefault(spot.row, []).append(spot.text)
    return list(held.values())


def refused(*blocks: str) -> str:
    with pytest.raises(BrokenTemplateError) as error:
        template(*blocks)
    return error.value.text.zh


def test_a_name_is_found_although_word_cut_it_into_runs() -> None:
    made = template(paragraph("共 {", "{表", "数}} 张，错误", " {{错误数}} 处"))
    assert word_lines(filled(made).docx()) == ["共 12 张，错误 28 处"]


def test_braces_and_dots_of_any_width_are_the_same() -> None:
    made = template(table(["｛｛ 表。项目 名称 ｝｝", "{{表．年度}}"]))
    assert rows(filled(made, about([bare()])).docx()) == [["海外办事处专项", "2023"]]


def test_a_row_repeats_for_every_form_and_the_heading_does_not() -> None:
    made = template(table(["序号", "项目"], ["{{表.序号}}", "{{表.项目名称}}"]))
    found = rows(filled(made).docx())
    assert found[0] == ["序号", "项目"]
    assert [row[0] for row in found[1:]] == [str(number) for number in range(1, 13)]
    assert found[2] == ["2", "海外办事运作费"]


def test_what_stands_between_the_marks_repeats_for_every_form() -> None:
    found = word_lines(filled(template(paragraph("前"), *SECTION, paragraph("后"))).docx())
    assert found[0] == "前"
    assert found[-1] == "后"
    assert len(found) == 14
    assert found[2] == "2 海外办事运作费"


def test_rows_of_a_section_are_those_of_its_form() -> None:
    one, two = bare(), bare("外宣经费")
    held = [
        with_findings(one, [finding(one.sourced.form, "B02", "/indicators/0/score")]),
        with_findings(two, [finding(two.sourced.form, "E01", "/indicators/1/deviation")]),
    ]
    made = template(SECTION[0], table(["{{问题.编号}}", "{{问题.序号}}"]), SECTION[2])
    data = filled(made, about(held)).docx()
    assert [rows(data, 0), rows(data, 1)] == [[["B02", "1"]], [["E01", "1"]]]


def test_a_row_outside_of_a_section_lists_the_findings_of_all_forms() -> None:
    held = [
        with_findings(it, [finding(it.sourced.form, "B02", "/grade")]) for it in (bare(), bare("外宣经费"))
    ]
    made = template(table(["{{表.项目名称}}", "{{问题.编号}}"]))
    assert rows(filled(made, about(held)).docx()) == [["海外办事处专项", "B02"], ["外宣经费", "B02"]]


def test_names_in_content_controls_are_filled_in_and_checked() -> None:
    def control(name: str) -> str:
        return f"<w:sdt><w:sdtContent>{paragraph(name)}{table([name])}</w:sdtContent></w:sdt>"

    data = filled(template(control("{{表数}}"))).docx()
    assert [it.text for it in member(data, "word/document.xml").iter(f"{WORD}t")] == ["12", "12"]
    assert refused(control("{{张数}}")).startswith(
        "模板 复核意见.docx 第 1 段“{{张数}}”：没有 {{张数}} 这个名称"
    )


def test_a_table_within_a_row_that_repeats_for_another_list_is_refused() -> None:
    inner = table(["{{得分.填报}}"])
    outer = table(["{{问题.事实}}"]).replace("</w:tc>", f"{inner}<w:p/></w:tc>")
    with pytest.raises(BrokenTemplateError, match=r"^模板 复核意见\.docx[^a-z]*$"):
        filled(template(SECTION[0], outer, SECTION[2]))


def test_a_form_without_findings_says_so() -> None:
    made = template(table(["{{表.序号}}", "{{问题.事实}}"]))
    assert rows(filled(made, about([bare()])).docx()) == [["1", "未发现问题。"]]


def test_a_paragraph_that_stays_empty_is_left_out() -> None:
    made = template(paragraph("一"), paragraph("{{未读说明}}"), paragraph("二"))
    assert filled(made).docx().count(b"PK\x01\x02") == len(made.members)
    assert word_lines(filled(made).docx()) == ["一", "二"]


def test_what_a_form_says_is_never_a_name_and_never_markup() -> None:
    held = bare(project="{{错误数}}<w:b/>&\x07 甲")
    made = template(table(["{{表.项目名称}}"]))
    assert rows(filled(made, about([held])).docx()) == [["{{错误数}}<w:b/>& 甲"]]


def test_headers_and_footers_are_filled_in() -> None:
    members = dict(LETTER.template.members)
    footer = members["word/footer1.xml"].decode().replace("<w:t>1</w:t>", "<w:t>{{复核单位}}</w:t>")
    made = Template.opened(
        "复核意见.docx", Template("复核意见.docx", members | {"word/footer1.xml": footer.encode()}).packed
    )
    with ZipFile(BytesIO(filled(made, about(office="某市财政局")).docx())) as packed:
        assert "某市财政局" in packed.read("word/footer1.xml").decode()


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((paragraph("甲"), paragraph("{{单位名城}}：")), "模板 复核意见.docx 第 2 段“{{单位名城}}：”：没有 {{单位名城}} 这个名称；相近的有 {{单位}}"),
        ((table(["甲", "{{问题.事时}}"]),), "第 1 个表格第 1 行第 2 格“{{问题.事时}}”：没有 {{问题.事时}} 这个名称；相近的有 {{问题.事实}}"),
        ((paragraph("共 {{表数} 张"),), "第 1 段“共 {{表数} 张”：双花括号没有成对，应当像 {{单位}} 这样写"),
        ((paragraph("{{表.年度}}"),), "{{表.年度}} 要放在表格的一行里，或者放在 {{每张表开始}} 和 {{每张表结束}} 之间"),
        ((SECTION[0], paragraph("{{问题.事实}}"), SECTION[2]), "第 2 段“{{问题.事实}}”：{{问题.事实}} 要放在表格的一行里"),
        ((table(["{{问题.事实}}", "{{得分.填报}}"]),), "同一行里不能既有“得分”又有“问题”的名称；请分成两个表格"),
        ((*SECTION[:2],), "第 1 段：{{每张表开始}} 后面没有 {{每张表结束}}"),
        ((*SECTION[1:],), "第 2 段：此处应当是 {{每张表开始}}"),
        ((SECTION[0], *SECTION), "第 2 段：此处应当是 {{每张表结束}}"),
        ((table(["{{每张表开始}}"]),), "要单独成段，不能放在表格里"),
        ((paragraph("见{{图.等级分布}}"),), "{{图.等级分布}} 是图，要单独成段"),
    ],
)  # fmt: skip
def test_a_broken_template_is_refused_with_the_place_and_the_reason(
    blocks: tuple[str, ...], said: str
) -> None:
    assert said in refused(*blocks)


@pytest.mark.parametrize("data", [b"", b"no archive", Template("x", {"a.txt": b""}).packed])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(
        BrokenTemplateError, match=r"^模板 甲\.docx：不是 Word 文档（\.docx）；请用 Word 另存为 \.docx"
    ):
        Template.opened("甲.docx", data)


def test_xml_that_is_not_whole_is_refused_with_its_line() -> None:
    broken = Template("甲.docx", {"word/document.xml": b"<a>\n<b>\n</a>"}).packed
    with pytest.raises(BrokenTemplateError, match=r"word/document\.xml 第 3 行：不是完好的 XML"):
        Template.opened("甲.docx", broken)


@pytest.mark.parametrize("kind", kinds())
def test_the_templates_of_ziping_are_sound(kind: object) -> None:
    assert kind in {REVIEW, LETTER}
    made = REVIEW.template if kind is REVIEW else LETTER.template
    made.check()
    assert Template.opened(made.name, made.packed) == made


def test_the_guide_explains_every_name() -> None:
    known = {f"{held}.{key}" if held else key for held, keys in names().items() for key in keys}
    listed = {it for it in names_in(guide()) if not re.fullmatch(r"每张表.*|图\.…", it)}
    assert listed == known


def test_severity_is_told_with_what_it_demands() -> None:
    one = bare()
    held = [finding(one.sourced.form, "X01", "/grade", severity=it) for it in Severity]
    made = template(table(["{{问题.级别}}", "{{问题.要求}}"]))
    found = rows(filled(made, about([with_findings(one, held)])).docx())
    assert found == [["错误", "应更正"], ["警告", "应说明或更正"], ["提示", "供参考"]]


@pytest.mark.slow
@needs_office
def test_a_template_that_an_office_program_saved_says_the_same(tmp_path: Path) -> None:
    ours = REVIEW.template
    (tmp_path / ours.name).write_bytes(ours.packed)
    saved = converted([tmp_path / ours.name], "docx", tmp_path)["复核意见"].read_bytes()
    theirs = Template.opened(ours.name, saved)
    said = [
        word_lines(it.filled(scope(about(), dict.fromkeys(names()["图"]))).docx()) for it in (ours, theirs)
    ]
    assert said[0] == said[1]
    tables = [
        word_tables(it.filled(scope(about(), dict.fromkeys(names()["图"]))).docx()) for it in (ours, theirs)
    ]
    assert [[it.text for it in held] for held in tables[0]] == [
        [it.text for it in held] for held in tables[1]
    ]
