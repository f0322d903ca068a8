"""B02 指标没有完成，得分高于按比例应得的分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.score_steps import fell_short, most_earned
from ziping.rules.scores.s201_quantitative_score import expected_score


@check(
    code="B02",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("指标没有完成，得分高于按比例应得的分", "Target missed, score above pro rata"),
    reason=Text(
        "定量指标没有达到指标值的，按完成值与指标值的比例记分，有客观原因也不加分。只看带 ≥、>、= 的指标；"
        "按表中得分的位数取整、进一，或按整数百分比折算得出的分都算相符。满分的见 B01，完成值为零的见 B03。",
        "A missed quantitative target earns its points pro rata, whatever the reason. Rounding to the form's own step, up, or "
        "through whole per cent is accepted. For full points see B01, for nothing achieved B03.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，分值 {points:points}，按比例应得 {expected:points}，填报 {score:points}",
        "target {target:text}, actual {actual:text}, points {points:points}: pro rata {expected:points}, "
        "declared {score:points}",
    ),
    fix=Text(
        "得分改为 {expected:points}，或更正实际完成值",
        "change the score to {expected:points}, or correct the actual value",
    ),
    at=("score", "actual", "target", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def above_pro_rata() -> Verdict:
    """Fail when a missed target earned less than all, but more than its share under any rounding."""
    score, points = indicator.score, indicator.points
    above = (score > most_earned()) & (score < points)
    return Verdict(
        fails=given(fell_short().is_not_null(), fell_short() & above),
        facts={
            "target": indicator.target,
            "actual": indicator.actual,
            "points": points,
            "expected": expected_score(),
            "score": score,
        },
    )
