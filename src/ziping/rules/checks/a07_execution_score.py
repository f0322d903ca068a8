"""A07 预算执行率得分与执行数不符."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.rounding import denominator, in_tiers, score_hits, tier_score
from ziping.rules.scores.s102_execution_score import expected_execution_score


@check(
    code="A07",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("预算执行率得分与执行数不符", "Execution score does not follow from the amounts"),
    reason=Text(
        "执行率得分 = 分值 × 全年执行数 ÷ 全年预算数，最高不超过分值。截去、进一或四舍五入都算相符，"
        "任何一种取位都算不出所填得分时才报告。",
        "The score is points × executed ÷ budget, at most the points. It is reported only when no known way of "
        "rounding gives the declared score.",
    ),
    message=Text(
        "执行 {executed:money}、预算 {budget:money}，分值 {points:points}，应得 {expected:points} 分，填报 {declared:points} 分",
        "executed {executed:money} of {budget:money}, points {points:points}: expected {expected:points}, "
        "declared {declared:points}",
    ),
    fix=Text(
        "得分改为 {expected:points}，或更正全年预算数、全年执行数",
        "change the score to {expected:points}, or correct the amounts",
    ),
    at=("funds.total.score", "funds.total.executed", "funds.total.full_year_budget", "funds.total.points"),
    parameters=("execution_denominator", "execution_score_by", "execution_tiers"),
    cites=(cite("mof-2020-10", "annex-1"), cite("mof-2020-10", "13")),
)
def execution_score() -> Verdict:
    """Fail when no known convention gives the declared score."""
    return Verdict(
        fails=pl.when(in_tiers()).then(tier_score() != form.execution_score).otherwise(score_hits() == 0),
        facts={
            "executed": form.executed,
            "budget": denominator(),
            "points": form.execution_points,
            "expected": expected_execution_score(),
            "declared": form.execution_score,
        },
    )
