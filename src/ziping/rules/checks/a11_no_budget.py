"""A11 预算为零而有支出或者得分."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


@check(
    code="A11",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("预算为零而有支出或执行率得分", "Spending or an execution score without a budget"),
    reason=Text(
        "全年预算数为零，执行率无从计算：有支出的要核对预算数，没有支出的不应得执行率分，确有理由的要说明。",
        "Without a budget there is no execution rate: spending then calls for a look at the budget, and a score needs a reason.",
    ),
    message=Text(
        "全年预算数为 {budget:money}，全年执行数 {executed:money}，执行率得分 {score:points}",
        "budget {budget:money}, executed {executed:money}, execution score {score:points}",
    ),
    fix=Text(
        "补填全年预算数，或者不计执行率得分并说明原因",
        "state the budget, or give no execution score and say why",
    ),
    at=("funds.total.full_year_budget", "funds.total.executed", "funds.total.score"),
    cites=(cite("mof-2020-10", "annex-1"), cite("practice", "zero-budget")),
)
def no_budget() -> Verdict:
    """Fail when nothing was planned and yet money spent, or nothing spent and yet a score given."""
    executed, score = form.executed, form.execution_score
    scored = pl.when(executed == 0).then(score > 0).fill_null(value=False)
    return Verdict(
        fails=given((form.full_year_budget == 0) & executed.is_not_null(), (executed > 0) | scored),
        facts={"budget": form.full_year_budget, "executed": executed, "score": score},
    )
