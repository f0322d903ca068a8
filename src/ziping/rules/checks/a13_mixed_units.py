"""A13 元与万元混填."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, exact, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.fund_parts import parts_executed, parts_full_year

_TIMES: Final = 10_000
_LEAST_RATE: Final = 100
"""A rate of 1 % or less may be right where next to nothing was spent."""
_DIGITS: Final = 3


def _apart(one: Expr, other: Expr) -> Expr:
    """Whether one amount is exactly 10,000 times the other; two of nothing are not."""
    larger, smaller = pl.max_horizontal(one, other), pl.min_horizontal(one, other)
    return (larger == smaller * _TIMES) & (smaller > 0)


def _changed() -> Expr:
    """Whether initial and full-year budget are so apart, in an amount of three digits that is no placeholder such as 1."""
    digits = form.initial_budget.cast(pl.String).str.strip_chars_end("0").str.len_bytes() >= _DIGITS
    return _apart(form.initial_budget, form.full_year_budget) & digits


def _spent() -> Expr:
    """Whether the declared rate is that of budget and executed amount once one is 10,000 times as much."""
    executed, rate, budget = exact(form.executed), form.execution_rate, exact(form.full_year_budget)
    larger, smaller = executed - rate * budget, executed * _TIMES * _TIMES - rate * budget
    fits = larger.abs().lt(budget) | smaller.abs().lt(budget)
    return (rate > _LEAST_RATE) & fits & (executed > 0)


_PAIRS: Final = (
    ("年初预算数与全年预算数", "initial and full-year budget", _changed(), form.initial_budget, form.full_year_budget),
    ("全年预算数与全年执行数", "full-year budget and executed", _spent(), form.full_year_budget, form.executed),
    (
        "年度资金总额与各项资金的全年预算数",
        "full-year budget in total and in parts",
        _apart(form.full_year_budget, parts_full_year()),
        form.full_year_budget,
        parts_full_year(),
    ),
    (
        "年度资金总额与各项资金的全年执行数",
        "executed in total and in parts",
        _apart(form.executed, parts_executed()),
        form.executed,
        parts_executed(),
    ),
)  # fmt: skip


def _first(values: list[Expr]) -> Expr:
    """Return the value of the first pair that is mixed up."""
    return pl.coalesce(pl.when(it[2]).then(value) for it, value in zip(_PAIRS, values, strict=True))


@check(
    code="A13",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("元与万元混填", "元 and 万元 mixed up"),
    reason=Text(
        "一张表的金额只用一种单位。两处应当相同或相近的金额正好相差一万倍，或者预算数与执行数要差一万倍才合填报的执行率，"
        "就是一处按元、一处按万元填。只因金额很大或很小的，不报告。",
        "All amounts of a form are in one unit. Two amounts that should agree are exactly 10,000 times apart, or budget and executed "
        "amount give the declared rate only then: one is in 元, one in 万元. Large or small amounts alone are not reported.",
    ),
    message=Text(
        "{what_zh}相差一万倍：{one:money}、{other:money}，一处按元、一处按万元填",
        "{what_en} are 10,000 times apart: {one:money}, {other:money}; one is in 元, the other in 万元",
    ),
    fix=Text("全表金额统一按表头的单位填写", "give all amounts in the unit of the table's head"),
    at=(
        "funds.total.full_year_budget",
        "funds.total.executed",
        "funds.total.initial_budget",
        "money_unit",
    ),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21")),
)
def mixed_units() -> Verdict:
    """Fail when two amounts of the fund table are exactly 10,000 times apart where they should not be."""
    mixed = pl.any_horizontal(it[2] for it in _PAIRS)
    return Verdict(
        fails=given(form.full_year_budget.is_not_null(), mixed.fill_null(value=False)),
        facts={
            "what_zh": _first([pl.lit(it[0]) for it in _PAIRS]),
            "what_en": _first([pl.lit(it[1]) for it in _PAIRS]),
            "one": _first([it[3] for it in _PAIRS]),
            "other": _first([it[4] for it in _PAIRS]),
        },
    )
