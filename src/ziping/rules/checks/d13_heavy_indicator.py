"""D13 单项指标分值过大."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.parents import parent


@check(
    code="D13",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("单项指标分值过大", "One indicator carries too many points"),
    reason=Text(
        "分值集中在一项指标上，总分就由这一项决定。下面另列分项的汇总指标不报告。",
        "With most points on one indicator, it decides the total alone. Rows that head 其中 rows are not reported.",
    ),
    message=Text(
        "“{name:text}”一项占 {points:points} 分，达到提示线 {threshold:points} 分",
        "“{name:text}” alone has {points:points} points, at or above {threshold:points}",
    ),
    fix=Text(
        "按重要程度分设指标，把分值分到各项",
        "set several indicators and spread the points by importance",
    ),
    at=("points",),
    parameters=("heavy_indicator_from",),
    cites=(cite("mof-2020-10", "26"), cite("practice", "heavy")),
)
def heavy_indicator() -> Verdict:
    """Fail when a single indicator has as many points as the profile's threshold."""
    return Verdict(
        fails=given(
            indicator.points.is_not_null() & ~parent(), indicator.points >= profile.heavy_indicator_from
        ),
        facts={
            "name": indicator.level3,
            "points": indicator.points,
            "threshold": profile.heavy_indicator_from,
        },
    )
