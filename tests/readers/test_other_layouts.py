"""Layouts of departments, cities and transfers that share little with the national template."""

from tests.readers.tables import printed
from tests.readers.variations.ruled import form, problems
from ziping.model.form import Form, FundSource, Kind


def indicators(found: Form) -> list[tuple[str | None, ...]]:
    return [(i.level3, i.target, i.actual, *printed(i.points, i.score)) for i in found.indicators]


FLAT = """
    部门整体支出绩效自评表
    （2022年度）
    部门名称 | 某局 | < | < | < | 自评总分（分） | 96 | <
    年度预算执行情况（万元） | | 年初预算数 | 全年（调整）预算数 | 全年执行数 | 执行率 | 执行率权重 | 执行率得分
    ^ | 年度资金总额 | 1000 | 1100 | 1050 | 95.45% | 20 | 19.09
    年度总体目标 | 年初绩效目标 | < | 全年（调整）绩效目标 | < | < | 全年目标实际完成情况 | <
    ^ | 甲 | < | 无调整 | < | < | 甲完成 | <
    年度绩效指标 | 指标名称 | 年初指标值 | 调整指标值 | 全年完成值 | 得分系数（%） | 指标权重 | 指标得分
    ^ | 甲数量 | ≥5 | ≥6 | 6 | 100 | 40 | 40
    ^ | 乙质量 | 好 | 好 | 好 | 92.275 | 40 | 36.91
"""


def test_a_department_without_levels() -> None:
    found = form(FLAT)
    assert (found.kind, found.project) == (Kind.DEPARTMENT, "某局")
    assert printed(found.funds[0].points, found.funds[0].execution_rate, found.funds[0].score) == [
        "20",
        "95.45",
        "19.09",
    ]
    assert (found.goal.expected, found.goal.actual) == ("甲", "甲完成")
    assert indicators(found) == [("甲数量", "≥5", "6", "40", "40"), ("乙质量", "好", "好", "40", "36.91")]
    assert printed(found.total.points, found.total.score) == [None, "96"]
    assert problems(found) == []


SUZHOU = """
    苏州市级财政支出项目绩效自评表
    （2021年度）
    项目名称 | 绿化 | < | < | < | < | <
    主管部门 | 某局 | < | < | 实施单位 | 某所 | <
    项目资金（万元） | 财政拨款数 | 实际支付数 | 结余、结转数 | 财政收回数 | 预算执行率 | <
    ^ | 100 | 98 | 2 | 0 | 98% | <
    项目资金构成 | 市级财政 | 100 | < | < | < | <
    一级目标 | 二级目标 | 三级指标 | 目标值 | 权重 | 实际完成值 | 自评分
    投入目标 | 财务管理 | 预算执行率 | ≥95% | 6 | 98% | 6
    ^ | 项目管理 | 制度健全 | 健全 | 4 | 健全 | 4
    产出目标 | 数量 | 面积 | 5亩 | 50 | 5亩 | 50
    结果目标 | 社会效益 | 环境 | 好 | 40 | 好 | 38
    合计 | < | < | < | 100 | | 98
"""


def test_a_city_of_jiangsu() -> None:
    found = form(SUZHOU)
    (fund,) = found.funds
    assert printed(fund.full_year_budget, fund.executed, fund.execution_rate) == ["100", "98", "98"]
    assert indicators(found) == [
        ("预算执行率", "≥95%", "98%", "6", "6"),
        ("制度健全", "健全", "健全", "4", "4"),
        ("面积", "5亩", "5亩", "50", "50"),
        ("环境", "好", "好", "40", "38"),
    ]
    assert problems(found) == [("/funds/0", "doubtful"), ("/goal", "missing")]


WEIGHTED = """
    预算项目绩效自评表
    （2021年度）
    项目名称 | 314002-绿化 | < | < | < | < | < | < | < | <
    主管部门 | 某局 | < | < | < | 实施单位 | 某所 | < | < | <
    预算执行情况 | 预算安排（调整后） | < | 到位 | < | 执行 | < | 预算执行进度（%） | < | <
    ^ | 100.00 | < | 100.00 | < | 100.00 | < | 100.00 | < | <
    年度目标完成情况 | 年度预期目标 | < | < | < | 具体完成情况 | < | < | 总体完成率（%） | <
    ^ | 甲 | < | < | < | 甲完成 | < | < | 100 | <
    一级指标 | 二级指标 | 三级指标 | 符号 | 值 | 单位（文字描述） | 实际完成值 | 单项指标得分 | 权重占比（%） | 单项指标折算得分
    产出指标 | 数量指标 | 面积 | ≥ | 5 | 亩 | 5 | 100 | 50 | 50
    效果指标 | 社会效益 | 环境 | 定性 | 好 | | 好 | 90 | 40 | 36
    预算执行率 | 预算执行率 | 预算执行率 | = | 100 | % | 100 | 100 | 10 | 10
"""


def test_scores_that_are_weighted_afterwards() -> None:
    found = form(WEIGHTED)
    assert (found.goal.expected, found.goal.actual) == ("甲", "甲完成")
    assert indicators(found) == [
        ("面积", "≥5亩", "5", "50", "50"),
        ("环境", "好", "好", "40", "36"),
        ("预算执行率", "=100%", "100", "10", "10"),
    ]
    assert problems(found) == [
        ("/funds/0", "doubtful"),
        ("/money_unit", "missing"),
        ("/total", "missing"),
    ]


TRANSFER = """
    食品监管补助资金区域绩效目标自评表
    （2021年度）
    专项名称 | 食品监管补助 | < | < | 自评得分 | 100 | <
    省级财政部门 | 某财政厅 | < | < | 省级主管部门 | 某厅 | <
    资金情况（20分） | 年度金额 | < | < | 2.38 万元 | < | <
    ^ | 其中：中央补助 | < | < | 2.38 万元 | < | <
    ^ | 地方资金 | < | < | 万元 | < | <
    年度目标（20分） | 年初设定目标 | < | < | 全年实际完成情况 | < | <
    ^ | 目标1：甲 | < | < | 已完成 | < | <
    绩效指标（60分） | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成指标值 | 得分
    ^ | 产出指标 | 数量指标 | 批次 | ≥10 | 148 | 30
    ^ | 效益指标 | 社会效益 | 安全 | 提高 | 提高 | 30
"""


def test_a_transfer_with_one_amount_for_each_source() -> None:
    found = form(TRANSFER)
    assert found.kind is Kind.TRANSFER
    assert [
        (fund.source, fund.label, *printed(fund.full_year_budget, fund.points)) for fund in found.funds
    ] == [
        (FundSource.TOTAL, "年度金额", "2.38", "20"),
        (FundSource.UNCLASSIFIED, "中央补助", "2.38", None),
    ]
    assert (found.goal.expected, found.goal.actual) == ("目标1：甲", "已完成")
    assert indicators(found) == [("批次", "≥10", "148", None, "30"), ("安全", "提高", "提高", None, "30")]
    assert [pointer for pointer, _ in problems(found)] == ["/funds/0", "/funds/1", "/total/score"]
