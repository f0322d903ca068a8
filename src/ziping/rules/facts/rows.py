"""The rows of a form as lists, one entry for each indicator: for rules that hold rows against each other.

Lists are cheap to make and are looked into only on forms that fail; a window over the rows of each form is not.
"""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level


@fact(Level.FORM, over=Level.INDICATOR)
def names() -> Expr:
    """The third levels, row by row."""
    return indicator.level3


@fact(Level.FORM, over=Level.INDICATOR)
def targets() -> Expr:
    """The targets as printed, row by row."""
    return indicator.target


@fact(Level.FORM, over=Level.INDICATOR)
def actuals() -> Expr:
    """The actual values as printed, row by row."""
    return indicator.actual


@fact(Level.FORM, over=Level.INDICATOR)
def deviations() -> Expr:
    """The reasons as printed, row by row."""
    return indicator.deviation


def repeats(key: Expr) -> Expr:
    """Tell, for each form, whether two of its rows have the same key; blank keys are like no other."""
    return key.drop_nulls().n_unique() < key.count()


def repeated_rows(keys: Expr) -> Expr:
    """Return the rows whose key stands in a form's list of keys more than once."""
    again = pl.element().is_duplicated() & pl.element().is_not_null()
    return keys.list.eval(pl.arg_where(again))


def numbered(rows: Expr) -> Expr:
    """Return rows as people count them, from 1."""
    return rows.list.eval(pl.element() + 1)


def distinct(texts: Expr) -> Expr:
    """Return each text of a list once, in the order of the form."""
    return texts.list.drop_nulls().list.unique(maintain_order=True)
