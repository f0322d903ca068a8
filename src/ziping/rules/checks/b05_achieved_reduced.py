"""B05 “达成指标”却扣分，没有说明原因."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Band
from ziping.rules.facts.bands import achieved_edge
from ziping.rules.facts.scoring import lost, unexplained


@check(
    code="B05",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("“达成指标”却扣分，没有说明原因", "Achieved but reduced without a reason"),
    reason=Text(
        "“达成”档可以在分值的 80% 至 100% 之间记分，少记的部分要说明差在哪里；偏差原因栏写了的不报告。低于这一档的见 B06。",
        "An achieved item may earn 80 to 100 per cent of its points; what is taken off needs a reason in its column. For "
        "less than that see B06.",
    ),
    message=Text(
        "填“{actual:text}”，得 {score:points}（分值 {points:points}），少得 {missing:points} 分没有说明原因",
        "“{actual:text}” earned {score:points} of {points:points}; {missing:points} taken off without a reason",
    ),
    fix=Text(
        "在偏差原因栏说明扣分原因和改进措施，或者记满分 {points:points}",
        "give the reason and measures in their column, or full points {points:points}",
    ),
    at=("score", "deviation", "actual", "points"),
    parameters=("achieved_from",),
    cites=(cite("mof-2020-10", "16"), cite("mof-2020-10", "11")),
)
def achieved_reduced() -> Verdict:
    """Fail when an achieved item lost points within its band and the column for reasons is empty."""
    score, points = indicator.score, indicator.points
    facts = {"actual": indicator.actual, "score": score, "points": points, "missing": points - score}
    reduced = lost() & (score >= achieved_edge()) & unexplained()
    return Verdict(fails=given(indicator.actual_band == Band.ACHIEVED, reduced), facts=facts)
