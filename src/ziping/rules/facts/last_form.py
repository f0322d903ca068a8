"""The form of the same project a year ago. Two forms of one project and year, or a gap of years, are not followed."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form
from ziping.model.finding import Level


@fact(Level.YEARS)
def earlier_form() -> Expr:
    """The number of the form before it in the project's history."""
    return form.id.shift(1).over(form.history, order_by=form.year)


@fact(Level.YEARS)
def last_year_form() -> Expr:
    """The number of the project's form a year ago; null where there is none."""
    return pl.when(form.year.gather(earlier_form()) == form.year - 1).then(earlier_form())
