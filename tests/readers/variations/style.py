"""How one authority lays its form out: titles, labels, columns and their order, and what is left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.readers.variations.drawing import Drawing

Columns = tuple[tuple[str, str], ...]
"""Field of the form and heading; an empty field is a column that no form has."""

INDICATOR_COLUMNS: Final[Columns] = (
    ("level1", "一级指标"),
    ("level2", "二级指标"),
    ("level3", "三级指标"),
    ("target", "年度指标值"),
    ("actual", "实际完成值"),
    ("points", "分值"),
    ("score", "得分"),
    ("deviation", "偏差原因分析及改进措施"),
)
FUND_COLUMNS: Final[Columns] = (
    ("initial_budget", "年初预算数"),
    ("full_year_budget", "全年预算数"),
    ("executed", "全年执行数"),
    ("points", "分值"),
    ("execution_rate", "执行率"),
    ("score", "得分"),
)
FUND_ROWS: Final = {
    "total": "年度资金总额",
    "appropriation": "其中：当年财政拨款",
    "carry_over": "上年结转资金",
    "other": "其他资金",
}
HEAD: Final = (
    (("project", "项目名称", ""),),
    (("competent_department", "主管部门", ""), ("implementing_unit", "实施单位", "")),
)


@dataclass(frozen=True)
class Style:
    """One layout; what is not said is as in the national template."""

    title: str = "项目支出绩效自评表"
    year_line: str = "（{year}年度）"
    head: tuple[tuple[tuple[str, str, str], ...], ...] = HEAD
    """Rows of field, label and, where no field of the form is meant, the value."""
    head_in_one_cell: bool = False
    fund_side: str | None = "项目资金（{unit}）"
    fund_columns: Columns = FUND_COLUMNS
    fund_rows: Mapping[str, str] = field(default_factory=lambda: FUND_ROWS)
    fund_sources: Mapping[str, str] = field(default_factory=dict)
    """What the rows of other names are, where they are not those of the national template."""
    funds: Callable[["Drawing"], None] | None = None
    """Draws a fund table of another kind."""
    fund_extra: tuple[tuple[str, ...], ...] = ()
    """Rows of other texts below the funds."""
    funds_merged: bool = False
    """Points, rate and score are one cell each over all rows of the funds."""
    funds_grouped: bool = False
    """其中 is a cell of its own beside the parts."""
    child_points: bool = False
    """The rows of the parts repeat points and score of the total."""
    amount: Callable[[str, str], str] = lambda value, _unit: value
    """How an amount is printed, given its unit."""
    goal_side: str | None = "年度总体目标"
    goal_columns: Columns = (("expected", "预期目标"), ("actual", "实际完成情况"))
    indicator_side: str | None = "绩效指标"
    columns: Columns = INDICATOR_COLUMNS
    over_target: str | None = None
    """The heading over comparator, value and unit, which then stand in a second row of headings."""
    level1: Callable[[str, str], str] = lambda name, _points: name
    """How the first level is printed, given the sum of its points."""
    levels: str = "merged"
    """merged, repeated on every row, or first: above blank cells."""
    name: Callable[[int, str], str] = lambda _number, name: name
    target: Callable[[str], str] = str
    placeholders: bool = False
    """Leftovers of the template stand below each second level."""
    merged_scores: bool = False
    """One score for all indicators of a second level."""
    total: str | None = "总分"
    total_with_grade: bool = False
    grade: str | None = "评分等级"
    page_end: int | None = None
    """A page ends below that many indicators."""
    heading_again: bool = False
    labels_again: bool = True
    """The labels of the levels are printed again on the next page."""
    label_cut: int | None = None
    """The page end cuts the labels of both levels behind that many characters."""
    below: tuple[tuple[str, ...], ...] = ()
    """Rows below the form."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Pointer and kind of what is to be reported, for nobody could be sure of it."""
    above: tuple[tuple[str, ...], ...] = ()
    """Rows above the title."""
