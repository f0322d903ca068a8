"""The form of the same project a year ago. Two forms of one project and year, or a gap of years, are not followed."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form
from ziping.model.finding import Level


@fact(Level.YEARS)
def forms_by_year() -> Expr:
    """The numbers of all forms, those of one project side by side, year after year."""
    return pl.arg_sort_by(form.history.hash(), form.year, maintain_order=True)


@fact(Level.YEARS)
def earlier_form() -> Expr:
    """The number of the form before it in that order."""
    return forms_by_year().shift(1).gather(forms_by_year().arg_sort())


@fact(Level.YEARS)
def last_year_form() -> Expr:
    """The number of the project's form a year ago; null where there is none."""
    a_year_ago = form.year.gather(earlier_form()) == form.year - 1
    same_project = form.history.gather(earlier_form()) == form.history
    return pl.when(a_year_ago & same_project).then(earlier_form())
