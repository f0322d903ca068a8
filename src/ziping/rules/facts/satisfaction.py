"""Which indicators are about satisfaction, wherever the form puts them."""

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.rules.facts.levels import first_level, second_level


@reading(Level.INDICATOR)
def names_satisfaction() -> Expr:
    """Whether the name is about satisfaction."""
    return indicator.level3.str.contains("满意", literal=True)


@fact(Level.INDICATOR)
def satisfaction() -> Expr:
    """Whether the indicator is about satisfaction by its levels or by its name."""
    return (
        names_satisfaction() | (first_level() == "satisfaction") | (second_level() == "satisfaction")
    ).fill_null(value=False)
