"""Rates that are a part of a whole, told by their name: satisfaction, pass rates, coverage."""

from typing import Final

from ziping.engine.catalogue import reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level

_BOUNDED: Final = (
    "(?:满意度|满意率|合格率|达标率|及时率|覆盖率|通过率|准确率|正确率|优良率|优秀率|完好率|知晓率|知晓度|成活率|出勤率)"
    "[^增升提高降减比]*$"
)
"""Parts of a whole by their name, and nothing behind it that would make them a change (合格率提升幅度)."""


@reading(Level.INDICATOR)
def bounded_rate() -> Expr:
    """Whether the indicator is a part of a whole, of which more is better and 100 % is all."""
    return indicator.level3.str.contains(_BOUNDED)
