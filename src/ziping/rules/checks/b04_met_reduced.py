"""B04 指标已经完成却扣分，没有说明原因."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import reached
from ziping.rules.facts.scoring import lost, unexplained


@check(
    code="B04",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("指标已经完成却扣分，没有说明原因", "Target met but points taken off without a reason"),
    reason=Text(
        "达到指标值的记满分。完成值远高于指标值而主动扣分的，要写明原因；偏差原因栏写了的不报告。填“达成指标”而扣分的见 B05。",
        "A target that is met earns full points. Points taken off all the same, for over-completion say, need a reason in its "
        "column. For 达成指标 see B05.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，已经完成，却只得 {score:points}（分值 {points:points}），没有说明原因",
        "target {target:text}, actual {actual:text}: met, yet only {score:points} of {points:points} and no reason",
    ),
    fix=Text(
        "得分改为 {points:points}，或在偏差原因栏说明扣分原因",
        "change the score to {points:points}, or give the reason in its column",
    ),
    at=("score", "deviation", "actual", "target", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-2020-10", "11")),
)
def met_reduced() -> Verdict:
    """Fail when a number or a wording was met, points were lost, and the column for reasons is empty."""
    facts = {
        "target": indicator.target,
        "actual": indicator.actual,
        "score": indicator.score,
        "points": indicator.points,
    }
    met = reached() & indicator.actual_band.is_null()
    return Verdict(fails=given(met, lost() & unexplained()), facts=facts)
