"""D18 指标与批复的绩效目标不一致."""

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


def _plain(target: Expr) -> Expr:
    """Return a target without blanks, brackets and the zeros of 3000.00, its sign in one spelling."""
    bare = target.str.normalize("NFKC").str.replace_all(r"[\s()]", "")
    return bare.str.replace(r"\.0+([^0-9]|$)", "${1}").str.replace_many([">=", "<="], ["≥", "≤"])


@reading(Level.INDICATOR)
def plain_target() -> Expr:
    """The target, so written."""
    return _plain(indicator.target)


@check(
    code="D18",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("指标与批复的绩效目标不一致", "An indicator differs from the approved target form"),
    reason=Text(
        "自评用的是预算批复时确定的指标、指标值和分值。手头有批复的绩效目标申报表时逐项对照；没有的不检查，"
        "写法不同而意思相同的（≥3000.00（册）与≥3000册）不报告。",
        "The self-evaluation uses indicators, targets and points as approved with the budget. Each is held against the approved form "
        "where that is at hand; other spellings of the same target are not reported.",
    ),
    message=Text(
        "批复的指标值为“{approved:text}”、分值 {approved_points:points}，自评表为“{target:text}”、{points:points}",
        "approved were the target “{approved:text}” and {approved_points:points} points, the form has “{target:text}” and {points:points}",
    ),
    fix=Text(
        "改回批复的指标值和分值；经批准调整过的，附上调整文件",
        "restore what was approved, or attach the decision that changed it",
    ),
    at=("target", "points"),
    cites=(cite("mof-2020-10", "13"), cite("mof-2020-10", "4")),
)
def other_than_approved() -> Verdict:
    """Fail when target or points are not those of the approved form."""
    target, points = indicator.approved_target, indicator.approved_points
    other_target = _plain(target) != plain_target().fill_null("")
    other_points = points != indicator.points.fill_null(0)
    at_hand = target.is_not_null() | points.is_not_null()
    return Verdict(
        fails=given(at_hand, other_target.fill_null(value=False) | other_points.fill_null(value=False)),
        facts={
            "approved": target,
            "approved_points": points,
            "target": indicator.target,
            "points": indicator.points,
        },
    )
