"""Whether an indicator was reached, and by how much: read once, used by every rule that compares.

Only what was understood on both sides is compared, and only where a sign says which way: ``=`` with a positive target
counts as reached from the target upwards, as finance systems score it.
"""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, exact, indicator
from ziping.model.finding import Level
from ziping.model.quantity import SCALE, Band, Comparator, QuantityKind
from ziping.model.quantity_words import PERCENT

_POSITIVE = (Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL)
_REVERSE = (Comparator.AT_MOST, Comparator.LESS)


def _same_scale() -> Expr:
    """Whether a missing unit can be supplied: not 2.6 for ≥2.5万人次, nor a ratio such as 0.95 for ≥95%."""
    target, actual = indicator.target_number, indicator.actual_number
    per_cent = pl.coalesce(indicator.target_unit, indicator.actual_unit) == PERCENT
    ratio = pl.min_horizontal(target, actual).is_between(1, SCALE) & (
        pl.max_horizontal(target, actual) > SCALE
    )
    same = indicator.target_multiplier == indicator.actual_multiplier
    return same & ~(per_cent & ratio).fill_null(False)  # noqa: FBT003


@fact(Level.INDICATOR)
def measured() -> Expr:
    """Whether target and actual value are two numbers that can be compared: same unit, or one printed without."""
    numbers = (indicator.target_kind == QuantityKind.NUMBER) & (indicator.actual_kind == QuantityKind.NUMBER)
    alike = pl.coalesce(indicator.target_unit == indicator.actual_unit, _same_scale())
    return numbers & alike & indicator.actual_comparator.is_null()


@fact(Level.INDICATOR)
def zero_target() -> Expr:
    """Whether the target is that something does not happen: 0起, 零起, =0."""
    sign = indicator.target_comparator
    none_or_at_most = sign.is_null() | sign.is_in([Comparator.EQUAL, Comparator.AT_MOST])
    return (indicator.target_kind == QuantityKind.NUMBER) & (indicator.target_number == 0) & none_or_at_most


@fact(Level.INDICATOR)
def positive() -> Expr:
    """Whether more is better: a sign ≥, > or = with a target above zero."""
    return measured() & indicator.target_comparator.is_in(_POSITIVE) & (indicator.target_number > 0)


@fact(Level.INDICATOR)
def reverse() -> Expr:
    """Whether less is better: a sign ≤ or < with a target above zero."""
    return measured() & indicator.target_comparator.is_in(_REVERSE) & (indicator.target_number > 0)


@fact(Level.INDICATOR)
def reached() -> Expr:
    """Whether the target was reached; null where that cannot be told.

    A number without a sign is reached when it is met exactly: whether more or less is better nobody wrote down.
    """
    target, actual, sign = indicator.target_number, indicator.actual_number, indicator.target_comparator
    same_words = (indicator.target_kind == QuantityKind.WORDS) & (
        indicator.target_words == indicator.actual_words
    )
    return (
        pl.when(measured() & zero_target())
        .then(actual <= 0)
        .when(measured() & sign.is_in([Comparator.AT_LEAST, Comparator.EQUAL]))
        .then(actual >= target)
        .when(measured() & (sign == Comparator.MORE))
        .then(actual > target)
        .when(measured() & (sign == Comparator.AT_MOST))
        .then(actual <= target)
        .when(measured() & (sign == Comparator.LESS))
        .then(actual < target)
        .when((measured() & sign.is_null() & (actual == target)) | same_words)
        .then(statement=True)
        .when(indicator.actual_band.is_not_null())
        .then(indicator.actual_band == Band.ACHIEVED)
    )


@fact(Level.INDICATOR)
def achievement() -> Expr:
    """The actual value as a share of a positive target, in basis points, cut: 57 of 100 is 5700."""
    share = exact(indicator.actual_number) * 10_000 // exact(indicator.target_number)
    return pl.when(positive()).then(share.cast(pl.Int64, strict=False))
