"""Indicators that stand under output and again under benefit."""

import polars as pl

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.facts.levels import first_level, plain_name
from ziping.rules.facts.unusual import unusual


def _is(level: str) -> Expr:
    return first_level() == level


def _across(key: Expr) -> Expr:
    """Tell, for each form, whether a key stands under both: then there are fewer keys than of each together."""
    under_output, under_benefit = key.filter(_is("output")), key.filter(_is("benefit"))
    either = key.filter(_is("output") | _is("benefit"))
    apart = under_output.drop_nulls().n_unique() + under_benefit.drop_nulls().n_unique()
    return apart > either.drop_nulls().n_unique()


@reading(Level.INDICATOR)
def name_key() -> Expr:
    """The plain name; null where nothing is left of it."""
    return pl.when(plain_name().str.len_bytes() > 0).then(plain_name())


@fact(Level.INDICATOR)
def measure_key() -> Expr:
    """Target, unit and an unusual actual value together: who shares them measures the same."""
    key = pl.concat_str(
        indicator.target_number, indicator.target_unit, indicator.actual_number, separator=" "
    )
    return pl.when(unusual()).then(key)


@fact(Level.FORM, over=Level.INDICATOR)
def name_across() -> Expr:
    """Whether output and benefit share a name."""
    return _across(name_key())


@fact(Level.FORM, over=Level.INDICATOR)
def measure_across() -> Expr:
    """Whether output and benefit share target, unit and actual value."""
    return _across(measure_key())


@fact(Level.FORM, over=Level.INDICATOR)
def both_levels() -> Expr:
    """Whether the form has output and benefit indicators."""
    return _is("output").any() & _is("benefit").any()


@fact(Level.FORM, over=Level.INDICATOR)
def shared_names() -> Expr:
    """The plain names of output and benefit indicators, row by row."""
    return pl.when(_is("output") | _is("benefit")).then(name_key())


@fact(Level.FORM, over=Level.INDICATOR)
def shared_measures() -> Expr:
    """What output and benefit indicators measure, row by row."""
    return pl.when(_is("output") | _is("benefit")).then(measure_key())
