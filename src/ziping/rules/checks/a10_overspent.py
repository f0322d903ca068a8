"""A10 执行数超过预算数."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import fund, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


@check(
    code="A10",
    level=Level.FUND,
    severity=Severity.ERROR,
    title=Text("全年执行数超过全年预算数", "More executed than budgeted"),
    reason=Text(
        "全年预算数是调整后的预算，支出不得超过它；超过的，多半是预算数没有填调整后的数，或者金额填错。预算为零的见 A11。",
        "The full-year budget is the adjusted one, and spending stays within it; more than that is mostly a budget without "
        "its adjustment, or a wrong amount. For a budget of zero see A11.",
    ),
    message=Text(
        "全年执行数 {executed:money} 超过全年预算数 {budget:money}，执行率 {rate:rate}",
        "executed {executed:money} of a budget of {budget:money}, a rate of {rate:rate}",
    ),
    fix=Text(
        "全年预算数按调整后的预算填写，或更正全年执行数",
        "state the adjusted budget, or correct the amount executed",
    ),
    at=("executed", "full_year_budget"),
    cites=(cite("budget-law", "13"), cite("mof-2020-10", "annex-1"), cite("sichuan-form-2023", "note-2")),
)
def overspent() -> Verdict:
    """Fail when a row's budget above zero is exceeded."""
    executed, budget = fund.executed, fund.full_year_budget
    return Verdict(
        fails=given(budget > 0, executed > budget),
        facts={"executed": executed, "budget": budget, "rate": executed * 10_000 // budget},
    )
