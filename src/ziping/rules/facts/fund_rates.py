"""The execution rate of every row of the fund table, as the form's total row has it in ``rounding``."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, fund, profile
from ziping.engine.rounding import Quotient, divided
from ziping.model.finding import Level
from ziping.rules.facts.conventions import BY_RATE, hits, in_per_cent, rate_ways, under
from ziping.rules.facts.rounding import rounding_bit


@fact(Level.FUND)
def fund_denominator() -> Expr:
    """The budget that the row's rate is taken of, as the profile says, in 分."""
    initial = profile.execution_denominator == "initial"
    return pl.when(initial).then(fund.initial_budget).otherwise(fund.full_year_budget)


def _rate() -> Quotient:
    defined = (fund.executed >= 0) & (fund_denominator() > 0)
    return divided(fund.executed * 10_000, pl.when(defined).then(fund_denominator()))


@fact(Level.FUND)
def fund_rate_cut() -> Expr:
    """The row's rate in whole basis points, cut; null without a budget above zero."""
    return _rate().cut


@fact(Level.FUND)
def fund_rate_more() -> Expr:
    """1 where the row's rate has more digits than basis points, else 0."""
    return _rate().more


@fact(Level.FUND)
def fund_rate_half() -> Expr:
    """1 where half a basis point or more was cut, else 0."""
    return _rate().half


@fact(Level.FUND)
def possible_fund_rates() -> Expr:
    """The row's rate under every way of rounding, in basis points."""
    return rate_ways(Quotient(fund_rate_cut(), fund_rate_more(), fund_rate_half()))


@fact(Level.FUND)
def fund_printed_rate() -> Expr:
    """The declared rate of the row in basis points."""
    return in_per_cent(fund.execution_rate, fund_rate_cut())


@fact(Level.FUND)
def fund_rate_hits() -> Expr:
    """The conventions that give the row's printed rate, as a mask; null where there is none to try them on."""
    return hits(possible_fund_rates(), BY_RATE.values(), fund_printed_rate())


def fund_rate_as_rounded() -> Expr:
    """Return the row's rate in basis points as the form's own convention prints it."""
    return under(rounding_bit(), possible_fund_rates(), list(BY_RATE.values()))
