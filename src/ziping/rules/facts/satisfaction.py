"""Which indicators are about satisfaction, wherever the form puts them."""

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.facts.levels import first_level, second_level


@fact(Level.INDICATOR)
def satisfaction() -> Expr:
    """Whether the indicator is about satisfaction by its levels or by its name."""
    named = indicator.level3.str.contains("满意", literal=True)
    return (named | (first_level() == "satisfaction") | (second_level() == "satisfaction")).fill_null(
        value=False
    )
