"""B12 指标值为零而发生了，仍有得分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import measured, zero_target


@check(
    code="B12",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("要求为零的事发生了，仍有得分", "What should not happen happened, yet scored"),
    reason=Text(
        "指标值为 0（事故、投诉等不应发生）的，发生一次就没有完成，按比例无从折算，得零分。带 ≥ 或 > 的零不在此列。",
        "A target of 0, such as accidents, is missed with the first one, and no part of it can be earned. A zero with ≥ or > "
        "is not meant here.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，应得 0 分，填报 {score:points}（分值 {points:points}）",
        "target {target:text}, actual {actual:text}: expected 0, declared {score:points} of {points:points}",
    ),
    fix=Text("得分改为 0，或更正实际完成值", "change the score to 0, or correct the actual value"),
    at=("score", "actual", "target", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def not_zero() -> Verdict:
    """Fail when the target is zero, something happened, and points were earned."""
    facts = {
        "target": indicator.target,
        "actual": indicator.actual,
        "score": indicator.score,
        "points": indicator.points,
    }
    happened = (indicator.actual_number > 0) & (indicator.score > 0)
    return Verdict(fails=given(zero_target() & measured(), happened), facts=facts)
