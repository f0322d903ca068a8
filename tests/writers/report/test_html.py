"""What the HTML report says, and that nothing in it comes from anywhere else."""

import re
from dataclasses import replace

import pytest

from tests.writers.report.building import (
    NOTICE,
    Opened,
    assessed,
    bare,
    finding,
    with_findings,
)
from ziping.model.finding import Severity
from ziping.model.form import Indicator, Problem, ProblemKind
from ziping.model.language import Language, Text
from ziping.writers.report.html import html_report

SCORE = "/indicators/1/score"
ACTUAL = "/indicators/1/actual"


def opened(*assessments: object, language: Language = Language.ZH, unread: tuple[Text, ...] = ()) -> Opened:
    return Opened(html_report(list(assessments), language=language, unread=unread))  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=list(Language))
def real(request: pytest.FixtureRequest) -> Opened:
    return Opened(html_report(assessed(), language=request.param))


def test_every_real_form_has_its_section_and_its_row(real: Opened) -> None:
    names = [entry.sourced.form.project for entry in assessed()]
    sections = [str(it) for it in real.all("section", "sheet")]
    rows = [str(it) for it in real.all("th", "project")]
    assert len(sections) == len(rows) == 12
    assert all(any(str(name) in text for text in sections) for name in names)


def test_every_finding_is_told_once_and_marked_in_its_form(real: Opened) -> None:
    told = [name for name in real.ids if re.fullmatch(r"form-\d+-finding-\d+", name)]
    assert len(told) == sum(len(entry.findings) for entry in assessed())
    tagged = {it.attributes["href"].removeprefix("#") for it in real.all("a", "tag")}
    codes = {(name.rsplit("-finding", 1)[0], str(real.ids[name])) for name in told}
    assert codes
    forms = {name.rsplit("-finding", 1)[0] for name in told}
    assert all(any(tag.startswith(f"{form}-") for tag in tagged) for form in forms)


def test_every_link_leads_to_something_in_the_file(real: Opened) -> None:
    assert real.links
    assert {link.removeprefix("#") for link in real.links} <= set(real.ids)


def test_nothing_is_loaded_and_nothing_runs(real: Opened) -> None:
    assert {it.tag for it in real.elements} & {"script", "link", "img", "iframe", "object", "base"} == set()
    loads = {"src", "srcset", "action", "data", "poster", "xlink:href"}
    assert [it for it in real.elements if loads & set(it.attributes)] == []
    assert [it for it in real.elements if any(name.startswith("on") for name in it.attributes)] == []
    style = str(real.all("style")[0])
    assert "@import" not in style
    assert re.findall(r"url\((?!#)", style) == []


def test_the_page_forbids_itself_everything_but_its_own_style(real: Opened) -> None:
    policy = next(it for it in real.all("meta") if "http-equiv" in it.attributes)
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_no_link_of_the_web_stands_in_it() -> None:
    assert "http://" not in html_report(assessed(), language=Language.ZH)
    assert "https://" not in html_report(assessed(), language=Language.ZH)


def test_the_worst_form_comes_first() -> None:
    good, poor, fair = bare("外宣经费"), bare("商务外事"), bare()
    error = finding(poor.sourced.form, "B02", SCORE)
    warning = finding(fair.sourced.form, "C01", SCORE, severity=Severity.WARNING)
    page = opened(good, with_findings(fair, [warning, warning]), with_findings(poor, [error]))
    assert [str(it).split(" ")[0] for it in page.all("th", "project")] == [
        "商务外事",
        "海外办事处专项",
        "外宣经费",
    ]
    assert [str(it) for it in page.all("td", "number")][:3] == ["1", "2", "3"]


def test_the_row_of_a_form_says_its_counts_totals_difference_and_grade() -> None:
    form = bare()
    page = opened(with_findings(form, [finding(form.sourced.form, "B02", SCORE)]))
    assert [str(it) for it in page.all("td", "count")] == ["1", "0", "0"]
    assert [str(it) for it in page.all("td", "total")] == ["92.87", "91.57", "+1.30"]
    assert str(page.all("td", "grade")[0]) == "优"
    assert len(page.all("rect", "bar-error")) == 3  # the bar, its key, and the legend
    assert len(page.all("line", "way")) == 1


def test_a_grade_that_the_rules_do_not_give_is_shown_with_theirs() -> None:
    form = bare()
    moved = replace(form, scores=replace(form.scores, computed_grade="良"))
    assert str(opened(moved).all("td", "grade", "moves")[0]) == "优 → 良"


def test_a_declared_score_stands_beside_the_one_by_the_rules() -> None:
    page = opened(bare())
    off = page.ids["form-1-cell-indicators-1-score"]
    assert str(off) == "7.00 5.70"
    assert str(page.ids["form-1-cell-indicators-5-score"]) == "16.00 12.00–16.00"
    assert [str(it) for it in page.all("span", "beside", "off")] == ["5.70", "91.57", "5.70"]
    assert str(page.ids["form-1-cell-funds-0-execution_rate"]) == "98.78 98.78"


def test_the_cell_of_a_finding_is_marked_and_leads_to_it() -> None:
    form = bare()
    page = opened(with_findings(form, [finding(form.sourced.form, "B02", SCORE, ACTUAL)]))
    cell = page.ids["form-1-cell-indicators-1-score"]
    assert cell.classes >= {"marked", "error"}
    assert str(cell).endswith("B02")
    assert "marked" not in page.ids["form-1-cell-indicators-1-actual"].classes
    assert "#form-1-finding-1" in page.links
    assert "#form-1-cell-indicators-1-score" in page.links


def test_several_codes_of_a_cell_are_told_together_the_worst_first() -> None:
    form = bare()
    held = form.sourced.form
    note = finding(held, "C09", SCORE, severity=Severity.NOTE)
    page = opened(with_findings(form, [note, finding(held, "B02", SCORE)]))
    (group,) = page.all("article", "group")
    assert str(group).index("标题B02") < str(group).index("标题C09")
    assert str(group).startswith("指标2「参加线上线下专业投促会议和活动」得分 7.00")
    assert str(page.ids["form-1-cell-indicators-1-score"]) == "7.00 5.70 B02 C09"


def test_the_same_finding_in_several_cells_is_told_once_with_a_line_for_each() -> None:
    form = bare()
    held = form.sourced.form
    found = [
        finding(held, "E01", f"/indicators/{row}/deviation", said=f"第 {row} 项没有原因") for row in (0, 2)
    ]
    page = opened(with_findings(form, found))
    (group,) = page.all("article", "group")
    assert str(group).startswith("偏差原因分析及改进措施 2 处 E01 标题E01 指标1「双向投资项目对接」")
    assert str(group).count("改为 5.70") == 1
    assert "第 2 项没有原因" in str(page.ids["form-1-finding-2"])


def test_a_finding_says_everything_that_is_needed_to_mend_it() -> None:
    form = bare()
    page = opened(with_findings(form, [finding(form.sourced.form, "B02", SCORE, ACTUAL)]))
    assert str(page.ids["form-1-finding-1"]) == (
        "B02 标题B02 应得 5.70 分，填报 7.00 分（B02） 相关 实际完成值 57.00(场) 处理 改为 5.70 "
        "依据 财预〔2020〕10号《项目支出绩效评价管理办法》第十六条（未核对原文）"
    )


def test_a_finding_about_the_whole_form_is_marked_at_its_heading() -> None:
    form = bare()
    found = [finding(form.sourced.form, "A99"), finding(form.sourced.form, "A98", "/year")]
    page = opened(with_findings(form, found))
    assert str(page.ids["form-1-cell"]) == "财政项目支出绩效自评表 （2023 年度） A98 A99"
    assert [str(it) for it in page.all("h4")] == ["年度 2023", "整张表"]


def test_a_merged_cell_is_drawn_joined_and_carries_the_marks_of_its_rows() -> None:
    form = bare()
    page = opened(with_findings(form, [finding(form.sourced.form, "D12", "/indicators/4/level1")]))
    joins = [page.ids[f"form-1-cell-indicators-{row}-level1"].classes for row in range(6)]
    assert [sorted(held & {"up", "down", "again"}) for held in joins] == [
        ["again", "down"],
        ["again", "down", "up"],
        ["down", "up"],
        ["again", "down", "up"],
        ["again", "up"],
        [],
    ]
    assert str(page.ids["form-1-cell-indicators-2-level1"]) == "产出指标 D12"
    assert not [it for it in page.all("th", "level1") if "rowspan" in it.attributes]


def test_the_cited_articles_are_listed_with_what_they_say() -> None:
    form = bare()
    held = finding(form.sourced.form, "B02", SCORE)
    other = replace(finding(form.sourced.form, "B03", ACTUAL), cites=(NOTICE, *held.cites))
    page = opened(with_findings(form, [held, other]))
    assert str(page.ids["source-mof-2020-10-16"]) == "第十六条 未达到的按比例记分 未核对原文 B02 B03"
    assert str(page.ids["source-mof-notice-work"]) == "第十六条 未达到的按比例记分 已核对原文 B03"
    assert len(page.all("a", "unconfirmed")) == 2


def test_how_the_rounding_was_inferred_is_said_of_every_form() -> None:
    texts = str(opened(*assessed()).ids["rounding"])
    assert texts.count("执行率、得分均截去 只有这一种相符") == 10
    assert texts.count("执行率进一，得分四舍五入 不止一种相符，取优先者") == 2


def test_what_the_reader_doubted_is_listed_with_what_is_printed() -> None:
    doubt = Problem(pointer=SCORE, kind=ProblemKind.NOT_A_NUMBER, raw="七分", message="得分不是数字")
    indicators = tuple(
        it.model_copy(update={"score": None}) if row == 1 else it
        for row, it in enumerate(bare().sourced.form.indicators)
    )
    page = opened(bare(problems=(doubt,), indicators=indicators))
    assert str(page.all("section", "doubts")[0]) == "读取时的疑点 得分不是数字 七分"
    assert str(page.ids["form-1-cell-indicators-1-score"]).startswith("七分")


def test_what_could_not_be_read_is_listed() -> None:
    page = opened(bare(), unread=(Text("坏.pdf：不能读取", "bad.pdf: cannot be read"),))
    assert str(page.ids["unread"]) == "未能读出的文件 坏.pdf：不能读取"


def test_a_report_of_nothing_says_so() -> None:
    assert "没有读到自评表。" in str(opened().all("main")[0])


def test_a_form_without_findings_says_so() -> None:
    assert str(opened(bare()).all("p", "nothing")[0]) == "未发现问题。"


def test_a_form_without_anything_is_drawn_all_the_same() -> None:
    blank = bare(
        project=None,
        year=None,
        title=None,
        implementing_unit=None,
        competent_department=None,
        money_unit=None,
        funds=(),
        indicators=(Indicator(),),
        grade=None,
    )
    assert str(opened(blank).all("th", "project")[0]) == "（未填项目名称）"


def test_texts_of_a_document_are_never_markup() -> None:
    evil = bare(project="<script>alert(1)</script>", implementing_unit='"><img src=x onerror=alert(1)>')
    page = html_report([evil], language=Language.ZH)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert Opened(page).all("h2")[1].text == ["1", "<script>alert(1)</script>"]


def test_what_no_page_may_hold_is_left_out() -> None:
    page = html_report([bare(project="海\x00外\x1b\u202e办\ud800事")], language=Language.ZH)
    assert "海外办事" in page
    page.encode("utf-8")


def test_in_english_only_the_document_stays_chinese() -> None:
    form = bare()
    page = opened(with_findings(form, [finding(form.sourced.form, "B02", SCORE)]), language=Language.EN)
    assert str(page.ids["form-1-finding-1"]) == (
        "B02 title B02 expected 5.70 (B02) What to do change it to 5.70 "
        "Source 财预〔2020〕10号《项目支出绩效评价管理办法》 Art. 16 (not confirmed)"
    )
    assert page.all("html")[0].attributes["lang"] == "en"
