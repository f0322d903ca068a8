"""Rows that only head others."""

import polars as pl

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level


@reading(Level.INDICATOR)
def part_of_another() -> Expr:
    """Whether the name says that the row is a part of another: 其中."""
    return indicator.level3.str.contains("其中", literal=True)


@reading(Level.INDICATOR)
def starred() -> Expr:
    """Whether the name is starred."""
    return indicator.level3.str.contains("[★☆]")


@fact(Level.INDICATOR)
def parent() -> Expr:
    """Whether a row may head 其中 rows: it is starred, or such a row follows. It may be blank where they are filled."""
    part_of = pl.when(part_of_another()).then(indicator.form)
    return (starred() | (part_of.shift(-1) == indicator.form)).fill_null(value=False)
