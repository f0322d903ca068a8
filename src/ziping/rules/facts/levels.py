"""What an indicator is about: its first and second level, whatever a form adds to their names."""

import polars as pl

from ziping.engine.catalogue import reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level

_FIRST = {"成本": "cost", "产出": "output", "效益": "benefit", "效果": "benefit", "满意": "satisfaction"}
_SECOND = {
    "数量": "quantity",
    "质量": "quality",
    "时效": "timeliness",
    "成本": "cost",
    "满意": "satisfaction",
}


def _named(text: Expr, names: dict[str, str]) -> Expr:
    held = [pl.when(text.str.contains(word, literal=True)).then(pl.lit(name)) for word, name in names.items()]
    return pl.coalesce(held)


@reading(Level.INDICATOR)
def first_level() -> Expr:
    """The first level: cost, output, benefit or satisfaction; null where the form names another."""
    return _named(indicator.level1, _FIRST)


@reading(Level.INDICATOR)
def second_level() -> Expr:
    """The second level where rules ask for it: quantity, quality, timeliness, cost or satisfaction."""
    return _named(indicator.level2, _SECOND)


@reading(Level.INDICATOR)
def plain_name() -> Expr:
    """The third level without numbering, blanks, brackets and stars, for comparing names."""
    return (
        indicator.level3.str.normalize("NFKC")
        .str.replace(r"^指标\s*[0-9]+\s*[:.、]?", "")
        .str.replace_all(r"[\s★☆()\[\]“”\"《》、，,。.]", "")
    )
