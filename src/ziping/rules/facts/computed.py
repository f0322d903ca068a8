"""The form scored again by the rules: expected scores where they are known, declared ones held to their band."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.scores.s201_quantitative_score import expected_score
from ziping.rules.scores.s202_band_lowest import lowest_score
from ziping.rules.scores.s203_band_highest import highest_score


@fact(Level.INDICATOR)
def computed_score() -> Expr:
    """What the rules give an indicator, in hundredths.

    Measured: the expected score. A band: the declared score, held between the edges of the band. Else as declared.
    """
    held = pl.max_horizontal(pl.min_horizontal(indicator.score, highest_score()), lowest_score())
    banded = pl.when(indicator.score.is_not_null() & lowest_score().is_not_null()).then(held)
    return pl.coalesce(expected_score(), banded, indicator.score)


@fact(Level.FORM, over=Level.INDICATOR)
def computed_indicator_scores() -> Expr:
    """The sum of the computed indicator scores, in hundredths; null where one is unreadable and not computed."""
    unknown = (indicator.score_unreadable & computed_score().is_null()).any()
    return pl.when(computed_score().is_not_null().any() & ~unknown).then(computed_score().sum())
