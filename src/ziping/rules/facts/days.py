"""Dates of targets and actual values as numbers that can be compared: 20231231.

A date is often printed in part: 12月底前, 2023年. Of a target the last day counts, of what was done the first day that it
can mean, so that only what is certainly late is late. A date without a year is mostly of the form's own.
"""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form, indicator
from ziping.model.finding import Level
from ziping.model.quantity import Comparator, QuantityKind

_FILED_BY: Final = 4
"""The month by which the forms of a year are filled in: 3月底前 may mean the months after that year."""
_AUTUMN: Final = 9


def _day(year: Expr, month: Expr, day: Expr) -> Expr:
    return year * 10_000 + month * 100 + day


def _due_year(month: Expr) -> Expr:
    """Return the year of a target: that of the form, of 3月底前 the latest that it can mean beside what was done."""
    as_done = pl.max_horizontal(indicator.actual_year, form.year) + (indicator.actual_month >= _AUTUMN)
    unsaid = pl.when(month <= _FILED_BY).then(as_done).otherwise(form.year)
    return pl.coalesce(indicator.target_year, unsaid)


@fact(Level.INDICATOR)
def due() -> Expr:
    """The last day that the target leaves; null where it is no date, or one that is not to be kept but passed."""
    by_then = indicator.target_comparator.is_in([Comparator.AT_MOST, Comparator.LESS, Comparator.EQUAL])
    dated = (indicator.target_kind == QuantityKind.DATE) & by_then.fill_null(value=True)
    month, day = indicator.target_month.fill_null(12), indicator.target_day.fill_null(31)
    return pl.when(dated).then(_day(_due_year(month), month, day))


@fact(Level.INDICATOR)
def done() -> Expr:
    """The first day that the actual value can mean; null where it is no date, or only a bound (12月底前)."""
    dated = (indicator.actual_kind == QuantityKind.DATE) & indicator.actual_comparator.is_null()
    month, day = indicator.actual_month.fill_null(1), indicator.actual_day.fill_null(1)
    return pl.when(dated).then(_day(pl.coalesce(indicator.actual_year, form.year), month, day))
