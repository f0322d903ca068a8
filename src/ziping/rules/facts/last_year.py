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
def by_year() -> Expr:
    """The numbers of all rows, those of one project and name side by side, year after year.

    Sorted by a hash of project and name: ten times as fast as a window over two texts. Rows of one name in one form stay in
    their order, so that the answer does not depend on which other forms are at hand.
    """
    return pl.arg_sort_by(form.history.hash(), name_key().hash(), form.year, maintain_order=True)


@fact(Level.INDICATOR_YEARS)
def earlier_row() -> Expr:
    """The number of the row before it in that order."""
    return by_year().shift(1).gather(by_year().arg_sort())


@fact(Level.INDICATOR_YEARS)
def last_year_row() -> Expr:
    """The number of the row of the same indicator a year ago; null where there is none."""
    a_year_ago = form.year.gather(earlier_row()) == form.year - 1
    same_project = form.history.gather(earlier_row()) == form.history
    same_name = name_key().gather(earlier_row()) == name_key()
    return pl.when(a_year_ago & same_project & same_name).then(earlier_row())


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
