"""B01 指标没有完成却得满分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.score_steps import fell_short, most_earned
from ziping.rules.scores.s201_quantitative_score import expected_score


@check(
    code="B01",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("指标没有完成，却得满分", "Target missed, full points"),
    reason=Text(
        "定量指标没有达到指标值的，按完成值与指标值的比例记分。只看带 ≥、>、= 的指标；差得很少、按比例取位后仍为满分的，"
        "以及没有符号、单位不同而不能比较的，不报告。",
        "A missed quantitative target earns its points pro rata. Only targets with ≥, > or = are looked at; nothing is "
        "reported where rounding still gives full points, or where the two values cannot be compared.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，没有完成却得满分 {points:points}，按比例应得 {expected:points}",
        "target {target:text}, actual {actual:text}: missed, yet full points {points:points}; pro rata {expected:points}",
    ),
    fix=Text(
        "得分改为 {expected:points}，或更正实际完成值",
        "change the score to {expected:points}, or correct the actual value",
    ),
    at=("score", "actual", "target", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def missed_full() -> Verdict:
    """Fail when a target was missed by enough to cost points and none were taken off."""
    full = indicator.score == indicator.points
    return Verdict(
        fails=given(fell_short().is_not_null(), fell_short() & full & (indicator.points > most_earned())),
        facts={
            "target": indicator.target,
            "actual": indicator.actual,
            "points": indicator.points,
            "expected": expected_score(),
        },
    )
