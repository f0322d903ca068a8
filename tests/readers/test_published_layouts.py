"""Layouts of single authorities, cell by cell as they publish them, with values of our own."""

from decimal import Decimal

from tests.readers.tables import printed
from tests.readers.variations.ruled import form, problems
from ziping.model.form import FundSource, Kind, MoneyUnit

SICHUAN = """
    报表编号：510000_0013zp | < | < | < | < | < | < | < | < | <
    部门预算项目支出绩效自评表（2023年度） | < | < | < | < | < | < | < | < | <
    项目名称 | 51000021R000000012345-养护经费 | < | < | < | < | < | < | < | <
    主管部门 | 某局部门 | < | < | 实施单位（盖章） | < | 某局 | < | < | <
    项目基本情况 | 1.项目年度目标完成情况 | < | 项目年度目标 | < | < | 年度目标完成情况 | < | < | <
    ^ | ^ | < | 养护道路100公里。 | < | < | 已养护道路100公里。 | < | < | <
    ^ | 2.项目实施内容及过程概述 | < | 2023年招标，11月完成养护。 | < | < | < | < | < | <
    预算执行情况（10分） | 年度预算数（万元） | < | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因
    ^ | 总额 | < | 238.93 | 251.89 | 251.89 | 100.00% | 10 | 10 | 1.预算执行率=预算执行数/调整后预算数；2.其他资金包括：社会投入资金、银行贷款。
    ^ | 其中：财政资金 | < | 238.93 | 251.89 | 251.89 | 100.00% | / | / | ^
    ^ | 财政专户管理资金 | < | 0.00 | 0.00 | 0.00 | 0.00% | / | / | ^
    ^ | 单位资金 | < | 0.00 | 0.00 | 0.00 | 0.00% | / | / | ^
    ^ | 其他资金 | < | | | | | / | / | ^
    绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分
    ^ | 产出指标 | 数量指标 | 养护里程 | ≥ | 100 | 公里 | 100 | 60 | 60
    ^ | 效益指标 | 社会效益指标 | 通行条件 | 定性 | 改善 | | 改善 | 30 | 28
    合计 | < | < | < | < | < | < | < | 100 | 98
    评价结论 | 项目总体完成较好。 | < | < | < | < | < | < | < | <
    存在问题 | 无 | < | < | < | < | < | < | < | <
    改进措施 | 无 | < | < | < | < | < | < | < | <
    项目负责人：张三 | < | < | < | < | 财务负责人：李四 | < | < | < | <
"""


def test_sichuan() -> None:
    found = form(SICHUAN)
    assert (found.kind, found.year, found.project) == (
        Kind.PROJECT,
        2023,
        "51000021R000000012345-养护经费",
    )
    assert (found.competent_department, found.implementing_unit) == ("某局部门", "某局")
    assert found.money_unit is MoneyUnit.WAN
    assert [(fund.label, fund.source) for fund in found.funds] == [
        ("总额", FundSource.TOTAL),
        ("财政资金", FundSource.APPROPRIATION),
        ("财政专户管理资金", FundSource.UNCLASSIFIED),
        ("单位资金", FundSource.UNCLASSIFIED),
        ("其他资金", FundSource.OTHER),
    ]
    total = found.funds[0]
    assert printed(total.initial_budget, total.full_year_budget, total.executed) == [
        "238.93",
        "251.89",
        "251.89",
    ]
    assert printed(total.points, total.execution_rate, total.score) == ["10", "100.00", "10"]
    assert (found.goal.expected, found.goal.actual) == ("养护道路100公里。", "已养护道路100公里。")
    assert [(i.level3, i.target, i.actual) for i in found.indicators] == [
        ("养护里程", "≥100公里", "100"),
        ("通行条件", "改善", "改善"),
    ]
    assert printed(found.total.points, found.total.score) == ["100", "98"]
    assert problems(found) == []


YUNNAN = """
    2020年度项目支出绩效自评表 | < | < | < | < | < | < | < | < | < | <
    项目名称 | < | 卫片执法补助经费 | < | < | < | < | < | < | < | <
    主管部门 | < | 某市自然资源局 | < | < | < | 实施单位 | < | 某区自然资源局 | < | <
    项目资金\\n（万元） | < | | 年初预算数 | < | 全年预算数 | 全年执行数 | < | 分值 | 执行率 | 得分
    ^ | < | 年度资金总额 | 7.29 | < | 7.29 | 7.29 | < | 10.00 | 100% | 10.00
    ^ | < | 其中：当年财政拨款 | 7.29 | < | 7.29 | 7.29 | < | | 100% |
    ^ | < | 上年结转资金 | | < | | | < | | |
    年度\\n总体\\n目标 | < | 预期目标 | < | < | < | 实际完成情况 | < | < | < | <
    ^ | < | 完成执法 | < | < | < | 完成了执法 | < | < | < | <
    绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | < | 分值 | 得分 | 偏差原因分析及改进措施
    一级\\n指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | < | ^ | ^ | ^
    产出指标 | 数量指标 | 补助经费 | ﹦ | 72890 | 元 | 72890 | < | 30.00 | 29.00 |
    ^ | 质量指标 | 验收合格率 | ﹦ | 100 | % | 100 | < | 20 | 19 |
    效益指标 | 社会效益指标 | 违法行为责停率 | ≥ | 95 | % | 95 | < | 30.00 | 27.00 |
    满意度指标 | 服务对象满意度指标 | 满意度 | ≥ | 95 | % | 95 | < | 10.00 | 10 |
    其他需要说明事项 | < | < | 无 | < | < | < | < | < | < | <
    总分 | < | < | | < | < | | < | 100 | 95.00 | 优
"""


def test_yunnan() -> None:
    found = form(YUNNAN)
    assert (found.year, found.project, found.implementing_unit) == (
        2020,
        "卫片执法补助经费",
        "某区自然资源局",
    )
    assert [fund.source for fund in found.funds] == [FundSource.TOTAL, FundSource.APPROPRIATION]
    assert (found.goal.expected, found.goal.actual) == ("完成执法", "完成了执法")
    assert [(i.level1, i.level2, i.target, i.actual) for i in found.indicators] == [
        ("产出指标", "数量指标", "﹦72890元", "72890"),
        ("产出指标", "质量指标", "﹦100%", "100"),
        ("效益指标", "社会效益指标", "≥95%", "95"),
        ("满意度指标", "服务对象满意度指标", "≥95%", "95"),
    ]
    assert printed(found.total.points, found.total.score) == ["100", "95.00"]
    assert found.grade == "优"
    assert problems(found) == []


NINGXIA = """
    银川市本级部门项目支出绩效自评表（2021年）
    项目名称 | < | 公用经费 | < | < | < | < | <
    主管部门 | < | 某市教育局 | < | < | 实施单位 | 某中学 | <
    自评得分 | < | 98 | < | < | 财政审核评分 | | <
    项目资金（万元） | < | | 年初预算数 | 调整预算数（A） | 全年执行数（B） | 执行率（B/A） | <
    ^ | < | 年度资金总额 | 64.8 | 64.8 | 64.8 | 100% | <
    年度总体目标 | < | 年初设定目标 | < | < | 年度总体目标完成情况 | < | <
    ^ | < | 保障学校工作 | < | < | 保障了学校工作 | < | <
    一级指标 | 二级指标 | 三级指标 | 参考分值 | 指标值（A） | 全年实际值（B） | 得分 | 未完成原因分析及改进措施
    项目决策（10分） | 项目目标 | 完整性 | 4 | — | 目标明确、内容细化、目标量化 | 4 |
    ^ | 项目立项 | 可行性 | 6 | — | 实际工作需求 | 6 |
    项目管理（25分） | 投入管理 | 预算执行率 | 25 | — | 100% | 25 |
    项目产出（30分） | 数量指标（10分） | 保障人数 | 30 | 2370人 | 2370人 | 30 |
    ^ | ^ | 指标2： | | | | |
    项目效益（35分） | 社会效益指标 | 办学条件 | 35 | 改善 | 改善 | 33 |
"""


def test_ningxia() -> None:
    found = form(NINGXIA)
    assert found.year == 2021
    assert printed(found.total.points, found.total.score) == [None, "98"]
    assert printed(found.funds[0].full_year_budget, found.funds[0].points) == ["64.8", None]
    assert [(i.level1, i.level3, i.target, i.actual, *printed(i.score)) for i in found.indicators] == [
        ("项目决策（10分）", "完整性", None, "目标明确、内容细化、目标量化", "4"),
        ("项目决策（10分）", "可行性", None, "实际工作需求", "6"),
        ("项目管理（25分）", "预算执行率", None, "100%", "25"),
        ("项目产出（30分）", "保障人数", "2370人", "2370人", "30"),
        ("项目效益（35分）", "办学条件", "改善", "改善", "33"),
    ]
    assert problems(found) == []


HUBEI_COUNTY = """
    某市财政预算支出项目绩效目标自评表
    填报日期：2020年2月18日 | < | < | < | < | < | < | < | <
    自评总分：69 | < | < | < | < | 单位领导审签： | < | < | <
    项目名称 | < | 办公网维护费 | < | < | 项目实施单位 | < | 某公司 | <
    项目主管单位 | < | 某委 | < | < | 项目负责人 | < | 张三 | <
    项目属性 | < | 1、常年性√ 2、延续性□ 3、一次性□ | < | < | < | < | < | <
    项目资金来源 | < | 中央（万元） | 省、地（万元） | 本级（万元） | 其他（万元） | 合计（万元） | 执行数（万元） | 执行率
    ^ | < | | | 5.5 | | 5.5 | 5.5 | 100%
    项目年度目标 | < | 1.对机关局域网络改造升级，提高信息化办公速度。 | < | < | < | < | < | <
    一级指标 | 二级指标 | 指标名称（三级指标） | 年初指标值 | 年终完成值 | 分值 | 自评分 | 复核分 | 评价标准及依据
    产出指标40分 | 数量指标15分 | 采购设备 | 10台套 | 10台套 | 40 | 30 | 30 | 提供佐证资料
    效益指标60分 | 社会效益指标 | 办公速度 | 提高 | 提高 | 60 | 39 | 39 | 提供佐证资料
"""


def test_a_county_of_hubei() -> None:
    found = form(HUBEI_COUNTY)
    assert (found.project, found.competent_department, found.implementing_unit) == (
        "办公网维护费",
        "某委",
        "某公司",
    )
    assert "张三" not in found.to_json()
    assert [(fund.label, fund.source, fund.full_year_budget, fund.executed) for fund in found.funds] == [
        ("本级（万元）", FundSource.UNCLASSIFIED, Decimal("5.5"), None),
        ("合计（万元）", FundSource.TOTAL, Decimal("5.5"), Decimal("5.5")),
    ]
    assert found.goal.expected == "1.对机关局域网络改造升级，提高信息化办公速度。"
    assert [(i.level3, i.target, i.actual, *printed(i.points, i.score)) for i in found.indicators] == [
        ("采购设备", "10台套", "10台套", "40", "30"),
        ("办公速度", "提高", "提高", "60", "39"),
    ]
    assert found.total.score == 69
    assert problems(found) == [("/funds", "doubtful"), ("/goal/actual", "missing")]


TIANCHANG = """
    项目支出绩效自评表
    （2022年度）
    项目名称 | < | 水旱灾害防御经费 | < | < | < | < | < | <
    主管部门 | < | | < | < | 实施单位 | 某市水利局 | < | <
    项目资金（万元） | < | | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分
    ^ | < | 年度资金总额： | 880 | 880 | 880 | 10 | | 10
    ^ | < | 其中：本年财政拨款 | 880 | 880 | 880 | - | | -
    ^ | < | 上年结转资金 | | | | - | | -
    年度总体目标完成情况 | < | 预期目标 | < | < | 实际完成情况 | < | < | <
    ^ | < | 完成年度防汛工作。 | < | < | 完成年度目标。 | < | < | <
    年度绩效指标完成情况 | 一级\\n指标 | 二级\\n指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    ^ | （50分） | 数量指标 | 指标1：改造数量 | 1 | 1 | 30 | 30 |
    ^ | ^ | ^ | 指标2： | | | | |
    ^ | ^ | ^ | …… | | | | |
    ^ | ^ | 时效指标 | 指标1：资金支付完成率100% | | | 20 | 20 |
    ^ | （30分） | 经济效益\\n指标 | 指标1：安全度汛 | | | 30 | 30 |
    ^ | ^ | 生态效益\\n指标 | 指标1：/ | / | / | | |
    ^ | 满意度指标\\n（10分） | 服务对象\\n满意度指标 | 指标1：满意度 | 90% | 100% | 10 | 10 |
    总分 | < | < | < | < | < | 100 | 100 |
    注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、服务对象满意度指标10分。 | < | < | < | < | < | < | < | <
"""


def test_a_city_of_anhui() -> None:
    found = form(TIANCHANG)
    assert (found.competent_department, found.implementing_unit) == (None, "某市水利局")
    assert [(i.level1, i.level2, i.level3, *printed(i.score)) for i in found.indicators] == [
        ("（50分）", "数量指标", "指标1：改造数量", "30"),
        ("（50分）", "时效指标", "指标1：资金支付完成率100%", "20"),
        ("（30分）", "经济效益指标", "指标1：安全度汛", "30"),
        ("满意度指标（10分）", "服务对象满意度指标", "指标1：满意度", "10"),
    ]
    assert problems(found) == []
