"""What stands in the column for reasons and measures."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.facts.scoring import unexplained

_NOTHING_SAID: Final = (
    "^[ \n\u3000]*(?:暂?无|没有|0|无(?:偏差|差异|原因|说明)|不存在偏差|不涉及|不适用)[。.；; \n\u3000]*$"
)
_FIRST_CLAUSE: Final = "^[ \n\u3000]*(?:[0-9]{1,2}[、.．])?([^,，。；;：:]{6,})"


@reading(Level.INDICATOR)
def says_nothing() -> Expr:
    """Whether the reason is there but says none: 无, 暂无, 0, 无偏差."""
    return indicator.deviation.str.contains(_NOTHING_SAID).fill_null(value=False)


@reading(Level.INDICATOR)
def first_clause() -> Expr:
    """The first clause of the reason, or all of it where that clause is short; null where no reason is given."""
    given = pl.when(~(unexplained() | says_nothing())).then(indicator.deviation)
    return pl.coalesce(given.str.extract(_FIRST_CLAUSE), given)


@fact(Level.INDICATOR)
def reason_key() -> Expr:
    """The same of a row that lost points: beside full points nothing needs a reason, and what stands there is no excuse."""
    full = (indicator.score >= indicator.points).fill_null(value=False)
    return pl.when(~full).then(first_clause())
