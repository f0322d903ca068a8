"""What a reason speaks of: causes, measures, things left undone."""

import polars as pl

from ziping.engine.catalogue import reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.facts.reasons import says_nothing
from ziping.rules.facts.scoring import unexplained


@reading(Level.INDICATOR)
def reason_text() -> Expr:
    """The reason without blanks; null where none is given."""
    given_one = pl.when(~(unexplained() | says_nothing())).then(indicator.deviation)
    return given_one.str.replace_all(r"\s+", "")
