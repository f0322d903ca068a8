"""The figure that the narrative gives for an indicator, held against the actual value."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, exact, indicator
from ziping.model.finding import Level
from ziping.model.quantity import SCALE, QuantityKind
from ziping.rules.facts.mentions import mentioned


@fact(Level.INDICATOR)
def recounted_times() -> Expr:
    """What the narrative's figure is multiplied by: 10,000 where 万 stands behind it."""
    times = mentioned("times")
    return pl.when(times == "万").then(10**4).when(times == "亿").then(10**8).otherwise(1).cast(pl.Int128)


@fact(Level.INDICATOR)
def recounted() -> Expr:
    """The narrative's figure in millionths; null where it gives none, or one of another unit.

    On one side the unit may be missing beside 万 or 亿: 专业观众3.8万.
    """
    said, printed = mentioned("unit"), indicator.actual_unit
    unprinted = mentioned("times").is_not_null() & (said.is_null() | printed.is_null())
    comparable = (indicator.actual_kind == QuantityKind.NUMBER) & indicator.actual_comparator.is_null()
    number = mentioned("figure").cast(pl.Decimal(30, 6)).to_physical()
    return pl.when(comparable & ((said == printed) | unprinted)).then(number * recounted_times())


@fact(Level.INDICATOR)
def retold() -> Expr:
    """Whether the actual value is what the narrative says.

    近 and 约 leave a tenth on either side, 超过 and 余 all up to the double; a plain figure may be rounded or cut in its
    last place. A table that counts in 万 may be rounded too.
    """
    said, actual = recounted(), exact(indicator.actual_number)
    decimal = mentioned("figure").str.contains(".", literal=True)
    last = pl.when(decimal).then(SCALE // 10).otherwise(SCALE) * recounted_times() - 1
    roughly = mentioned("roughly").is_not_null() | mentioned("around").is_not_null()
    over = pl.coalesce(mentioned("over"), mentioned("more"), mentioned("above")).is_not_null()
    rounded = pl.when(indicator.actual_multiplier > 1).then(actual // 20).otherwise(0)
    room = pl.when(over).then(said).when(roughly).then(said // 10).otherwise(last)
    beyond = actual - said
    return (beyond.abs() <= room + rounded) & ~(over & (beyond + rounded < 0))
