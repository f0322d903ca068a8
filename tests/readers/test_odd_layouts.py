"""Layouts that several authorities share in part: points of levels, funds without names, tables on pages of their own."""

from decimal import Decimal

import pytest

from tests.readers.tables import printed
from tests.readers.variations.ruled import form, problems, ruled
from ziping.model.form import FundSource, Kind, MoneyUnit
from ziping.readers.reading import forms_of

POINTS_OF_LEVELS = """
    2023年度预算项目绩效自评结果公开表
    单位：万元
    项目名称 | 绿化 | < | < | < | < | < | < | < | <
    主管部门 | 某局 | < | < | < | 实施单位 | 某所 | < | < | <
    预算执行情况 | 资金来源 | < | 年初预算 | 调整预算 | 执行数 | 执行率 | 分值 | 得分 | 备注
    ^ | 年度资金总额 | < | 10 | 10 | 9 | 90% | 10 | 9 |
    ^ | 财政拨款 | 中央 | 5 | 5 | 4 | 80% | | |
    ^ | ^ | 省级 | 5 | 5 | 5 | 100% | | |
    年度绩效目标 | 年初设定目标 | < | < | < | 实际完成情况 | < | < | < | <
    ^ | 1.甲 | < | < | < | 1.甲完成 | < | < | < | <
    一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 指标值 | 完成值 | 得分 | 偏差原因
    产出指标 | 50 | 数量指标 | 30 | 面积 | 30 | 5亩 | 5亩 | 30 |
    ^ | ^ | 质量指标 | 20 | 合格率 | 20 | 100% | 100% | 20 |
    效益指标 | 40 | 社会效益指标 | 40 | 环境 | 40 | 好 | 好 | 38 | 宣传不够
    小计 | < | < | < | < | 90 | | | 88 |
    合计 | < | < | < | < | 100 | | | 97 |
    评价等级 | □优 ☑良 □中 □差 | < | < | < | < | < | < | < | <
"""


def test_points_of_levels_are_no_points_of_indicators() -> None:
    found = form(POINTS_OF_LEVELS)
    assert found.money_unit is MoneyUnit.WAN
    assert [fund.label for fund in found.funds] == ["年度资金总额", "中央", "省级"]
    assert [(i.level3, *printed(i.points, i.score)) for i in found.indicators] == [
        ("面积", "30", "30"),
        ("合格率", "20", "20"),
        ("环境", "40", "38"),
    ]
    assert (printed(found.total.points, found.total.score), found.grade) == (["100", "97"], "良")
    assert problems(found) == []


WITHOUT_SOURCES = """
    项目支出绩效自评表-绿化
    （2023年度）
    项目名称 | 绿化 | 主管部门 | 某局
    预算金额（万元） | 100 | 执行金额（万元） | 90
    预算执行率 | 90% | 得分 | 9
    年度目标 | 甲 | < | <
    目标完成情况 | 乙 | < | <
    三级指标 | 指标值 | 完成值 | 得分
    面积 | 5亩 | 5亩 | 50
    合格率 | 100% | 100% | 40
    总分：99分 | < | < | <
"""


def test_numbers_and_goals_beside_their_labels() -> None:
    found = form(WITHOUT_SOURCES)
    (fund,) = found.funds
    assert (fund.source, fund.label) == (FundSource.TOTAL, "年度资金总额")
    assert printed(fund.full_year_budget, fund.executed, fund.execution_rate, fund.score) == [
        "100",
        "90",
        "90",
        "9",
    ]
    assert (found.goal.expected, found.goal.actual) == ("甲", "乙")
    assert [(i.level1, i.level3, *printed(i.score)) for i in found.indicators] == [
        (None, "面积", "50"),
        (None, "合格率", "40"),
    ]
    assert found.total.score == Decimal(99)
    assert problems(found) == [("/funds/0", "doubtful")]


@pytest.mark.parametrize(
    ("ticked", "grade", "doubts"),
    [
        ("优☑ 良□ 中□ 差□", "优", []),
        ("□优 □良 ☑中 □差", "中", []),
        ("□优 □良 □中 □差", None, []),
        ("☑优 ☑良 □中 □差", None, [("/grade", "doubtful")]),
    ],
)
def test_ticked_grades(ticked: str, grade: str | None, doubts: list[tuple[str, str]]) -> None:
    found = form(POINTS_OF_LEVELS.replace("□优 ☑良 □中 □差", ticked))
    assert (found.grade, problems(found)) == (grade, doubts)


ON_A_NEW_PAGE = """
    项目支出绩效自评表
    （2023年度）
    项目名称 | < | 绿化 | < | < | < | < | <
    绩效指标 | 一级指标 | < | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    ^ | 产出指标 | < | 数量指标 | 面积 | 5亩 | 5亩 | 50 | 50
    ^ | | < | | | | | |
    ^ | ^ | < | | 株数 | 5株 | 5株 | 20 | 20
    ===
    绩效指标 | 效益指标 | 社会效益指标 | 环境 | 好 | 好 | 20 | 18
    ^ | 满意度指标 | 服务对象满意度指标 | 满意度 | 90% | 95% | 10 | 10
    总分 | < | < | < | < | < | 100 | 98
"""


def test_a_table_on_a_new_page_has_columns_of_its_own() -> None:
    found = form(ON_A_NEW_PAGE)
    assert [(i.level1, i.level3, i.target, *printed(i.points, i.score)) for i in found.indicators] == [
        ("产出指标", "面积", "5亩", "50", "50"),
        ("产出指标", "株数", "5株", "20", "20"),
        ("效益指标", "环境", "好", "20", "18"),
        ("满意度指标", "满意度", "90%", "10", "10"),
    ]
    assert printed(found.total.points, found.total.score) == ["100", "98"]


def test_a_table_with_other_columns_is_not_guessed_at() -> None:
    text = ON_A_NEW_PAGE.replace("| 环境 | 好 | 好 |", "| 环境 | 好 | 好 | 好 |").replace(
        "| 满意度 | 90% | 95% |", "| 满意度 | 90% | 95% | |"
    )
    found = form(text)
    assert [i.level3 for i in found.indicators] == ["面积", "株数"]
    assert ("/indicators", "not-understood") in problems(found)


SIDE_BY_SIDE = """
    项目支出绩效自评表
    （2021年度）
    基本信息 | 项目名称 | 绿化 | < | < | < | < | <
    ^ | 资金属性 | 财政 | < | < | < | < | <
    ^ | 主管部门 | 某局 | < | < | 实施单位 | 某所 | <
    资金情况（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 10 | 10 | 9 | 10 | 90.00% | 9
    ^ | 其中：一般公共预算 | 10 | 10 | 9 | | |
    ^ | 政府性基金 | | | | | |
    绩效目标 | 年初绩效目标 | < | < | 全年实际完成情况 | < | < | <
    ^ | 甲 | < | < | 乙 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    ^ | 产出指标(50分) | 数量指标 | 面积 | 5亩 | 5亩 | 50 | 50
    ^ | 效益指标(40分) | 经济效益指标 | 无 | 无 | 无 | |
    ^ | ^ | 社会效益指标 | 环境 | 好 | 好 | 40 | 40
    ^ | 预算执行率(10分) | 预算执行率 | 预算执行率 | 100% | 90% | 10 | 9
    总计 | < | < | < | < | < | 100 | 99
    自评得分 | 99 | < | < | 自评等级 | 优 | < | <
"""


def test_the_execution_rate_may_be_an_indicator_too() -> None:
    found = form(SIDE_BY_SIDE)
    assert (found.project, found.competent_department, found.implementing_unit) == ("绿化", "某局", "某所")
    assert [fund.label for fund in found.funds] == ["年度资金总额", "一般公共预算"]
    assert [(i.level2, i.level3, *printed(i.score)) for i in found.indicators] == [
        ("数量指标", "面积", "50"),
        ("经济效益指标", "无", None),
        ("社会效益指标", "环境", "40"),
        ("预算执行率", "预算执行率", "9"),
    ]
    assert (printed(found.total.points, found.total.score), found.grade) == (["100", "99"], "优")
    assert problems(found) == []


UNNAMED_FUNDS = """
    2022年度某区部门整体支出绩效自评表
    单位：元
    部门名称 | 某局 | < | < | < | < | < | <
    年度预算执行情况 | 收入预算 | < | 支出预算 | < | 支出决算 | 执行率 | 得分
    ^ | 1000.00 | < | 1,000.00 | < | 900.00 | 90% | 9
    整体绩效目标 | 目标1：甲 | < | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 自评得分 | 备注
    履职效能（60分） | 数量 | 甲 | 60 | 5 | 5 | 60 |
    管理效率（30分） | 预算管理 | 乙 | 40 | 100% | 100% | 30 |
    合计 | < | < | 100 | | | 99 |
"""


def test_funds_without_names_are_the_total() -> None:
    found = form(UNNAMED_FUNDS)
    assert (found.kind, found.project, found.money_unit) == (Kind.DEPARTMENT, "某局", MoneyUnit.YUAN)
    (fund,) = found.funds
    assert printed(fund.full_year_budget, fund.executed, fund.execution_rate, fund.score) == [
        "1000.00",
        "900.00",
        "90",
        "9",
    ]
    assert (found.goal.expected, found.goal.actual) == ("目标1：甲", None)
    assert problems(found) == [("/funds/0", "doubtful"), ("/goal/actual", "missing")]


NO_FORMS = """
    某局2022年度部门决算公开
    2022年度项目支出绩效自评结果汇总表
    序号 | 项目名称 | 预算数（万元） | 执行数（万元） | 执行率 | 自评得分 | 自评等级
    1 | 绿化 | 10 | 9 | 90% | 95 | 优
    2 | 路灯 | 10 | 10 | 100% | 100 | 优
    合计 | | 20 | 19 | 95% | |
    项目支出预算表
    项目名称 | 2021年度 | 2022年度 | 合计
    绿化 | 10 | 10 | 20
    绩效评价指标体系评分表
    一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 得分
    决策 | 立项 | 依据 | 10 | 有得10分 | 10
    合计 | | | 100 | | 98
    项目支出绩效目标表
    项目名称 | 绿化 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | 备注
    产出指标 | 数量指标 | 面积 | 5亩 |
    2022年度项目支出绩效运行监控表
    项目名称 | 绿化 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月执行情况
    产出指标 | 数量指标 | 面积 | 5亩 | 3亩
"""


def test_lists_plans_and_scales_are_no_forms() -> None:
    assert forms_of(ruled(NO_FORMS)) == ()
    assert [found.project for found in forms_of(ruled(NO_FORMS + SIDE_BY_SIDE))] == ["绿化"]
