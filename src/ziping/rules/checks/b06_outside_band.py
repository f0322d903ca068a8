"""B06 得分与所填档次不符."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.score_steps import slack
from ziping.rules.facts.scoring import score_step
from ziping.rules.scores.s202_band_lowest import lowest_score
from ziping.rules.scores.s203_band_highest import highest_score


@check(
    code="B06",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("得分不在所填档次以内", "Score outside the band"),
    reason=Text(
        "定性指标按达成、部分达成、未达成三档记分，分别为分值的 80%—100%、60%—80%、0—60%。按表中得分的"
        "最小单位四舍五入或截去而越出界限的，算作取整；得分为负或高于分值的见 A05、A04。",
        "Qualitative indicators earn 80–100, 60–80 or 0–60 per cent by their band. It is reported when the score is outside "
        "even with rounding or cutting off to the form's own step; for scores below zero or above the points see A05, A04.",
    ),
    message=Text(
        "填“{actual:text}”，分值 {points:points}，应得 {lowest:points} 至 {highest:points}，填报 {score:points}",
        "“{actual:text}” of {points:points} points earns {lowest:points} to {highest:points}, declared {score:points}",
    ),
    fix=Text(
        "得分改到 {lowest:points} 至 {highest:points} 之间，或更正档次",
        "bring the score to {lowest:points}–{highest:points}, or correct the band",
    ),
    at=("score", "actual", "points"),
    parameters=("achieved_from", "partly_from", "partly_upper_inclusive"),
    cites=(cite("mof-2020-10", "16"), cite("practice", "bands")),
)
def outside_band() -> Verdict:
    """Fail when the declared score lies below or above the band that the actual value names, cut off or rounded."""
    score, lowest, highest = indicator.score, lowest_score(), highest_score()
    outside = (score <= lowest - score_step()) | (score > highest + slack())
    applies = lowest.is_not_null() & score.is_between(0, indicator.points)
    facts = {
        "actual": indicator.actual,
        "points": indicator.points,
        "lowest": lowest,
        "highest": highest,
        "score": score,
    }
    return Verdict(fails=given(applies, outside), facts=facts)
