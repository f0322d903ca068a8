"""Forms in cells, as published forms vary (docs: domain/layouts.md)."""

from decimal import Decimal

import pytest

from tests.readers.tables import (
    COLUMNS,
    FUNDS,
    GOAL,
    HEAD,
    ROWS,
    TOTAL,
    WHOLE,
    form,
    forms,
    printed,
    problem_at,
    problems,
)
from ziping.model.form import FundSource, Kind, MoneyUnit, ProblemKind


def test_the_plain_form_has_no_problem() -> None:
    assert problems(WHOLE) == []
    assert [i.level3 for i in form(WHOLE).indicators] == ["养护面积", "环境改善", "游客满意度"]


@pytest.mark.parametrize(
    ("title", "kind", "year"),
    [
        ("稷山县项目支出绩效自评表\n( 2019年度)", Kind.PROJECT, 2019),
        ("2022年度项目支出绩效自评表 公开14表", Kind.PROJECT, 2022),
        ("银川市本级部门项目支出绩效自评表(2021年)", Kind.PROJECT, 2021),
        ("县级专项资金绩效目标自评表\n2019年度)", Kind.PROJECT, 2019),
        ("部门整体支出绩效自评表\n（2020年度）", Kind.DEPARTMENT, 2020),
        ("转移支付区域(项目)绩效目标自评表", Kind.TRANSFER, None),
        ("林业草原改革发展资金绩效评价表", Kind.PROJECT, None),
    ],
)
def test_titles_and_year_lines(title: str, kind: Kind, year: int | None) -> None:
    found = form(WHOLE.replace("财政项目支出绩效自评表\n(2023年度)", title))
    assert (found.kind, found.year, found.title) == (kind, year, title.partition("\n")[0].replace(" ", ""))


def test_two_years_are_doubtful() -> None:
    text = WHOLE.replace("财政项目支出绩效自评表", "2022年度项目支出绩效自评表")
    assert (form(text).year, problems(text)) == (2023, [("/year", "doubtful")])


def test_of_a_department_the_unit_is_the_project() -> None:
    text = WHOLE.replace("财政项目支出绩效自评表", "部门整体支出绩效自评表")
    text = text.replace(
        "项目名称\t绿化养护\t\t\n主管部门\t市园林局\t实施单位\t市公园", "预算单位名称\t市公园\t\t"
    )
    found = form(text)
    assert (found.project, found.implementing_unit, found.places["/project"].line) == ("市公园", None, 3)


def test_persons_are_left_out_wherever_they_stand() -> None:
    text = WHOLE.replace("主管部门", "项目负责人及电话\t张三 13800000000\t\t\n主管部门")
    text = text.replace("总分", "填表人:李四\t\t联系电话:13900000000\t\t\t\t\t\n总分")
    assert problems(text) == [("", "notice"), ("", "notice")]
    assert "张三" not in form(text).to_json()
    assert "李四" not in form(text).to_json()


def test_a_project_may_be_about_telephones() -> None:
    text = WHOLE.replace("绿化养护", "12345热线电话项目时间管理")
    assert form(text).project == "12345热线电话项目时间管理"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("项目资金（元）", MoneyUnit.YUAN),
        ("资金情况(万元)", MoneyUnit.WAN),
        ("预算资金（亿元）", MoneyUnit.YI),
    ],
)
def test_the_money_unit_stands_in_the_label(label: str, unit: MoneyUnit) -> None:
    assert form(WHOLE.replace("项目资金(万元)", label)).money_unit is unit


def test_the_money_unit_may_stand_elsewhere_or_nowhere() -> None:
    without = WHOLE.replace("项目资金(万元)", "项目资金")
    assert problems(without) == [("/money_unit", "missing")]
    assert form(without.replace("绿化养护\t\t", "绿化养护\t金额单位：元\t")).money_unit is MoneyUnit.YUAN


def test_amounts_lose_separators_and_units_and_nothing_else() -> None:
    text = WHOLE.replace(
        "100.00\t100.00\t90.00\t10\t90%\t9", "1,100.00\t1,100.00万元\t990.00 万元\t10\t90%\t9"
    )
    fund = form(text).funds[0]
    assert [str(fund.initial_budget), str(fund.full_year_budget), str(fund.executed)] == [
        "1100.00",
        "1100.00",
        "990.00",
    ]


def test_columns_of_another_province() -> None:
    funds = (
        "预算执行情况(万元)(20分)\t\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分(20分*执行率)\n"
        "\t年度财政资金总额\t100\t90\t90%\t18\n"
    )
    columns = (
        "一级指标\t二级指标\t三级指标\t分值\t年度指标值\t全年实际值\t得分\t未完成原因及拟采取的改进措施\n"
    )
    rows = (
        "产出指标(50分)\t数量指标\t指标1:养护面积\t50\t≥50亩\t50亩\t50\t\n"
        "\t\t指标2:\t\t\t\t\t\n"
        "效益指标(30分)\t社会效益指标\t环境改善\t30\t改善\t改善\t28\t居民意见多\n"
    )
    found = form(HEAD + funds + GOAL + columns + rows + "总分\t\t\t100\t\t\t96\t\n")
    assert found.problems == ()
    fund = found.funds[0]
    assert fund.source is FundSource.TOTAL
    assert printed(fund.initial_budget, fund.points, fund.score) == [None, "20", "18"]
    assert [(i.level1, i.level3, i.target, *printed(i.points, i.score)) for i in found.indicators] == [
        ("产出指标(50分)", "指标1:养护面积", "≥50亩", "50", "50"),
        ("效益指标(30分)", "环境改善", "改善", "30", "28"),
    ]
    assert printed(found.total.points, found.total.score) == ["100", "96"]


def test_a_target_in_three_cells_is_joined() -> None:
    columns = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t\t\t实际完成值\t分值\t得分\n"
        "\t\t\t指标性质\t指标值\t度量单位\t\t\t\n"
    )
    rows = "产出指标\t数量指标\t养护面积\t≥\t50\t亩\t50\t60\t60\n\t\t制度\t定性\t健全\t\t健全\t30\t30\n"
    found = form(HEAD + FUNDS + GOAL + columns + rows + "总分\t\t\t\t\t\t\t100\t99\n")
    assert [i.target for i in found.indicators] == ["≥50亩", "健全"]
    assert found.problems == ()


def test_starred_rows_and_their_parts_are_indicators() -> None:
    rows = (
        "产出指标\t数量指标\t★检测批次\t\t\t\t\t\n\t\t其中：食品\t≥5批\t5批\t80\t80\t\n"
        + ROWS.split("\n")[2]
        + "\n"
    )
    found = form(HEAD + FUNDS + GOAL + COLUMNS + rows + "总分\t\t\t\t\t100\t99\n")
    assert [(i.level3, i.points) for i in found.indicators] == [
        ("★检测批次", None),
        ("其中：食品", 80),
        ("游客满意度", 10),
    ]
    assert found.problems == ()


def test_child_fund_rows_that_repeat_points_are_not_added_twice() -> None:
    text = WHOLE.replace("90.00\t-\t90%\t-", "90.00\t10\t90%\t9")
    assert problems(text) == []
    assert [fund.points for fund in form(text).funds] == [10, 10]


def test_fund_rows_of_another_division_keep_their_label() -> None:
    text = WHOLE.replace("其中:当年财政拨款", "中央财政资金").replace(GOAL, "\t地方资金\t\t\t\t\t\t\n" + GOAL)
    (total, central) = form(text).funds
    assert (total.source, central.source, central.label) == (
        FundSource.TOTAL,
        FundSource.UNCLASSIFIED,
        "中央财政资金",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("总分\t\t\t\t\t100\t97\t", "合计\t\t\t\t\t100\t97\t"),
        ("总分\t\t\t\t\t100\t97\t", "总分\t\t\t100\t97\t优\t"),
        ("总分\t\t\t\t\t100\t97\t\n", "总分\t\t\t\t\t100\t97\t\n评价等级\t优\n"),
    ],
)
def test_total_rows(old: str, new: str) -> None:
    found = form(WHOLE.replace(old, new))
    assert printed(found.total.points, found.total.score) == ["100", "97"]
    assert found.grade == ("优" if "优" in new else None)


@pytest.mark.parametrize("cells", ["自评总分(分)\t97", "自评总分: 97"])
def test_a_total_in_the_heading_is_the_score(cells: str) -> None:
    found = form(WHOLE.replace(TOTAL, "").replace("绿化养护\t\t", f"绿化养护\t{cells}"))
    assert printed(found.total.points, found.total.score) == [None, "97"]
    assert found.problems == ()


def test_goals_over_several_rows_and_three_columns() -> None:
    rows = "\t目标1：养护\t改为养护\t\t养护了\n\t目标2：浇水\t\t\t浇了水\n"
    text = WHOLE.replace(
        GOAL, "年度总体目标\t年初绩效目标\t全年(调整)绩效目标\t\t全年目标实际完成情况\n" + rows
    )
    assert form(text).goal.expected == "目标1：养护\n目标2：浇水"
    assert form(text).goal.actual == "养护了\n浇了水"


def test_a_score_merged_over_rows_belongs_to_the_first() -> None:
    text = WHOLE.replace("改善\t30\t28\t居民意见多", "改善\t30\t38\t居民意见多").replace(
        "92%\t10\t10\t", "92%\t10\t\t"
    )
    assert [i.score for i in form(text).indicators] == [50, 38, None]
    assert problems(text) == []


def test_letters_in_a_number_cell_are_null_and_reported() -> None:
    text = WHOLE.replace("50亩\t50\t50", "50亩\t50\t5O")
    assert form(text).indicators[0].score is None
    problem = problem_at(text, "/indicators/0/score")
    assert (problem.kind, problem.raw) == (ProblemKind.NOT_A_NUMBER, "5O")
    assert problems(text)[-1] == ("/total/score", "arithmetic")


def test_negative_and_absurd_amounts_are_declared_values() -> None:
    text = WHOLE.replace("\t100.00\t100.00\t90.00\t10", "\t-5.00\t99999999999999999999.99\t90.00\t10")
    fund = form(text).funds[0]
    assert (fund.initial_budget, fund.full_year_budget) == (
        Decimal("-5.00"),
        Decimal("99999999999999999999.99"),
    )
    assert ("/funds/0/execution_rate", "arithmetic") in problems(text)


def test_points_that_do_not_sum_up_are_said_and_the_form_is_read() -> None:
    text = WHOLE.replace("30\t28", "40\t28")
    assert problem_at(text, "/total/points").message == "各项分值合计 110，总分的分值应为 100"
    assert len(form(text).indicators) == 3


def test_a_form_without_indicators_says_so() -> None:
    assert problems(HEAD + FUNDS + GOAL) == [("/indicators", "missing"), ("/total", "missing")]


@pytest.mark.parametrize(
    ("kept", "missing"),
    [
        (HEAD, ["/funds", "/goal", "/indicators", "/total"]),
        (HEAD + FUNDS, ["/goal", "/indicators", "/total"]),
        (HEAD + FUNDS + GOAL + COLUMNS + ROWS, ["/total"]),
        ("财政项目支出绩效自评表\n(2023年度)\n", ["/project", "/funds", "/goal", "/indicators", "/total"]),
    ],
)
def test_a_form_cut_off_gives_what_is_there(kept: str, missing: list[str]) -> None:
    cut = forms(WHOLE + kept)[1]
    assert [p.pointer for p in cut.problems if p.kind is ProblemKind.MISSING] == missing
    assert cut.title == "财政项目支出绩效自评表"


def test_a_document_that_ends_in_a_title_has_a_form_of_which_all_is_missing() -> None:
    assert [f.project for f in forms(WHOLE + "财政项目支出绩效自评表\n")] == ["绿化养护", None]


@pytest.mark.parametrize(
    ("lost", "pointer"),
    [(FUNDS.split("\n")[0], "/funds"), (GOAL.split("\n")[0], "/goal"), (COLUMNS.strip(), "/indicators")],
)
def test_a_table_without_its_heading_is_not_guessed_at(lost: str, pointer: str) -> None:
    found = problems(WHOLE.replace(lost + "\n", ""))
    assert (pointer, "missing") in found
    assert "not-understood" in {kind for _, kind in found}


def test_forms_without_titles_begin_at_the_project_name() -> None:
    body = WHOLE.split("\n", 1)[1]
    assert [f.project for f in forms(body + body.replace("绿化养护", "路灯"))] == ["绿化养护", "路灯"]


def test_tables_around_the_form_are_none() -> None:
    before = "收入支出决算表\n项目\t金额\n财政拨款\t5\n\n"
    after = "\n注：1.一级指标分值统一设置为产出50分\n二、其他需要说明的问题\n无\n"
    assert form(before + WHOLE + after) == form("\n\n\n\n" + WHOLE)


def test_a_name_cut_by_a_page_end_goes_on() -> None:
    text = WHOLE.replace(
        "养护面积\t≥50亩\t50亩\t50\t50\t\n", "养护面\t≥50亩\t50亩\t50\t50\t按实\n\n\t\t积\t\t\t\t\t际面积\n"
    )
    first = form(text).indicators[0]
    assert (first.level3, first.deviation, len(form(text).indicators)) == ("养护面积", "按实际面积", 3)


def test_line_ends_of_any_system_do() -> None:
    assert form(WHOLE.replace("\n", "\r\n")) == form(WHOLE) == form(WHOLE.replace("\n", "\r"))


def test_a_row_that_stands_sideways_is_moved_and_doubtful() -> None:
    text = WHOLE.replace("满意度指标\t服务", "\t\t苗木成活率\t≥90%\t95%\t0\t0\t\n满意度指标\t服务")
    moved = text.replace("\t\t苗木", "\t苗木")
    assert form(moved).indicators == form(text).indicators
    assert problems(moved) == [("/indicators/2", "doubtful")]


def test_a_label_that_no_template_has_may_be_cut_by_a_page_end_too() -> None:
    text = WHOLE.replace(
        "服务对象满意度指标\t游客满意度\t≥90%\t92%\t10\t10\t\n",
        "校园用户\t游客满意度\t≥90%\t92%\t10\t10\t\n\n\t满意指标\t\t\t\t\t\t\n",
    )
    assert form(text).indicators[2].level2 == "校园用户满意指标"
    assert len(form(text).indicators) == 3


FUND = "\t年度资金总额\t100.00\t100.00\t90.00\t10\t90%\t9\n"


@pytest.mark.parametrize("moved", [FUND[1:], "\t" + FUND, FUND[1:].replace("额\t", "额\t\t\t\t", 1)])
def test_a_fund_row_beside_its_heading_is_aligned(moved: str) -> None:
    assert form(WHOLE.replace(FUND, moved)).funds == form(WHOLE).funds


def test_a_fund_row_that_fits_no_heading_is_not_read() -> None:
    text = WHOLE.replace(FUND, "\t年度资金总额\t100.00\t100.00\t90.00\t10\t90%\t9\t9\n")
    assert form(text).funds[0].executed is None
    assert ("/funds/0", "not-understood") in problems(text)


def test_a_text_among_the_funds_is_not_understood() -> None:
    assert ("/funds", "not-understood") in problems(WHOLE.replace(FUND, FUND + "另见附表说明\n"))


@pytest.mark.parametrize(
    ("row", "points", "score", "kind"),
    [
        ("总分\t\t\t\t\t100\t\t", "100", None, None),
        ("总分\t\t\t\t\t\t97\t", None, "97", None),
        ("总分\t97\t\t\t\t\t\t", None, "97", "doubtful"),
        ("总分\t1\t2\t3\t\t\t\t", None, None, "not-understood"),
    ],
)
def test_odd_total_rows(row: str, points: str | None, score: str | None, kind: str | None) -> None:
    text = WHOLE.replace(TOTAL, row + "\n")
    assert printed(form(text).total.points, form(text).total.score) == [points, score]
    assert {found for _, found in problems(text)} - {"missing"} == ({kind} if kind else set())
