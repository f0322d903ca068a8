"""Scores in the steps in which a form prints them, so that no way of rounding is taken for a fault."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.facts.achievement import achievement, positive, reached
from ziping.rules.facts.bands import share_of
from ziping.rules.facts.scoring import score_step
from ziping.rules.scores.s201_quantitative_score import expected_score


def slack() -> Expr:
    """Return how far rounding can carry a score: half the form's step, or the whole of its last digit."""
    return (score_step() + 1) // 2


@fact(Level.INDICATOR)
def most_earned() -> Expr:
    """The most that a measured indicator can have earned, in hundredths, however it was rounded.

    The expected score with the slack of rounding, or worked out from the achievement in whole per cent (57.6 % as
    58 %).
    """
    whole_per_cent = share_of(indicator.points, (achievement() + 50) // 100 * 100)
    return pl.max_horizontal(expected_score() + slack(), whole_per_cent)


@fact(Level.INDICATOR)
def fell_short() -> Expr:
    """Whether something was achieved of a target, but less than it asks; null without such a target or with nothing."""
    return pl.when(positive() & (indicator.actual_number > 0)).then(~reached())
