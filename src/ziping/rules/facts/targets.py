"""What a target is, beyond what ``understand`` says of it."""

from typing import Final

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.model.quantity import SCALE, QuantityKind

_FIRST_YEAR: Final = 1990 * SCALE
_LAST_YEAR: Final = 2100 * SCALE


@fact(Level.INDICATOR)
def numeric_target() -> Expr:
    """Whether the target is a number; 2023 without sign and unit may be a year and is not taken for one."""
    bare = indicator.target_comparator.is_null() & indicator.target_unit.is_null()
    year = indicator.target_number.is_between(_FIRST_YEAR, _LAST_YEAR) & (indicator.target_multiplier == 1)
    return (indicator.target_kind == QuantityKind.NUMBER) & ~(bare & year)
