"""What the form tells in words about how the year went: where a reason may stand."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form, indicator
from ziping.model.finding import Level


@fact(Level.FORM, over=Level.INDICATOR)
def reasons() -> Expr:
    """All that stands in the column for reasons and measures."""
    return indicator.deviation.str.join("；")


@fact(Level.FORM)
def told() -> Expr:
    """What was achieved and all reasons, without blanks; empty where nothing is told."""
    texts = pl.concat_str(form.goal_actual, reasons(), separator="；", ignore_nulls=True)
    return texts.str.replace_all(r"\s+", "")


def tells(words: str) -> Expr:
    """Whether any of the words, separated by blanks, stands there."""
    return told().str.contains_any(words.split())
