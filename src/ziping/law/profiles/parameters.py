"""What a profile decides: every parameter with its name, its unit and its bounds."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ziping.law.roundings import roundings
from ziping.model.language import Text


class Unit(StrEnum):
    """In what a parameter counts."""

    POINTS = "points"
    """Hundredths of a point: 1000 is 10 分."""
    SHARE = "share"
    """Basis points: 9000 is 90 %."""
    COUNT = "count"
    """Whole things."""


Hundredths = Annotated[int, Field(ge=0, le=1_000_000), Unit.POINTS]
Unknown = BeforeValidator(lambda value: None if value == "unknown" else value)
"""A weight that nobody told us: ``is = "unknown"``. Rules that need it do not apply."""
Weight = Annotated[Annotated[int, Field(ge=0, le=1_000_000)] | None, Unknown, Unit.POINTS]
Count = Annotated[int, Field(ge=0, le=1_000), Unit.COUNT]
BasisPoints = Annotated[int, Field(ge=0, le=1_000_000), Unit.SHARE]
Likeness = Annotated[int, Field(ge=8_500, le=10_000), Unit.SHARE]
"""Texts that have less in common are not looked for."""


class Parameters(BaseModel):
    """What a profile decides. Points in hundredths, shares in basis points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    execution_points: Annotated[Hundredths, Text("预算执行率分值", "points of the execution rate")]
    execution_denominator: Annotated[
        Literal["full_year", "initial"], Text("执行率的分母", "denominator of the execution rate")
    ]
    execution_score_by: Annotated[
        Literal["rate", "tiers"], Text("预算执行率得分的算法", "how the execution score is worked out")
    ]
    execution_tiers: Annotated[
        tuple[tuple[BasisPoints, BasisPoints], ...],
        Field(min_length=2, max_length=6),
        Text("执行率分档（执行率不低于→得分占分值）", "tiers: rate from → share of the points"),
    ]
    total_points: Annotated[Hundredths, Text("总分", "total points")]
    output_points: Annotated[Weight, Text("产出指标分值", "points of output")]
    benefit_points: Annotated[Weight, Text("效益指标分值", "points of benefit")]
    satisfaction_points: Annotated[Weight, Text("满意度指标分值", "points of satisfaction")]
    cost_points: Annotated[Weight, Text("设成本指标时的成本指标分值", "points of cost, where it is set")]
    output_points_beside_cost: Annotated[
        Weight, Text("设成本指标时的产出指标分值", "points of output beside cost")
    ]
    benefit_points_beside_cost: Annotated[
        Weight, Text("设成本指标时的效益指标分值", "points of benefit beside cost")
    ]
    achieved_from: Annotated[BasisPoints, Text("“达成”档下限", "lower edge of achieved")]
    partly_from: Annotated[BasisPoints, Text("“部分达成”档下限", "lower edge of partly achieved")]
    partly_upper_inclusive: Annotated[
        bool, Text("“部分达成”档含上限", "upper edge of partly achieved belongs to it")
    ]
    reverse: Annotated[Literal["linear", "ratio"], Text("反向指标计分方式", "score of a reverse indicator")]
    overshoot_from: Annotated[BasisPoints, Text("超额完成提示线", "over-completion is pointed out from")]
    explain_execution_below: Annotated[
        BasisPoints, Text("执行率低于此值须说明", "an execution rate below needs a reason")
    ]
    explain_budget_change_above: Annotated[
        BasisPoints, Text("预算调整幅度高于此值须说明", "a budget change above needs a reason")
    ]
    claim_gap_above: Annotated[BasisPoints, Text("业绩高于支出的疑点线", "result claimed above money spent")]
    all_high_from: Annotated[
        BasisPoints, Text("一个单位各项目总分都不低于此值时提示", "every project of a unit scores from")
    ]
    qualitative_above: Annotated[
        BasisPoints, Text("定性指标占比高于此值时提示", "share of qualitative indicators above")
    ]
    heavy_indicator_from: Annotated[Hundredths, Text("单项分值过大提示线", "an indicator is heavy from")]
    copied_from: Annotated[
        BasisPoints,
        Text("完成值恰等于指标值的比例提示线", "share of actual values equal to their targets from"),
    ]
    alike_from: Annotated[
        Likeness, Text("文字与另一张表相同的比例提示线", "text in common with another form from")
    ]
    fewest_indicators: Annotated[
        Count, Text("项目自评表指标项数下限", "a project has at least so many indicators")
    ]
    most_indicators: Annotated[
        Count, Text("项目自评表指标项数上限", "a project has at most so many indicators")
    ]
    grades: Annotated[
        tuple[tuple[str, Hundredths], tuple[str, Hundredths], tuple[str, Hundredths], tuple[str, Literal[0]]],
        Text("等级及下限", "grades with their lower edges"),
    ]
    preferred_rounding: Annotated[str, Text("优先认定的取位口径", "rounding convention tried first")]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse grades that do not fall and conventions that do not exist."""
        edges = [edge for _, edge in self.grades]
        if edges != sorted(edges, reverse=True):
            message = "等级下限须由高到低"
            raise ValueError(message)
        if list(self.execution_tiers) != sorted(self.execution_tiers, reverse=True):
            message = "执行率分档须由高到低"
            raise ValueError(message)
        if self.preferred_rounding not in {known.key for known in roundings()}:
            message = f"没有这样的取位口径：{self.preferred_rounding}"
            raise ValueError(message)
        return self

    @classmethod
    def label(cls, name: str) -> Text:
        """Name a parameter."""
        return next(it for it in cls.model_fields[name].metadata if isinstance(it, Text))

    @classmethod
    def unit(cls, name: str) -> Unit | None:
        """Say in what a parameter counts, None where it is no number."""
        return next((it for it in cls.model_fields[name].metadata if isinstance(it, Unit)), None)


_CHOICES = {
    "full_year": Text("全年预算数", "full-year budget"),
    "initial": Text("年初预算数", "initial budget"),
    "linear": Text(
        "(2×指标值−完成值)÷指标值，达两倍为零", "(2 × target - actual) ÷ target, zero from twice the target"
    ),
    "ratio": Text("指标值÷完成值", "target ÷ actual"),
    "rate": Text("按执行率", "by the rate"),
    "tiers": Text("按分档", "by tiers"),
    "true": Text("是", "yes"),
    "false": Text("否", "no"),
}


def choice(value: str | bool) -> Text:  # noqa: FBT001 — a parameter's value may be a flag
    """Name the value of a parameter that is a choice, not a number."""
    named = {entry.key: entry.text for entry in roundings()}
    return {**_CHOICES, **named}[str(value).lower()]
