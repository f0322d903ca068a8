"""The rows of the fund table below 年度资金总额: what they hold, column by column."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form, fund
from ziping.model.finding import Level
from ziping.model.form import FundSource

_IS_PART: Final = fund.source != FundSource.TOTAL


def _sum(column: Expr) -> Expr:
    """Add up a column of the parts, blanks as nothing; null where none is printed."""
    printed = column.filter(_IS_PART)
    return pl.when(printed.is_not_null().any()).then(printed.sum())


@fact(Level.FORM, over=Level.FUND)
def has_parts() -> Expr:
    """Whether the table has rows below the total."""
    return _IS_PART.any()


@fact(Level.FORM, over=Level.FUND)
def has_rest() -> Expr:
    """Whether the table has a row 其他资金, which holds what no other row does, and no row of unknown meaning."""
    return (fund.source == FundSource.OTHER).any() & (fund.source != FundSource.UNCLASSIFIED).all()


@fact(Level.FORM, over=Level.FUND)
def parts_initial() -> Expr:
    """年初预算数 of the parts together, in 分."""
    return _sum(fund.initial_budget)


@fact(Level.FORM, over=Level.FUND)
def parts_full_year() -> Expr:
    """全年预算数 of the parts together, in 分."""
    return _sum(fund.full_year_budget)


@fact(Level.FORM, over=Level.FUND)
def parts_executed() -> Expr:
    """全年执行数 of the parts together, in 分."""
    return _sum(fund.executed)


@fact(Level.FORM)
def parts_blank() -> Expr:
    """Whether no part has any amount; null where amounts are printed that cannot be counted."""
    printed = pl.coalesce(parts_initial(), parts_full_year(), parts_executed())
    return pl.when(has_parts() & ~form.amounts_uncounted).then(printed.is_null())
