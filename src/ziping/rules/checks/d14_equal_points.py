"""D14 各项指标分值一律相同."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_ENOUGH: Final = 4


@fact(Level.FORM, over=Level.INDICATOR)
def points_given() -> Expr:
    """How many indicators have points."""
    return indicator.points.count().cast(pl.Int64)


@fact(Level.FORM, over=Level.INDICATOR)
def least_points() -> Expr:
    """The points of the lightest indicator, in hundredths."""
    return indicator.points.min()


@fact(Level.FORM, over=Level.INDICATOR)
def most_points() -> Expr:
    """The points of the heaviest indicator, in hundredths."""
    return indicator.points.max()


@check(
    code="D14",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("各项指标分值一律相同", "All indicators have the same points"),
    reason=Text(
        "三级指标的分值按重要程度和项目阶段确定，一律相同看不出主次。平均分配也可能有道理，所以只作提示；不足四项的不报告。",
        "Points go by importance; the same for all tells nothing apart. There may be a reason, hence only a note; not with fewer than "
        "four indicators.",
    ),
    message=Text(
        "{count} 项指标的分值都是 {points:points}，看不出主次",
        "all {count} indicators have {points:points} points",
    ),
    fix=Text("按指标的重要程度分配分值", "divide the points by importance"),
    at=("indicators.*.points",),
    cites=(cite("mof-2020-10", "13"), cite("mof-2020-10", "26")),
)
def equal_points() -> Verdict:
    """Fail when four or more indicators have points and all have the same."""
    return Verdict(
        fails=given(points_given() >= _ENOUGH, least_points() == most_points()),
        facts={"count": points_given(), "points": least_points()},
    )
