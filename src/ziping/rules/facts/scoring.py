"""Facts about points and scores that several rules read."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, form, indicator
from ziping.model.finding import Level

_STEPS: Final = (100, 50, 10)


@fact(Level.FORM, over=Level.INDICATOR)
def indicator_scores() -> Expr:
    """The sum of the printed indicator scores in hundredths; null where none is printed or one is unreadable."""
    usable = indicator.score.is_not_null().any() & ~indicator.score_unreadable.any()
    return pl.when(usable).then(indicator.score.sum())


@fact(Level.FORM, over=Level.INDICATOR)
def indicator_points() -> Expr:
    """The sum of the printed indicator points in hundredths; null where none is printed or one is unreadable."""
    usable = indicator.points.is_not_null().any() & ~indicator.points_unreadable.any()
    return pl.when(usable).then(indicator.points.sum())


@fact(Level.INDICATOR)
def lost() -> Expr:
    """Whether points were lost."""
    return indicator.score < indicator.points


@fact(Level.INDICATOR)
def own_step() -> Expr:
    """The coarsest step in which the score can be counted; null where none is printed."""
    whole = [pl.when(indicator.score % step == 0).then(pl.lit(step, pl.Int64)) for step in _STEPS]
    return pl.when(indicator.score.is_not_null()).then(pl.coalesce(*whole, pl.lit(1, pl.Int64)))


@fact(Level.FORM, over=Level.INDICATOR)
def score_step() -> Expr:
    """The coarsest step in which the form's indicator scores are printed: whole points, halves, tenths, hundredths.

    A form that scores in whole points rounds 5.70 to 6, which is a convention and no fault. Where points were lost only
    those scores are looked at: the full 12.5 of 12.5 was not rounded.
    """
    unrounded = lost().any() & ~lost()
    return own_step().filter(~unrounded).min().fill_null(_STEPS[0])


@reading(Level.INDICATOR)
def unexplained() -> Expr:
    """Whether the column for reasons and measures is empty; 无 is an answer, though a poor one (E07)."""
    return indicator.deviation.fill_null("").str.strip_chars(" \u3000\t\r\n-—－–/").str.len_bytes() == 0


@fact(Level.FORM)
def printed_points() -> Expr:
    """Execution points and indicator points together, in hundredths; null where one cannot be counted."""
    return pl.when(~form.scores_uncounted).then(form.execution_points.fill_null(0) + indicator_points())


@fact(Level.FORM)
def printed_scores() -> Expr:
    """Execution score and indicator scores together, in hundredths: what the total should say."""
    readable = ~form.execution_score_unreadable & ~form.scores_uncounted
    return pl.when(readable).then(form.execution_score.fill_null(0) + indicator_scores())
