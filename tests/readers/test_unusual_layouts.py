"""Layouts put together from several published ones: serial numbers beside goals, scores in rows of their own."""

from decimal import Decimal

import pytest

from tests.readers.tables import printed
from tests.readers.variations.ruled import form, problems
from ziping.model.form import FundSource, Kind, MoneyUnit

SERIAL_NUMBERS = """
    项目支出绩效目标自评表
    （2022年度）  金额单位：万元
    项目名称 | 水利 | < | < | < | < | < | <
    主管部门 | 某局 | < | < | 实施单位 | 某站 | < | <
    年度资金情况 | 指标 | 年初预算 | 全年预算 | 实际支出 | 执行率 | 权重 | 得分
    ^ | 年度资金总额 | 10 | 10 | 10 | 100% | 10 | 10
    年度总体目标 | 序号 | 预期目标 | < | 实际完成情况 | < | < | <
    ^ | 1 | 甲一 | < | 乙一 | < | < | <
    ^ | 2 | 甲二 | < | 乙二 | < | < | <
    序号 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分
    1 | 产出指标 | 数量指标 | 座数 | 2座 | 2座 | 45 | 45
    2 | ^ | 质量指标 | 合格率 | 100% | 100% | 45 | 45
    总分 | < | < | < | < | < | 100 | 100
"""


def test_serial_numbers_are_no_goals() -> None:
    found = form(SERIAL_NUMBERS)
    assert (found.goal.expected, found.goal.actual) == ("甲一\n甲二", "乙一\n乙二")
    assert [(i.level1, i.level3, *printed(i.points)) for i in found.indicators] == [
        ("产出指标", "座数", "45"),
        ("产出指标", "合格率", "45"),
    ]
    assert problems(found) == []


@pytest.mark.parametrize(
    "line",
    [
        "（2022年度）  金额单位：万元",
        "2022年度 单位：万元",
        "（2022年）（金额单位：万元）",
        "(2022年度)单位(万元)",
    ],
)
def test_a_line_may_hold_the_year_and_the_unit(line: str) -> None:
    found = form(SERIAL_NUMBERS.replace("（2022年度）  金额单位：万元", line))
    assert (found.year, found.money_unit) == (2022, MoneyUnit.WAN)


SCORE_BELOW = """
    2023年项目支出绩效自评表
    单位：万元 | < | < | < | < | < | < | <
    项目名称 | 培训 | < | < | 项目编码 | 3101012023 | < | <
    预算单位 | 某中心 | < | < | 主管部门 | [105]教育部 | < | <
    预算执行情况（10分） | 年初预算数 | 调整预算数（A） | 执行数（B） | 执行率（B/A） | 分值 | 得分 | 备注
    ^ | 100 | 90 | 45 | 50% | 10 | 5 |
    年度目标 | 培训100人 | < | < | < | < | < | <
    年度目标完成情况 | 培训60人 | < | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 计量单位 | 指标值 | 完成值 | 分值 | 得分
    产出指标 | 数量指标 | 培训人数 | 人 | ≥100 | 60 | 60 | 40
    效益指标 | 社会效益指标 | 是否提高水平 | / | 是 | 基本达到 | 30 | 24
    自评总分 | 69 | < | < | 自评等级 | 中 | < | <
"""


@pytest.mark.parametrize(
    "row",
    [
        "自评总分 | 69 | < | < | 自评等级 | 中 | < | <",
        "自评得分 | 69 | < | < | < | < | < | <\n自评等级 | 中 | < | < | < | < | < | <",
        "自评得分：69分 | < | < | < | < | < | < | <\n评价等级：中 | < | < | < | < | < | < | <",
        "合计 | < | < | < | < | < | 100 | 69\n自评得分 | 69 | < | < | 自评等级 | 中 | < | <",
    ],
)
def test_the_score_may_stand_in_a_row_of_its_own_with_the_grade(row: str) -> None:
    text = SCORE_BELOW.replace("自评总分 | 69 | < | < | 自评等级 | 中 | < | <", row)
    found = form(text)
    assert (found.total.score, found.grade) == (Decimal(69), "中")
    assert [(i.level3, i.target, *printed(i.score)) for i in found.indicators] == [
        ("培训人数", "≥100人", "40"),
        ("是否提高水平", "是", "24"),
    ]
    (fund,) = found.funds
    assert printed(fund.initial_budget, fund.full_year_budget, fund.executed, fund.score) == [
        "100",
        "90",
        "45",
        "5",
    ]
    assert {pointer for pointer, _ in problems(found)} <= {"/funds/0", "/total/score"}


def test_a_goal_of_which_nothing_came_has_a_problem() -> None:
    found = form(SCORE_BELOW.replace("年度目标完成情况 | 培训60人", "下一年工作 | 培训60人"))
    assert found.goal.actual is None
    assert ("/goal/actual", "missing") in problems(found)


INCOME_AND_OUTLAY = """
    2022年度某市农业农村局部门整体支出绩效自评表
    预算单位名称 | 某市农业农村局 | < | < | < | < | < | <
    年度预算申请（万元） | 资金总额：4753.66万元 | < | < | < | < | < | <
    ^ | 按收入性质分： | < | < | 按支出性质分： | < | < | <
    ^ | 其中： 一般公共预算：1873.66万元 | < | < | 其中： 基本支出：1873.66万元 | < | < | <
    ^ | 政府性基金拨款：2880万元 | < | < | 项目支出：2880万元 | < | < | <
    年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
    ^ | 目标1：保供 | < | < | 完成 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    ^ | 产出指标（50分） | 数量指标 | 指标1：检测批次 | 148批次 | 148批次 | 100 | 99
    总分 | < | < | < | < | < | 100 | 99
"""


def test_funds_of_a_department_by_income_and_by_outlay_without_a_heading() -> None:
    found = form(INCOME_AND_OUTLAY)
    assert [(f.source, f.label, *printed(f.full_year_budget)) for f in found.funds] == [
        (FundSource.TOTAL, "资金总额", "4753.66"),
        (FundSource.UNCLASSIFIED, "一般公共预算", "1873.66"),
        (FundSource.UNCLASSIFIED, "基本支出", "1873.66"),
        (FundSource.UNCLASSIFIED, "政府性基金拨款", "2880"),
        (FundSource.UNCLASSIFIED, "项目支出", "2880"),
    ]
    assert {pointer for pointer, _ in problems(found)} == {f"/funds/{number}" for number in range(5)}


LABELLED = """
    项目支出绩效自评表
    （2022年度）
    项目名称 | 绿化 | < | < | < | < | < | <
    项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 10 | 10 | 9 | 10 | 90% | 9
    年度总体目标 | 预期目标：目标：甲 | < | < | 实际完成情况：乙 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标性质 | 目标值 | 单位 | 完成值 | 得分
    产出指标 | 数量指标 | 面积 | 正向 | ≥5 | 亩 | 5 | 50
    产出指标 | 成本指标 | 成本 | 反向指标 | ≤5 | 万元 | 4 | 20
    效益指标 | 社会效益 | 环境 | 定量 | 优良 | | 优 | 20
    合计 | < | < | < | < | < | < | 99
"""


def test_labels_and_goals_may_share_cells_and_the_direction_is_no_comparator() -> None:
    found = form(LABELLED)
    assert (found.goal.expected, found.goal.actual) == ("目标：甲", "乙")
    assert [(i.level3, i.target, *printed(i.score)) for i in found.indicators] == [
        ("面积", "≥5亩", "50"),
        ("成本", "≤5万元", "20"),
        ("环境", "优良", "20"),
    ]
    assert problems(found) == []


def test_a_goal_that_begins_like_a_label_is_not_cut() -> None:
    text = LABELLED.replace("预期目标：目标：甲", "目标：甲").replace("实际完成情况：乙", "完成情况良好")
    assert form(text).goal.expected == "目标：甲"


PAIRS = """
    项目支出绩效自评表
    （2022年度）
    项目名称 | 绿化 | < | < | < | <
    预算执行情况（万元） | 年初预算数 | 10 | 全年预算数 | 10 | <
    ^ | 全年执行数 | 9 | 执行率 | 90% | <
    ^ | 其中：财政拨款 | 9 | 其他资金 | 0 | <
    年度总体目标 | 预期目标 | < | 实际完成情况 | < | <
    ^ | 甲 | < | 乙 | < | <
    一级指标 | 三级指标 | 指标值 | 完成值 | 得分 | 原因
    产出指标 | 面积 | 5亩 | 4亩 | 50 | 天旱
    效益指标 | 环境 | 好 | 好 | 40 | ^
    总分 | < | < | < | 90 |
"""


def test_a_row_of_sources_among_pairs_of_amounts_is_not_dropped_in_silence() -> None:
    found = form(PAIRS)
    (fund,) = found.funds
    assert printed(fund.initial_budget, fund.full_year_budget, fund.executed, fund.execution_rate) == [
        "10",
        "10",
        "9",
        "90",
    ]
    assert ("/funds", "not-understood") in problems(found)
    assert [i.deviation for i in found.indicators] == ["天旱", None]


DEPARTMENT = """
    2021年度部门整体支出绩效自评表
    部门：某局 | < | < | < | 自评总分：95 | < | <
    预算资金（万元） | | 年初预算 | 调整后预算 | 决算数 | 执行率 | 得分
    ^ | 部门预算资金总额 | 1000 | 1100 | 1128.6 | 102.60% |
    ^ | 基本支出 | 600 | 600 | 600 | 100% |
    ^ | 项目支出 | 400 | 500 | 528.6 | 105.72% |
    年度目标 | 1.甲\\n2.乙 | < | < | < | < | <
    年度目标完成情况 | 1.甲完成\\n2.乙完成 | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 分值 | 目标值 | 完成值 | 得分
    投入管理 | 预算编制 | 规范性 | 60 | 规范 | 规范 | 55
    履职效果 | 满意度 | 群众 | 40 | ≤4次 | 3次 | 40
    合计 | < | < | 100 | < | < | 95
"""


def test_a_department_by_basic_and_project_expenditure() -> None:
    found = form(DEPARTMENT)
    assert (found.kind, found.project, found.total.score) == (Kind.DEPARTMENT, "某局", Decimal(95))
    assert [(f.source, f.label, *printed(f.full_year_budget, f.executed)) for f in found.funds] == [
        (FundSource.TOTAL, "部门预算资金总额", "1100", "1128.6"),
        (FundSource.UNCLASSIFIED, "基本支出", "600", "600"),
        (FundSource.UNCLASSIFIED, "项目支出", "500", "528.6"),
    ]
    assert found.goal.actual == "1.甲完成\n2.乙完成"
    assert problems(found) == []
