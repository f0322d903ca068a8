"""The figure that the narrative gives for an indicator, held against the actual value."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, exact, indicator
from ziping.model.finding import Level
from ziping.model.quantity import SCALE, QuantityKind
from ziping.model.quantity_words import SPELLED
from ziping.rules.facts.mentions import mentioned

_LONGER: Final = "次月份天日年工百小季套分"
"""Behind a unit these make it another one: 人次, 个月, 台套, 个工作日."""
_WORDS: Final = pl.Enum(list(SPELLED))
_NUMBERS: Final = pl.lit(pl.Series(list(SPELLED.values()), dtype=pl.Int64))
"""The numbers of the words, by their place: looked up in a hundredth of the time of ``replace_strict``."""
_NO_SINGLE: Final = ["以内", "以下", "至", "到", "~", "～", "—", "-"]


@reading(Level.INDICATOR)
def recounted_times() -> Expr:
    """What the narrative's figure is multiplied by: 10,000 where 万 stands behind it."""
    times = mentioned("times")
    return pl.when(times == "万").then(10**4).when(times == "亿").then(10**8).otherwise(1).cast(pl.Int128)


@reading(Level.INDICATOR)
def single_figure() -> Expr:
    """The narrative's figure in millionths; null where it gives none, or a range."""
    figure = mentioned("figure").cast(pl.Decimal(30, 6), strict=False).to_physical()
    spelled = _NUMBERS.gather(mentioned("spelled").cast(_WORDS, strict=False).to_physical()) * SCALE
    single = ~mentioned("behind").str.contains_any(_NO_SINGLE)
    return pl.when(single).then(pl.coalesce(figure, spelled.cast(pl.Int128)) * recounted_times())


@reading(Level.INDICATOR)
def last_place() -> Expr:
    """What the last printed place of the figure leaves open, in millionths."""
    decimal = mentioned("figure").str.contains(".", literal=True)
    return pl.when(decimal).then(SCALE // 10).otherwise(SCALE) * recounted_times() - 1


@reading(Level.INDICATOR)
def roughly_told() -> Expr:
    """Whether 近 or 约 stands beside the figure."""
    behind = mentioned("behind").str.contains_any(["左右", "上下"])
    return mentioned("roughly").is_not_null() | behind


@reading(Level.INDICATOR)
def over_told() -> Expr:
    """Whether 超过 or 余 stands beside the figure."""
    before = pl.coalesce(mentioned("over"), mentioned("more")).is_not_null()
    return before | mentioned("behind").str.contains("以上", literal=True)


def _same_unit() -> Expr:
    """Tell whether the actual value's unit stands behind the figure.

    On one side it may be missing beside 万 or 亿: 专业观众3.8万.
    """
    behind, printed = mentioned("behind"), indicator.actual_unit
    next_one = behind.str.strip_prefix(printed).str.head(1)
    said = behind.str.starts_with(printed) & ~pl.lit(_LONGER).str.contains(next_one, literal=True)
    whole = said | (next_one == "")
    unprinted = mentioned("times").is_not_null() & ((behind == "") | printed.is_null())
    return whole.fill_null(value=False) | unprinted


@fact(Level.INDICATOR)
def recounted() -> Expr:
    """The narrative's figure in millionths; null where it gives none, a range, or one of another unit."""
    plain = (indicator.actual_kind == QuantityKind.NUMBER) & indicator.actual_comparator.is_null()
    return pl.when(plain & _same_unit()).then(single_figure())


@fact(Level.INDICATOR)
def retold() -> Expr:
    """Whether the actual value is what the narrative says.

    近 and 约 leave a tenth on either side, 超过 and 余 all up to the double; a plain figure may be rounded or cut in its
    last place. A table that counts in 万 may be rounded too.
    """
    said, actual = recounted(), exact(indicator.actual_number)
    rounded = pl.when(indicator.actual_multiplier > 1).then(actual // 20).otherwise(0)
    room = pl.when(over_told()).then(said).when(roughly_told()).then(said // 10).otherwise(last_place())
    beyond = actual - said
    return (beyond.abs() <= room + rounded) & ~(over_told() & (beyond + rounded < 0))
