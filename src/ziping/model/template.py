"""The vocabulary of the official table, said once: labels, their order and their synonyms.

Readers recognise a cell by it, writers and pages print it. The first label of a field is the one that the
national template of 财预〔2020〕10号 prints; the others were seen in published forms (``docs/reference/vocabulary.md``).
A label is compared whole, after ``plain`` took away what only typesetting adds.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ziping.model.form import FundSource
from ziping.model.language import Text

_TYPESETTING = re.compile(r"[\s:：()（）\[\]【】、,，.。/／*★☆]+")


def plain(label: str) -> str:
    """Return the label without blanks, brackets, colons and width, so that ``执行率（ B/A ）：`` is ``执行率BA``."""
    return _TYPESETTING.sub("", unicodedata.normalize("NFKC", label))


@dataclass(frozen=True)
class Term:
    """A field of the table: its name in the schema, its label, and every other label it was seen under."""

    name: str
    label: Text
    synonyms: tuple[str, ...] = ()

    @cached_property
    def plain_labels(self) -> frozenset[str]:
        """All labels of the field, plain."""
        return frozenset(plain(text) for text in (self.label.zh, *self.synonyms))

    def is_called(self, text: str) -> bool:
        """Tell whether the cell's whole text is a label of this field."""
        return plain(text) in self.plain_labels


def named(text: str, terms: Iterable[Term]) -> Term | None:
    """Return the term of which the whole text is a label, or None."""
    label = plain(text)
    return next((term for term in terms if label in term.plain_labels), None)


TITLE: Final = Term(
    "title",
    Text("项目支出绩效自评表", "Self-evaluation form of project expenditure"),
    (
        "财政项目支出绩效自评表",
        "部门预算项目支出绩效自评表",
        "绩效目标自评表",
        "项目绩效目标自评表",
        "预算项目绩效自评表",
        "财政支出项目绩效自评表",
        "部门整体支出绩效自评表",
        "部门整体绩效自评表",
        "转移支付区域绩效目标自评表",
        "区域绩效目标自评表",
    ),
)

HEAD: Final = (
    Term(
        "project",
        Text("项目名称", "Project"),
        ("专项资金名称", "专项名称", "转移支付(项目)名称", "转移(项目)名称"),
    ),
    Term("project_code", Text("项目编码", "Project code"), ("项目代码", "项目编号")),
    Term(
        "competent_department",
        Text("主管部门", "Competent department"),
        ("主管部门及代码", "项目主管单位", "项目主管部门", "县级主管部门", "省级主管部门", "中央主管部门"),
    ),
    Term(
        "implementing_unit",
        Text("实施单位", "Implementing unit"),
        ("项目实施单位", "资金使用单位", "项目单位", "预算单位", "部门(单位)名称", "预算单位名称"),
    ),
)

FUNDS: Final = Term(
    "funds",
    Text("项目资金", "Funds"),
    ("资金情况", "预算执行情况", "预算资金", "年度预算申请", "资金投入情况", "资金投入"),
)

FUND_COLUMNS: Final = (
    Term(
        "initial_budget",
        Text("年初预算数", "Initial budget"),
        ("年初预算", "年初预算金额", "年初预算数(A)"),
    ),
    Term(
        "full_year_budget",
        Text("全年预算数", "Full-year budget"),
        (
            "全年预算数(A)",
            "调整后预算数",
            "调整预算数(A)",
            "全年(调整)预算数",
            "调整后预算",
            "预算数(A)",
            "预算数",
        ),
    ),
    Term(
        "executed",
        Text("全年执行数", "Executed"),
        ("全年执行数(B)", "预算执行数", "执行数(B)", "执行数", "全年支出数", "实际支出数"),
    ),
    Term("points", Text("分值", "Points"), ("分数", "权重", "执行率权重", "标准分")),
    Term(
        "execution_rate",
        Text("执行率", "Execution rate"),
        ("执行率(%)", "执行率(B/A)", "执行率(B÷A)", "预算执行率", "预算执行率(%)", "预算执行进度(%)"),
    ),
    Term("score", Text("得分", "Score"), ("自评得分", "执行率得分", "自评分")),
)

FUND_ROWS: Final[dict[FundSource, Term]] = {
    FundSource.TOTAL: Term(
        "total",
        Text("年度资金总额", "Total funds of the year"),
        ("资金总额", "年度资金合计", "年度财政资金总额", "年度总额", "合计", "全年资金总额"),
    ),
    FundSource.APPROPRIATION: Term(
        "appropriation",
        Text("当年财政拨款", "Current-year fiscal appropriation"),
        (
            "本年财政拨款",
            "财政拨款",
            "财政资金",
            "其中当年财政拨款",
            "其中本年财政拨款",
            "其中财政拨款",
            "其中财政资金",
        ),
    ),
    FundSource.CARRY_OVER: Term(
        "carry_over",
        Text("上年结转资金", "Carry-over from last year"),
        ("上年结转", "上年结余", "结转资金", "结余资金", "上年结转结余资金", "上年结余结转资金"),
    ),
    FundSource.OTHER: Term("other", Text("其他资金", "Other funds"), ("其它资金",)),
}

GOAL: Final = Term("goal", Text("年度总体目标", "Annual goal"), ("总体目标", "年度绩效目标", "项目年度目标"))

GOAL_COLUMNS: Final = (
    Term(
        "expected",
        Text("预期目标", "Expected goal"),
        (
            "预算目标",
            "年初设定目标",
            "年初绩效目标",
            "年度预期目标",
            "年度总体目标",
            "总体目标",
            "项目年度目标",
        ),
    ),
    Term(
        "actual",
        Text("实际完成情况", "What was achieved"),
        (
            "全年实际完成情况",
            "年度总体目标完成情况综述",
            "全年目标实际完成情况",
            "具体完成情况",
            "年度目标完成情况",
            "目标实际完成情况",
        ),
    ),
)

INDICATORS: Final = Term(
    "indicators", Text("绩效指标", "Performance indicators"), ("年度绩效指标", "绩效指标完成情况")
)

INDICATOR_COLUMNS: Final = (
    Term("level1", Text("一级指标", "Level 1")),
    Term("level2", Text("二级指标", "Level 2")),
    Term("level3", Text("三级指标", "Level 3"), ("指标名称", "指标", "绩效指标")),
    Term(
        "target",
        Text("年度指标值", "Annual target"),
        ("指标值", "目标值", "年初指标值", "年初目标值(A)", "年度指标值(A)", "年初目标值", "年度目标值"),
    ),
    Term(
        "actual",
        Text("实际完成值", "Actual value"),
        (
            "全年实际值",
            "全年完成值",
            "全年实际完成值",
            "完成值",
            "实际完成值(B)",
            "全年实际值(B)",
            "实际完成指标",
            "实际完成情况",
        ),
    ),
    Term(
        "points",
        Text("分值", "Points"),
        ("分数", "权重", "指标权重", "指标分值", "参考分值", "标准分", "权重占比(%)"),
    ),
    Term("score", Text("得分", "Score"), ("自评得分", "自评分", "指标得分", "单项指标得分")),
    Term(
        "deviation",
        Text("偏差原因分析及改进措施", "Reasons for the deviation and measures"),
        (
            "未完成原因及拟采取的改进措施",
            "未完成原因和改进措施",
            "偏差原因及改进措施",
            "未完成原因分析",
            "偏差原因分析",
            "说明",
            "备注",
        ),
    ),
)

TARGET_PARTS: Final = (
    Term("comparator", Text("指标性质", "Comparator"), ("符号", "计算符号", "指标方向")),
    Term("unit", Text("度量单位", "Unit"), ("计量单位", "指标单位", "单位", "单位(文字描述)")),
)
"""Columns beside 指标值 where a form prints its target in three cells."""

LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""First level → its second levels: 财预〔2020〕10号 annex 1; 成本 on the first level as in 财预〔2021〕101号."""

TOTAL: Final = Term("total", Text("总分", "Total"), ("合计", "总计", "自评总分", "总得分", "合计得分"))
GRADE: Final = Term("grade", Text("评分等级", "Grade"), ("自评等级", "评价等级", "等级"))
GRADES: Final = ("优", "良", "中", "差")
