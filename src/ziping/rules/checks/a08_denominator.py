"""A08 执行率的分母用错."""

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, fund, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.fund_rates import (
    fund_denominator,
    fund_printed_rate,
    fund_rate_as_rounded,
    fund_rate_hits,
)


@fact(Level.FUND)
def other_budget() -> Expr:
    """The budget that the rate is not taken of, in 分; null where the two are the same."""
    initial = profile.execution_denominator == "initial"
    other = pl.when(initial).then(fund.full_year_budget).otherwise(fund.initial_budget)
    return pl.when((other != fund_denominator()) & (other > 0)).then(other)


@fact(Level.FUND)
def other_rate_cut() -> Expr:
    """The rate by that budget in whole basis points, cut."""
    return fund.executed * 10_000 // other_budget()


def _which(full_year: str, initial: str) -> Expr:
    asked = profile.execution_denominator == "initial"
    return pl.when(asked).then(pl.lit(full_year)).otherwise(pl.lit(initial))


@check(
    code="A08",
    level=Level.FUND,
    severity=Severity.ERROR,
    title=Text("执行率的分母用错", "Execution rate of the wrong budget"),
    reason=Text(
        "执行率一般按全年预算数（调整后预算）计算，分母由口径规定。填报的执行率不合口径、却正好是用另一个预算数除出来的，报告，"
        "说明 A06 的差异从何而来。两个预算数相同的、超支的，不报告。",
        "The rate is taken of the full-year budget unless the profile says otherwise. Reported where the declared rate is wrong and is "
        "exactly that of the other budget, which explains A06; not where both are the same or more was executed than budgeted.",
    ),
    message=Text(
        "填报的执行率 {declared:rate} 是用{other_zh} {other:money} 除出来的；执行 {executed:money}，应除以{budget_zh} {budget:money}，"
        "为 {expected:rate}",
        "the declared rate {declared:rate} is of the {other_en} {other:money}; {executed:money} of the {budget_en} {budget:money} "
        "is {expected:rate}",
    ),
    fix=Text(
        "执行率改为 {expected:rate}，得分随之改正",
        "change the rate to {expected:rate}, and the score with it",
    ),
    at=("execution_rate", "full_year_budget", "initial_budget", "executed"),
    parameters=("execution_denominator",),
    cites=(cite("mof-2020-10", "annex-1"), cite("sichuan-form-2023", "note-2")),
)
def denominator_mixed_up() -> Verdict:
    """Fail when no convention gives the declared rate, and the other budget gives it to the last digit."""
    applies = other_budget().is_not_null() & (fund.executed <= fund_denominator())
    printed, cut = fund_printed_rate(), other_rate_cut()
    wrong = (fund_rate_hits() == 0) & printed.is_between(cut, cut + 1)
    return Verdict(
        fails=given(applies, wrong),
        facts={
            "declared": fund.execution_rate,
            "other": other_budget(),
            "other_zh": _which("全年预算数", "年初预算数"),
            "other_en": _which("full-year budget", "initial budget"),
            "executed": fund.executed,
            "budget": fund_denominator(),
            "budget_zh": _which("年初预算数", "全年预算数"),
            "budget_en": _which("initial budget", "full-year budget"),
            "expected": fund_rate_as_rounded(),
        },
    )
