"""The known conventions of rounding, grouped by the way they round: each way is worked out once.

Conventions are held as masks: one bit each, in the order of ``law/roundings.toml``.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Final

import polars as pl

from ziping.engine.columns import Expr
from ziping.engine.rounding import Quotient
from ziping.law.roundings import Digits, Rounding, roundings

ALL: Final = (1 << len(roundings())) - 1
COARSE: Final = sum(1 << index for index, entry in enumerate(roundings()) if entry.coarse)


def _grouped(key: Callable[[Rounding], Hashable]) -> Mapping[Rounding, int]:
    """Return the first convention of each kind with the mask of all of its kind."""
    first: dict[Hashable, Rounding] = {}
    masks: dict[Rounding, int] = {}
    for index, entry in enumerate(roundings()):
        kept = first.setdefault(key(entry), entry)
        masks[kept] = masks.get(kept, 0) | 1 << index
    return masks


BY_RATE: Final[Mapping[Digits, int]] = {it.rate: mask for it, mask in _grouped(lambda it: it.rate).items()}
"""Every way of rounding the rate, with the conventions that use it."""
BY_SCORE: Final = _grouped(lambda it: (it.score, it.rate if it.carried else None))
"""One convention for every way of rounding the score, with all conventions that round it so."""


def rate_ways(quotient: Quotient) -> Expr:
    """Return the rate under every way of rounding, in the order of ``BY_RATE``.

    An array of fixed width is made in a thirtieth of the time of a list.
    """
    return pl.concat_arr([quotient.rounded(way) for way in BY_RATE])


def hits(ways: Expr, masks: Iterable[int], printed: Expr) -> Expr:
    """Return the mask of the conventions whose value is the printed one; null where either is unknown."""
    equal = [(ways.arr.get(place) == printed) * pl.lit(mask, pl.Int64) for place, mask in enumerate(masks)]
    return reduce(add, equal)


def under(bit: Expr, ways: Expr, masks: Sequence[int]) -> Expr:
    """Return the value under the convention of that bit."""
    places = [
        next(place for place, mask in enumerate(masks) if mask & 1 << convention)
        for convention in range(len(roundings()))
    ]
    return ways.arr.get(pl.lit(pl.Series(places)).gather(bit.bitwise_trailing_zeros()))


def in_per_cent(rate: Expr, cut: Expr) -> Expr:
    """Return a printed rate in basis points, a rate printed as the ratio 1 taken for 100 %.

    ``cut`` is the rate that the amounts give: only where it is above 3 % can 1 mean anything but 1 %.
    """
    return pl.when(rate.is_between(1, 150) & (cut > 300)).then(rate * 100).otherwise(rate)  # noqa: PLR2004
