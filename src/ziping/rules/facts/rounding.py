"""Which convention of rounding a form follows: every known one is tried on the form and on its batch.

The ten Shanghai forms of 2023 cut off, the two of 2020 round the rate up, elsewhere half-up. One form decides half of
the time, a batch of five 98 % of the time; a form that fits several keeps them all.
"""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form, profile
from ziping.engine.rounding import Quotient, divided
from ziping.law.roundings import Rounding, roundings
from ziping.model.finding import Level
from ziping.rules.facts.conventions import (
    ALL,
    BY_RATE,
    BY_SCORE,
    hits,
    in_per_cent,
    rate_ways,
    under,
)

_MOST_POINTS: Final = 10_000


@fact(Level.FORM)
def denominator() -> Expr:
    """The budget that the execution rate is taken of, as the profile says, in 分."""
    initial = profile.execution_denominator == "initial"
    return pl.when(initial).then(form.initial_budget).otherwise(form.full_year_budget)


@fact(Level.FORM)
def divisor() -> Expr:
    """The same, null unless a rate can be taken of it."""
    return pl.when((form.executed >= 0) & (denominator() > 0)).then(denominator())


def _rate() -> Quotient:
    return divided(form.executed * 10_000, divisor())


@fact(Level.FORM)
def rate_cut() -> Expr:
    """The execution rate in whole basis points, cut; null without a budget above zero."""
    return _rate().cut


@fact(Level.FORM)
def rate_more() -> Expr:
    """1 where the execution rate has more digits than basis points, else 0."""
    return _rate().more


@fact(Level.FORM)
def rate_half() -> Expr:
    """1 where half a basis point or more was cut, else 0."""
    return _rate().half


def _score() -> Quotient:
    """Divide for the score, which is at most the points."""
    points = pl.when(form.execution_points.is_between(0, _MOST_POINTS)).then(form.execution_points)
    return divided(points * pl.min_horizontal(form.executed, divisor()), divisor())


@fact(Level.FORM)
def score_cut() -> Expr:
    """The execution score in whole hundredths, cut, at most the points."""
    return _score().cut


@fact(Level.FORM)
def score_more() -> Expr:
    """1 where the execution score has more digits than hundredths, else 0."""
    return _score().more


@fact(Level.FORM)
def score_half() -> Expr:
    """1 where half a hundredth or more was cut, else 0."""
    return _score().half


@fact(Level.FORM)
def possible_rates() -> Expr:
    """The execution rate under every way of rounding, in basis points."""
    return rate_ways(Quotient(rate_cut(), rate_more(), rate_half()))


def _score_by(entry: Rounding) -> Expr:
    if not entry.carried:
        return Quotient(score_cut(), score_more(), score_half()).rounded(entry.score)
    rate = Quotient(rate_cut(), rate_more(), rate_half()).rounded(entry.rate)
    return pl.min_horizontal((form.execution_points * rate + 5_000) // 10_000, form.execution_points)


@fact(Level.FORM)
def possible_scores() -> Expr:
    """The execution score under every way of rounding, in hundredths, at most the points."""
    return pl.concat_arr([_score_by(entry) for entry in BY_SCORE])


@fact(Level.FORM)
def in_tiers() -> Expr:
    """Whether the profile scores execution by tiers instead of by the rate."""
    return profile.execution_score_by == "tiers"


@fact(Level.FORM)
def tier_score() -> Expr:
    """The execution score by the tiers of the profile, in hundredths."""
    missed = (profile.tier_edges - rate_cut()).list.eval(pl.element() > 0).list.sum()
    score = form.execution_points * profile.tier_shares.list.get(missed, null_on_oob=True)
    return pl.when(rate_cut().is_not_null()).then((score + 5_000) // 10_000)


@fact(Level.FORM)
def printed_rate() -> Expr:
    """The declared execution rate in basis points."""
    return in_per_cent(form.execution_rate, rate_cut())


@fact(Level.FORM)
def rate_hits() -> Expr:
    """The conventions that give the printed rate, as a mask; null where there is no rate to try them on."""
    return hits(possible_rates(), BY_RATE.values(), printed_rate())


@fact(Level.FORM)
def score_hits() -> Expr:
    """The conventions that give the printed score, as a mask; null where there is no score to try them on."""
    return pl.when(~in_tiers()).then(hits(possible_scores(), BY_SCORE.values(), form.execution_score))


@fact(Level.FORM)
def fitting() -> Expr:
    """The conventions that reproduce the printed rate and score, as a mask; null where none can be tried."""
    both = rate_hits().fill_null(ALL) & score_hits().fill_null(ALL)
    return pl.when(rate_hits().is_not_null() | score_hits().is_not_null()).then(both)


@fact(Level.BATCH)
def fitting_batch() -> Expr:
    """The conventions that reproduce every form of the unit and year that any reproduces, as a mask."""
    return pl.when(fitting() > 0).then(fitting()).otherwise(ALL).bitwise_and().over(form.batch)


@fact(Level.FORM)
def candidates() -> Expr:
    """The conventions left for the form: those of the batch, else the form's own, else any."""
    own, shared = fitting().fill_null(ALL), fitting_batch()
    return pl.when(shared > 0).then(shared).when(own > 0).then(own).otherwise(ALL)


@fact(Level.FORM)
def rounding_bit() -> Expr:
    """The convention that the form is taken to follow: the profile's own if it fits, else the first that does."""
    preferred = (candidates() & profile.preferred_rounding_bit) > 0
    return pl.when(preferred).then(profile.preferred_rounding_bit).otherwise(candidates() & -candidates())


def rate_as_rounded() -> Expr:
    """Return the execution rate in basis points as the form's own convention prints it."""
    return under(rounding_bit(), possible_rates(), list(BY_RATE.values()))


def score_as_rounded() -> Expr:
    """Return the execution score in hundredths as the form's own convention prints it, or by the profile's tiers."""
    by_rate = under(rounding_bit(), possible_scores(), list(BY_SCORE.values()))
    return pl.when(in_tiers()).then(tier_score()).otherwise(by_rate)


def rounding_name() -> Expr:
    """Return the convention's name in Chinese, for explanations."""
    names = {1 << index: entry.text.zh for index, entry in enumerate(roundings())}
    return rounding_bit().replace_strict(names, return_dtype=pl.String)
