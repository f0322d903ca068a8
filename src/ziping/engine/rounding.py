"""Exact division of integers, rounded as a convention says.

A quotient is divided once: into what is cut, whether anything is left, and whether the rest is half or more. Every way
of rounding follows from these three.
"""

from dataclasses import dataclass

import polars as pl

from ziping.engine.columns import Expr, exact
from ziping.law.roundings import Digits, Way


@dataclass(frozen=True)
class Quotient:
    """A quotient, cut; 1 where anything is left of it, else 0; 1 where the rest is half or more, else 0."""

    cut: Expr
    more: Expr
    half: Expr

    def rounded(self, way: Digits) -> Expr:
        """Return the quotient rounded to the last digit of the way, in the parts of the numerator."""
        if way.step == 1:
            return {Way.CUT: self.cut, Way.UP: self.cut + self.more, Way.HALF_UP: self.cut + self.half}[
                way.way
            ]
        if way.way is Way.UP:
            return (self.cut + self.more + (way.step - 1)) // way.step * way.step
        return (self.cut + (way.step // 2 if way.way is Way.HALF_UP else 0)) // way.step * way.step


def divided(numerator: Expr, denominator: Expr) -> Quotient:
    """Divide. The numerator is 0 or more, the denominator above 0 or null; twice either fits 64 bits."""
    rest = numerator % denominator
    return Quotient(
        numerator // denominator, (rest > 0).cast(pl.Int64), (2 * rest >= denominator).cast(pl.Int64)
    )


def half_up(numerator: Expr, denominator: Expr) -> Expr:
    """Return the quotient rounded half-up, in the parts of the numerator; products cannot overflow in it."""
    above, below = exact(numerator), exact(denominator)
    return ((2 * above + below) // (2 * below)).cast(pl.Int64, strict=False)
