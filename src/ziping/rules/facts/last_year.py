"""The same indicator a year ago: the row of its name in the form of the same project for the year before.

Two forms of one project and year, or a year that is missing in between, are not followed. The row is found once; what
stood in it is read by its number.
"""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form, indicator
from ziping.model.finding import Level
from ziping.rules.facts.across import name_key


@fact(Level.INDICATOR_YEARS)
def row_number() -> Expr:
    """The number of the row among all rows."""
    return pl.int_range(pl.len(), dtype=pl.UInt32)


@fact(Level.INDICATOR_YEARS)
def earlier_row() -> Expr:
    """The number of the row of the same name before it in the project's history."""
    return row_number().shift(1).over([form.history, name_key()], order_by=form.year)


@fact(Level.INDICATOR_YEARS)
def last_year_row() -> Expr:
    """The number of the row of the same indicator a year ago; null where there is none."""
    a_year_ago = form.year.gather(earlier_row()) == form.year - 1
    return pl.when(a_year_ago & name_key().is_not_null()).then(earlier_row())


def _last_year(column: Expr) -> Expr:
    return column.gather(last_year_row())


@fact(Level.INDICATOR_YEARS)
def last_actual() -> Expr:
    """The actual value a year ago, as printed."""
    return _last_year(indicator.actual)


@fact(Level.INDICATOR_YEARS)
def last_number() -> Expr:
    """The number of the actual value a year ago, in millionths; null where it was none, or of another unit."""
    same = indicator.actual_unit.eq_missing(_last_year(indicator.actual_unit))
    signed = _last_year(indicator.actual_comparator).is_not_null()
    return pl.when(same & ~signed).then(_last_year(indicator.actual_number))


@fact(Level.INDICATOR_YEARS)
def last_initial_budget() -> Expr:
    """年初预算数 of the project a year ago, in 分."""
    return _last_year(form.initial_budget)
