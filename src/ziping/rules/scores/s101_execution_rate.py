"""S101 预算执行率."""

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import form
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.rounding import denominator, rate_as_rounded, rounding_name


@score(
    code="S101",
    level=Level.FORM,
    title=Text("预算执行率", "Budget execution rate"),
    formula=Text(
        "{executed:money} ÷ {budget:money} = {value:rate}（{rounding}）",
        "{executed:money} ÷ {budget:money} = {value:rate} ({rounding})",
    ),
    at=("funds.total.execution_rate", "funds.total.executed", "funds.total.full_year_budget"),
    parameters=("execution_denominator", "preferred_rounding"),
    cites=(cite("mof-2020-10", "annex-1"),),
)
def expected_execution_rate() -> Computation:
    """Work out 全年执行数 ÷ 全年预算数 in basis points, rounded as the form does."""
    facts = {"executed": form.executed, "budget": denominator(), "rounding": rounding_name()}
    return Computation(rate_as_rounded(), facts)
