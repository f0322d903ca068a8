"""A06 填报的执行率与执行数不符."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import fund
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.fund_rates import (
    fund_denominator,
    fund_printed_rate,
    fund_rate_as_rounded,
    fund_rate_hits,
)

_WHOLE = 10_000


@check(
    code="A06",
    level=Level.FUND,
    severity=Severity.ERROR,
    title=Text("执行率与执行数不符", "Execution rate does not follow from the amounts"),
    reason=Text(
        "执行率 = 全年执行数 ÷ 全年预算数。截去、进一、四舍五入或取整都算相符，超支的行填 100% 也不算错；"
        "预算为零的行没有执行率，填 0 不报告。",
        "The rate is executed by budget. It is reported only when no known way of rounding gives it; a rate held at 100% "
        "where more was spent than planned is no fault, and a row without budget has no rate.",
    ),
    message=Text(
        "执行 {executed:money}、预算 {budget:money}，执行率应为 {expected:rate}，填报 {declared:rate}",
        "executed {executed:money} of {budget:money}: expected {expected:rate}, declared {declared:rate}",
    ),
    fix=Text(
        "执行率改为 {expected:rate}，或更正全年预算数、全年执行数",
        "change the rate to {expected:rate}, or correct the amounts",
    ),
    at=("execution_rate", "executed", "full_year_budget"),
    parameters=("execution_denominator", "preferred_rounding"),
    cites=(cite("mof-2020-10", "annex-1"), cite("sichuan-form-2023", "note-2")),
)
def execution_rate() -> Verdict:
    """Fail when no known convention gives the declared rate."""
    held = (fund_printed_rate() == _WHOLE) & (fund.executed > fund_denominator())
    return Verdict(
        fails=(fund_rate_hits() == 0) & ~held,
        facts={
            "executed": fund.executed,
            "budget": fund_denominator(),
            "expected": fund_rate_as_rounded(),
            "declared": fund.execution_rate,
        },
    )
