"""S102 预算执行率得分."""

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import form
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.rounding import denominator, rounding_name, score_as_rounded


@score(
    code="S102",
    level=Level.FORM,
    title=Text("预算执行率得分", "Score of budget execution"),
    formula=Text(
        "{executed:money} ÷ {budget:money} × {points:points} 分，不超过分值 = {value:points} 分（{rounding}）",
        "{executed:money} ÷ {budget:money} × {points:points}, at most the points = {value:points} ({rounding})",
    ),
    at=("funds.total.score", "funds.total.executed", "funds.total.full_year_budget", "funds.total.points"),
    parameters=("execution_denominator", "execution_points", "execution_score_by", "preferred_rounding"),
    cites=(cite("mof-2020-10", "annex-1"), cite("mof-2020-10", "13")),
)
def expected_execution_score() -> Computation:
    """Work out 全年执行数 ÷ 全年预算数 × 分值 in hundredths, at most the points, rounded as the form does."""
    facts = {"executed": form.executed, "budget": denominator(), "points": form.execution_points}
    return Computation(score_as_rounded(), {**facts, "rounding": rounding_name()})
