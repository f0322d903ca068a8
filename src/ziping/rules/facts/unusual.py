"""Actual values that two different indicators do not share by chance."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.model.quantity import SCALE, QuantityKind

_DIGITS: Final = 3
_DAYS_OF_A_YEAR: Final = (365 * SCALE, 366 * SCALE)


@fact(Level.INDICATOR)
def unusual() -> Expr:
    """Whether the actual value has three significant digits or more: 1011 has, 1200 and 100% have not.

    Rates are left out, for they lie close together, and so are the days of a year.
    """
    number = indicator.actual_number
    significant = number.cast(pl.String).str.strip_chars_end("0").str.len_bytes() >= _DIGITS
    counted = (indicator.actual_kind == QuantityKind.NUMBER) & (number > 0)
    rate = (indicator.actual_unit == "%").fill_null(value=False)
    return counted & significant & ~rate & ~number.is_in(_DAYS_OF_A_YEAR)
