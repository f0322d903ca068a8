"""Rounding against Decimal, digit by digit: floats fail on hundreds of such pairs."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.engine.rounding import divided, half_up
from ziping.law import roundings
from ziping.law.roundings import Digits, Way

WAYS = [Digits(way=way, digits=digits) for way in Way for digits in (0, 1, 2)]
DECIMAL = {Way.CUT: ROUND_DOWN, Way.UP: ROUND_CEILING, Way.HALF_UP: ROUND_HALF_UP}
AMOUNTS = st.integers(0, 9 * 10**14)


def by_decimal(numerator: int, denominator: int, digits: Digits) -> int:
    with localcontext(prec=60):
        exact = Decimal(numerator) / Decimal(denominator) / 100
        kept = exact.quantize(Decimal(1).scaleb(-digits.digits), DECIMAL[digits.way])
    return int(kept * 100)


@given(executed=AMOUNTS, budget=st.integers(1, 9 * 10**14))
def test_every_way_of_rounding_agrees_with_decimal(executed: int, budget: int) -> None:
    frame = pl.DataFrame({"n": [executed * 10_000], "d": [budget]})
    quotient = divided(pl.col("n"), pl.col("d"))
    found = frame.select(quotient.rounded(way).alias(str(n)) for n, way in enumerate(WAYS)).row(0)
    assert list(found) == [by_decimal(executed * 10_000, budget, way) for way in WAYS]


@given(points=st.integers(0, 10**4), actual=st.integers(0, 9 * 10**18), target=st.integers(1, 9 * 10**18))
def test_a_share_of_the_points_cannot_overflow(points: int, actual: int, target: int) -> None:
    product = pl.col("p").cast(pl.Int128) * pl.col("a")
    frame = pl.DataFrame({"p": [points], "a": [actual], "t": [target]})
    (found,) = frame.select(half_up(product, pl.col("t"))).row(0)
    exact = (2 * points * actual + target) // (2 * target)
    assert found == (exact if exact < 2**63 else None)


@pytest.mark.parametrize(
    ("executed", "budget", "key", "rate"),
    [
        (15528, 17732, "cut", 8757),
        (1465, 1500, "cut", 9766),
        (1465, 1500, "half-up", 9767),
        (4153300, 4175000, "rate-up", 9949),
        (4153300, 4175000, "half-up", 9948),
        (862, 1000, "whole", 8600),
    ],
)
def test_rates_of_real_forms(executed: int, budget: int, key: str, rate: int) -> None:
    (way,) = [entry.rate for entry in roundings() if entry.key == key]
    quotient = divided(pl.lit(executed * 10_000), pl.lit(budget))
    assert pl.select(quotient.rounded(way)).item() == rate
