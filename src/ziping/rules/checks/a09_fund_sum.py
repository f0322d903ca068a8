"""A09 年度资金总额与各项资金之和不符."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.template import FUND_COLUMNS
from ziping.rules.facts.fund_parts import has_rest, parts_executed, parts_full_year, parts_initial

_COLUMNS = (
    ("initial_budget", form.initial_budget, parts_initial()),
    ("full_year_budget", form.full_year_budget, parts_full_year()),
    ("executed", form.executed, parts_executed()),
)
_LABELS = {term.name: term.label for term in FUND_COLUMNS}


def _where_different(values: list[Expr]) -> Expr:
    """Return one value for each column that differs."""
    held = [
        pl.when(whole != parts).then(value) for value, (_, whole, parts) in zip(values, _COLUMNS, strict=True)
    ]
    return pl.concat_list(held).list.drop_nulls()


@check(
    code="A09",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("年度资金总额与各项资金之和不符", "Total funds are not the sum of their parts"),
    reason=Text(
        "年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金，三栏金额都应如此；一栏里填了一项的，空白按零计。"
        "表中没有“其他资金”行、有不认识的资金行，或者有金额读不出时，不报告。",
        "Total funds are appropriation, carry-over and other funds together, in each column; a blank counts as nothing "
        "beside a printed part. Nothing is reported without a row of other funds, with rows of unknown meaning, or "
        "with amounts that cannot be read.",
    ),
    message=Text(
        "{columns_zh}：年度资金总额 {whole:money}，各项资金合计 {parts:money}",
        "{columns_en}: total funds {whole:money}, parts together {parts:money}",
    ),
    fix=Text("核对年度资金总额和各项资金，使其相等", "make the total and its parts agree"),
    at=("funds.total.initial_budget", "funds.total.full_year_budget", "funds.total.executed"),
    cites=(cite("mof-2020-10", "annex-1"), cite("mof-notice", "truth")),
)
def fund_sum() -> Verdict:
    """Fail when the total row differs from its parts in any column in which both are printed."""
    differs = [whole != parts for _, whole, parts in _COLUMNS]
    comparable = pl.any_horizontal(it.is_not_null() for it in differs)
    applies = has_rest() & ~form.amounts_uncounted & comparable
    return Verdict(
        fails=given(applies, pl.any_horizontal(it.fill_null(value=False) for it in differs)),
        facts={
            "columns_zh": _where_different([pl.lit(_LABELS[name].zh) for name, _, _ in _COLUMNS]),
            "columns_en": _where_different([pl.lit(_LABELS[name].en) for name, _, _ in _COLUMNS]),
            "whole": _where_different([whole for _, whole, _ in _COLUMNS]),
            "parts": _where_different([parts for _, _, parts in _COLUMNS]),
        },
    )
