"""The layouts of published forms, by what is special about them (docs: domain/layouts.md)."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from tests.readers.variations.funds import by_source, income_beside_outlay, with_management
from tests.readers.variations.style import HEAD, INDICATOR_COLUMNS, Columns, Style


def renamed(columns: Columns, **labels: str) -> Columns:
    return tuple((name, labels.get(name, label)) for name, label in columns)


def without(columns: Columns, *names: str) -> Columns:
    return tuple(column for column in columns if column[0] not in names)


def ordered(*columns: str) -> Columns:
    """Return the columns from texts such as ``points 分值``; one without a name is none of the form."""
    return tuple((name, label) for name, _, label in (column.partition(" ") for column in columns))


def thousands(value: str, _unit: str) -> str:
    return f"{Decimal(value):,}"


LEVELS: Final = ("level1 一级指标", "level2 二级指标", "level3 三级指标")
THREE_CELLS: Final = ordered(
    *LEVELS,
    "comparator 指标性质",
    "target 指标值",
    "unit 度量单位",
    "actual 全年完成值",
    "points 权重",
    "score 得分",
    "deviation 未完成原因分析",
)
POINTS_FIRST: Final = ordered(
    *LEVELS,
    "points 分值",
    "target 年度指标值",
    "actual 全年实际值",
    "score 得分",
    "deviation 未完成原因及拟采取的改进措施",
)
NO_INITIAL: Final = ordered(
    "full_year_budget 全年预算数(A)",
    "executed 全年执行数(B)",
    "points 分值",
    "execution_rate 执行率(B/A)",
    "score 得分",
)
PROVINCE_ROWS: Final = {
    "total": "年度资金总额：",
    "appropriation": "中央补助",
    "carry_over": "省级财政资金",
    "other": "单位资金",
}
OTHER_SOURCES: Final = dict.fromkeys(("appropriation", "carry_over", "other"), "unclassified")
PERSON: Final = ((("", "项目负责人及电话", "张三 13800000000"), ("", "填报日期", "2024年1月5日")),)

STYLES: Final[dict[str, Style]] = {
    "national": Style(),
    "place name in the title": Style(title="稷山县项目支出绩效自评表", year_line="( {year}年度)"),
    "year in the title only": Style(title="{year}年度项目支出绩效自评表", year_line=""),
    "project self-evaluation": Style(title="{year}年度共享工程项目自评表", year_line=""),
    "labels and values in one cell": Style(head_in_one_cell=True),
    "persons in the heading": Style(head=(*HEAD, *PERSON)),
    "heading of a special fund": Style(
        head=(
            (("project", "专项资金名称", ""),),
            (("competent_department", "县级主管部门", ""), ("implementing_unit", "资金使用单位", "")),
        )
    ),
    "other fields in the heading": Style(
        head=(
            (("project", "项目名称", ""), ("project_code", "项目编码", "")),
            (("competent_department", "主管部门及代码", ""), ("implementing_unit", "实施单位", "")),
            (("", "项目属性", "延续项目"), ("", "项目期", "1年")),
        )
    ),
    "points before the target": Style(columns=POINTS_FIRST),
    "reference points first": Style(
        columns=ordered(
            *LEVELS,
            "points 参考分值",
            "target 年度指标值",
            "actual 实际完成值",
            "score 得分",
            "deviation 备注",
        )
    ),
    "weight behind the actual value": Style(
        columns=ordered(*LEVELS, "target 目标值", "actual 完成值", "points 权重", "score 自评得分")
    ),
    "weight before the actual value": Style(
        columns=ordered(
            *LEVELS,
            "target 指标值",
            "points 指标权重",
            "actual 全年完成值",
            "score 指标得分",
            "deviation 说明",
        )
    ),
    "no points": Style(
        columns=ordered(*LEVELS, "target 年初目标值(A)", "actual 实际完成值(B)", "score 得分"),
    ),
    "no points and no score": Style(
        columns=ordered(*LEVELS, "target 年度指标值", "actual 全年完成值", "deviation 未完成原因和改进措施"),
        fund_columns=without(NO_INITIAL, "points", "score"),
        total=None,
        grade=None,
    ),
    "target and actual value only": Style(
        columns=ordered(*LEVELS, "target 指标值", "actual 完成值"), total=None, grade=None
    ),
    "target in three cells": Style(columns=THREE_CELLS),
    "target in three cells under two headings": Style(columns=THREE_CELLS, over_target="年度指标值"),
    "sign, value and unit in words": Style(
        columns=ordered(
            *LEVELS,
            "comparator 符号",
            "target 值",
            "unit 单位(文字描述)",
            "actual 实际完成值",
            "points 分值",
            "score 得分",
        ),
        over_target="年度指标值",
    ),
    "columns of no form": Style(
        columns=ordered(
            *LEVELS,
            "target 年度指标值",
            "actual 实际完成值",
            " 评分标准",
            "points 分值",
            "score 自评分",
            " 复核分",
            "deviation 偏差原因分析及改进措施",
        ),
    ),
    "core marks and coefficients": Style(
        columns=ordered(
            *LEVELS,
            "target 年初指标值",
            " 调整指标值",
            "actual 全年完成值",
            " 得分系数(%)",
            "points 指标权重",
            "score 指标得分",
            " 是否核心指标",
        ),
    ),
    "serial numbers": Style(columns=(("", "序号"), *INDICATOR_COLUMNS), indicator_side=None),
    "no first level": Style(columns=without(INDICATOR_COLUMNS, "level1")),
    "no levels": Style(columns=renamed(without(INDICATOR_COLUMNS, "level1", "level2"), level3="指标名称")),
    "points in the first level": Style(level1=lambda name, points: f"{name}({points}分)"),
    "points below the first level": Style(level1=lambda name, points: f"{name}\n（{points}分）"),
    "bare points in the first level": Style(level1=lambda name, points: f"{name}({points})"),
    "levels on every row": Style(levels="repeated"),
    "levels above blank cells": Style(levels="first"),
    "numbered names": Style(name=lambda number, name: f"指标{number + 1}：{name}"),
    "starred names": Style(name=lambda number, name: f"★{name}" if number % 2 else name),
    "placeholders": Style(placeholders=True, name=lambda number, name: f"指标{number + 1}：{name}"),
    "one score for several indicators": Style(merged_scores=True),
    "no label at the left edge": Style(
        indicator_side=None,
        fund_side=None,
        goal_side=None,
        head=(*HEAD, (("", "单位", "{unit}"),)),
    ),
    "funds without initial budget": Style(fund_columns=NO_INITIAL),
    "funds after adjustment": Style(
        fund_columns=ordered(
            "initial_budget 年初预算数",
            "full_year_budget 全年(调整)预算数",
            "executed 全年执行数",
            "execution_rate 执行率",
            "points 执行率权重",
            "score 执行率得分",
        )
    ),
    "funds with rate before weight and a reason": Style(
        fund_side="预算执行情况（{unit}）",
        fund_columns=ordered(
            "initial_budget 年初预算",
            "full_year_budget 调整后预算数",
            "executed 预算执行数",
            "execution_rate 预算执行率",
            "points 权重",
            "score 得分",
            " 原因",
        ),
    ),
    "funds that arrived": Style(
        fund_columns=ordered(
            "initial_budget 年初预算",
            "full_year_budget 预算安排(调整后)",
            " 到位",
            "executed 执行",
            "execution_rate 预算执行进度(%)",
            "points 分值",
            "score 得分",
        )
    ),
    "parts repeat points and score": Style(child_points=True),
    "funds by province": Style(fund_rows=PROVINCE_ROWS, fund_sources=OTHER_SOURCES),
    "fiscal and unit's funds": Style(
        fund_rows={
            "total": "年度资金总额",
            "appropriation": "财政拨款",
            "carry_over": "财政专户管理资金",
            "other": "单位资金",
        },
        fund_sources={"carry_over": "unclassified", "other": "unclassified"},
    ),
    "thousands separators": Style(amount=thousands),
    "amounts with their unit": Style(amount=lambda value, unit: f"{value}{unit}"),
    "unit in the heading": Style(fund_side="预算资金", head=(*HEAD, (("", "金额单位：{unit}", "　"),))),
    "goal of the year": Style(
        goal_columns=ordered("expected 年初设定目标", "actual 年度总体目标完成情况综述")
    ),
    "goal and its completion": Style(
        goal_columns=ordered("expected 年初设定目标", "actual 总体目标完成情况")
    ),
    "goal named like its label": Style(
        goal_side="总体目标", goal_columns=ordered("expected 总体目标", "actual 全年实际完成情况")
    ),
    "goal with a rate": Style(
        goal_columns=ordered("expected 年度预期目标", "actual 具体完成情况", " 总体完成率(%)")
    ),
    "goal in three cells": Style(
        goal_columns=ordered("expected 年初绩效目标", " 全年(调整)绩效目标", "actual 全年目标实际完成情况")
    ),
    "no goal": Style(goal_columns=(), doubts=(("/goal", "missing"),)),
    "no grade": Style(grade=None),
    "grade in the total row": Style(total_with_grade=True, grade=None),
    "sum for total": Style(total="合计"),
    "heading again on the next page": Style(page_end=2, heading_again=True),
    "no heading on the next page": Style(page_end=3),
    "labels go on over the page end": Style(page_end=2, labels_again=False),
    "labels go on below a new heading": Style(page_end=2, labels_again=False, heading_again=True),
    "labels cut by the page end": Style(page_end=2, label_cut=2),
    "labels cut by the page end further down": Style(page_end=3, label_cut=3, heading_again=True),
    "funds with one score over all rows": Style(funds_merged=True),
    "parts in a group of their own": Style(funds_grouped=True),
    "total in the heading": Style(
        head=(*HEAD, (("total/score", "自评总分（分）", ""), ("grade", "评价等级", ""))),
        total=None,
        grade=None,
    ),
    "total beside a label": Style(
        head=(*HEAD, (("total/score", "项目总得分", ""),)), head_in_one_cell=True, total=None, grade=None
    ),
    "the plan before the results": Style(
        above=(
            ("项目支出绩效目标申报表",),
            ("（2022年度）",),
            ("项目名称", "另一个项目"),
            ("主管部门", "某局"),
            ("年度目标", "完成全部任务，提高服务水平。"),
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "培训人数", "≥100人"),
            ("效益指标", "社会效益指标", "服务水平", "提高"),
        )
    ),
    "a plan without a title before the results": Style(
        above=(
            ("一、项目绩效目标",),
            ("项目名称", "另一个项目"),
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "培训人数", "≥100人"),
            ("二、自评情况",),
        )
    ),
    "a report before the form": Style(
        above=(
            ("某局2023年度部门决算公开说明",),
            ("收入支出决算总表",),
            ("项目", "金额", "比重"),
            ("财政拨款收入", "100.00", "90%"),
            ("其他收入", "10.00", "10%"),
            ("三、绩效自评结果",),
            ("经自评，项目总分98分，年度总体目标全部完成。",),
        )
    ),
    "blank fields in the heading": Style(
        head=(
            (("project", "项目名称", ""),),
            (("", "项目负责人", " "), ("competent_department", "主管部门", "")),
            (("", "预算科目", " "), ("", "归口管理处", "农业处"), ("implementing_unit", "实施单位", "")),
        )
    ),
    "comparators of other fonts": Style(target=lambda text: text.replace("≥", "≧").replace("=", "﹦")),
    "words for comparators": Style(target=lambda text: text.replace("≥", "不少于")),
    "signatures below": Style(
        below=(
            ("单位主要负责人签批意见", "同意"),
            ("填表人：李四", "联系电话：13900000000", "填报日期：2024年1月5日"),
            ("注：1.一级指标分值统一设置为：产出指标50分、效益指标30分。",),
        )
    ),
    "explanations below": Style(
        below=(
            ("其他需要说明的问题", "无"),
            ("评价结论", "项目总体完成较好。"),
            ("存在问题", "部分指标偏低。"),
            ("改进措施", "加强管理。"),
        )
    ),
}

COMBINED: Final[dict[str, Style]] = {
    "points first, placeholders, child points": replace(
        STYLES["points before the target"],
        placeholders=True,
        child_points=True,
        fund_columns=NO_INITIAL,
        level1=lambda name, points: f"{name}({points}分)",
        goal_columns=ordered("expected 年初设定目标", "actual 全年实际完成情况"),
    ),
    "three cells over a page end": replace(
        STYLES["target in three cells under two headings"], page_end=2, heading_again=True, levels="first"
    ),
    "unknown columns, no levels, grade in the total row": replace(
        STYLES["columns of no form"],
        columns=without(STYLES["columns of no form"].columns, "level1", "level2"),
        total_with_grade=True,
        grade=None,
        amount=thousands,
    ),
    "department": replace(
        STYLES["no goal"],
        title="部门整体支出绩效自评表",
        fund_side="年度预算申请（{unit}）",
        fund_rows=PROVINCE_ROWS,
        fund_sources=OTHER_SOURCES,
        levels="repeated",
    ),
    "sources of funds as columns": Style(funds=by_source, doubts=(("/funds", "doubtful"),)),
    "income beside outlay": Style(
        title="部门整体支出绩效自评表",
        fund_side="年度预算申请（{unit}）",
        funds=income_beside_outlay,
        head=((("project", "预算单位名称", ""),),),
        doubts=tuple((f"/funds/{number}", "doubtful") for number in range(1, 5)),
    ),
    "region's transfer": Style(
        title="食品监管补助资金区域绩效目标自评表",
        fund_side="资金情况（{unit}）",
        funds=with_management,
        head=(
            (("project", "转移支付（项目）名称", ""),),
            (("competent_department", "中央主管部门", ""), ("", "省级财政部门", "某省财政厅")),
            (("implementing_unit", "资金使用单位", ""),),
        ),
        goal_side="总体目标完成情况",
        goal_columns=ordered("expected 总体目标", "actual 全年实际完成情况"),
        columns=ordered(*LEVELS, "target 指标值", "actual 全年实际完成值", "deviation 未完成原因和改进措施"),
        total=None,
        grade=None,
        below=(
            (
                "说明",
                "请在此处简要说明中央巡视、各级审计和财政监督中发现的问题及其所涉及的金额，如没有请填无。",
            ),
        ),
    ),
}
