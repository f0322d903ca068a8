"""Rows that only head others."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level


@fact(Level.INDICATOR)
def parent() -> Expr:
    """Whether a row may head 其中 rows: it is starred, or such a row follows. It may be blank where they are filled."""
    part_of = pl.when(indicator.level3.str.contains("其中", literal=True)).then(indicator.form)
    starred = indicator.level3.str.contains("[★☆]")
    return (starred | (part_of.shift(-1) == indicator.form)).fill_null(value=False)
