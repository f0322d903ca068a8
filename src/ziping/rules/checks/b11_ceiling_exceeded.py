"""B11 超过控制数却得满分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import reached, reverse
from ziping.rules.facts.score_steps import most_earned
from ziping.rules.scores.s201_quantitative_score import expected_score


@check(
    code="B11",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("超过控制数却得满分", "Ceiling exceeded, full points"),
    reason=Text(
        "“不超过”一类的指标，完成值高于指标值就是没有完成，不能得满分。超出很少、取位后仍为满分的不报告。",
        "An indicator that must not exceed a number is missed when it does, and cannot earn full points. Nothing is reported "
        "where rounding still gives full points.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，已经超过，却得满分 {points:points}，测算应得 {expected:points}",
        "target {target:text}, actual {actual:text}: exceeded, yet full points {points:points}; "
        "expected {expected:points}",
    ),
    fix=Text(
        "得分改为 {expected:points}，或更正实际完成值",
        "change the score to {expected:points}, or correct the actual value",
    ),
    at=("score", "actual", "target", "points"),
    parameters=("reverse",),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth"), cite("practice", "reverse")),
)
def ceiling_exceeded() -> Verdict:
    """Fail when a ceiling was exceeded by enough to cost points and none were taken off."""
    full = indicator.score == indicator.points
    return Verdict(
        fails=given(reverse(), ~reached() & full & (indicator.points > most_earned())),
        facts={
            "target": indicator.target,
            "actual": indicator.actual,
            "points": indicator.points,
            "expected": expected_score(),
        },
    )
