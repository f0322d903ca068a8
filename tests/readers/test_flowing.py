"""Forms in text without cells: what a reader of words can tell, and where it says that it cannot."""

import re

import pytest

from tests.readers.tables import form, forms, problem_at, problems
from tests.readers.truth import document, truths
from ziping.model.form import ProblemKind

TOP = (
    "财政项目支出绩效自评表\n（2021 年度）\n项目名称 绿化养护\n主管部门 市园林局 实施单位\n市公园\n管理处\n"
    "项目资金\n（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    "年度资金总额 100.00 100.00 90.00 10 90% 9\n其中：当年财政拨款 100.00 100.00 90.00 — 90% —\n"
    "年度总体目标\n预期目标 实际完成情况\n养护绿地。\n\n已养护绿地。\n"
)
COLUMNS = "一级指标 二级指标 三级指标\n年度\n指标值\n实际\n完成值\n分值 得分\n偏差原因分析及\n改进措施\n"
ROWS = (
    "产出指标\n数量指标 养护面积 ≥50亩 50亩 50 50\n效益指标 社会效益指标\n环境改善\n改善 改善 30 28\n居民意见多\n"
    "满意度指标 服务对象满意度指标 游客满意度 ≥90% 92% 10 10\n"
)
TEXT = TOP + COLUMNS + ROWS + "总分 100 97\n"


def test_the_plain_form_has_no_problem() -> None:
    found = form(TEXT)
    assert found.problems == ()
    assert (found.year, found.project, found.implementing_unit) == (2021, "绿化养护", "市公园管理处")
    assert [(i.level1, i.level3, i.target, i.actual) for i in found.indicators] == [
        ("产出指标", "养护面积", "≥50亩", "50亩"),
        ("效益指标", "环境改善", "改善", "改善"),
        ("满意度指标", "游客满意度", "≥90%", "92%"),
    ]
    assert found.indicators[1].deviation == "居民意见多"


def test_value_before_its_label() -> None:
    text = TEXT.replace("项目名称 绿化养护", "城市绿化\n项目名称\n养护")
    assert form(text).project == "城市绿化养护"


def test_label_and_value_in_one_word() -> None:
    text = TEXT.replace("项目名称 绿化养护", "项目名称：绿化养护")
    assert form(text).project == "绿化养护"


def test_persons_are_left_out() -> None:
    text = TEXT.replace("主管部门 市", "联系人及电话 张三 13800000000\n主管部门 市") + "填表人：李四\n"
    assert {problem.kind for problem in form(text).problems} == {ProblemKind.NOTICE}
    assert not re.search("张三|李四|1380", form(text).to_json())


def test_labels_broken_by_narrow_columns_and_letters_at_the_side() -> None:
    text = TEXT.replace(
        "满意度指标 服务对象满意度指标 游", "绩\n效\n指\n标\n满意\n度指\n标\n服务\n对象\n满意\n度指\n标 游"
    )
    text = text.replace("数量指标 ", "数量\n指标 ").replace("年度总体目标", "年度\n总体\n目标")
    assert form(text).model_copy(update={"places": {}}) == form(TEXT).model_copy(update={"places": {}})


def test_numbers_broken_by_narrow_columns_are_joined_and_reported() -> None:
    text = TEXT.replace(" 50 50\n", " 50.0\n0\n50.0\n0\n").replace("总分 100 97", "总分 100.\n00\n97.0\n0")
    found = form(text)
    assert [str(found.indicators[0].points), str(found.total.score)] == ["50.00", "97.00"]
    assert problems(text) == [("", "doubtful")]


def test_one_cell_per_line() -> None:
    text = TOP + COLUMNS + ROWS.replace(" ", "\n") + "总分\n100\n97\n"
    assert [i.level3 for i in form(text).indicators] == ["养护面积", "环境改善", "游客满意度"]
    assert form(text).total.score == 97


def test_a_fund_row_with_blank_cells_is_doubtful() -> None:
    text = TEXT.replace("拨款 100.00 100.00 90.00 — 90% —", "拨款 100.00 90.00")
    assert ("/funds/1", "doubtful") in problems(text)


def test_a_fund_row_with_too_many_numbers_is_not_read() -> None:
    text = TEXT.replace("年度资金总额 100.00", "年度资金总额 1 100.00")
    assert form(text).funds[0].full_year_budget is None
    assert ("/funds/0", "not-understood") in problems(text)


def test_letters_in_a_number_are_null_and_reported() -> None:
    text = TEXT.replace("50亩 50 50", "50亩 50 5x").replace(
        "100.00 100.00 90.00 10", "100.00 1O0.00 90.00 10"
    )
    assert problem_at(text, "/indicators/0/score").kind is ProblemKind.NOT_A_NUMBER
    assert problem_at(text, "/funds/0/full_year_budget").raw == "1O0.00"


def test_goals_without_a_blank_line_between_them_are_doubtful() -> None:
    text = TEXT.replace(
        "养护绿地。\n\n已养护绿地。", "养护城市中心区的所有绿地并及时补种，保\n持整洁\n已养护绿地"
    )
    assert form(text).goal.expected == "养护城市中心区的所有绿地并及时补种，保持整洁"
    assert problems(text) == [("/goal/expected", "doubtful"), ("/goal/actual", "doubtful")]


def test_a_name_whose_end_cannot_be_told_is_doubtful() -> None:
    text = TEXT.replace("养护面积 ≥50亩 50亩", "养护面积统计\n按月汇总上报\n按期完成上报\n良好")
    assert ("/indicators/0", "doubtful") in problems(text)


def test_an_order_of_columns_that_words_do_not_show_is_not_guessed_at() -> None:
    text = TEXT.replace("年度\n指标值\n实际\n完成值\n分值 得分", "分值\n年度指标值\n实际完成值 得分")
    assert form(text).indicators == ()
    assert ("/indicators", "not-understood") in problems(text)


def test_a_lost_first_level_is_inferred_and_reported() -> None:
    text = TEXT.replace("效益指标 社会", "社会")
    assert form(text).indicators[1].level1 == "效益指标"
    assert problems(text) == [("/indicators/1/level1", "doubtful")]


@pytest.mark.parametrize("place", range(1, 30, 4))
def test_a_form_cut_off_is_read_as_far_as_it_goes(place: int) -> None:
    lines = TEXT.split("\n")
    (whole, cut) = forms(TEXT + "\n".join(lines[:place]))
    assert whole.problems == ()
    assert any(p.kind is ProblemKind.MISSING for p in cut.problems)


def test_a_reason_at_a_cut_is_doubtful() -> None:
    cut = TEXT[: TEXT.index("满意度指标 服务")]
    assert ("/indicators/1/deviation", "doubtful") in problems(cut)


def test_cells_whose_tabs_became_blanks_are_read_but_for_what_borders_alone_told() -> None:
    found = forms(document("shanghai-2023").replace(b"\t", b" "))
    expected = truths("shanghai-2023")
    assert [f.project for f in found] == [t["project"] for t in expected]
    assert [str(f.total.score) for f in found] == [t["total"]["score"] for t in expected]
    assert [len(f.indicators) for f in found] == [len(t["indicators"]) for t in expected]
    assert all(any(p.pointer == "/goal/expected" for p in f.problems) for f in found)
