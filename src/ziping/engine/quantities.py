"""Targets and actual values as columns: what ``understand`` says of each text, in exact integers.

Texts that differ in their one figure alone mean the same but for the number: ≥300人次 is understood as ≥1人次 is, and then
its figure is read. Of a million forms a few dozen such shapes are left.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import polars as pl
from polars._typing import PolarsDataType

from ziping.engine.texts import Readings
from ziping.model.quantity import SCALE, QuantityKind, understand, unit_family

Row = tuple[Any, ...]

QUANTITY: Final[Mapping[str, PolarsDataType]] = {
    "number": pl.Int64,
    "kind": pl.String,
    "comparator": pl.String,
    "unit": pl.String,
    "multiplier": pl.Int64,
    "year": pl.Int64,
    "month": pl.Int64,
    "day": pl.Int64,
    "band": pl.String,
    "words": pl.String,
    "several": pl.Boolean,
}
"""What ``understand`` makes of a target or an actual value, as columns ``target_kind``, ``actual_number`` …"""

_BEFORE: Final = "[\u4e00-\u9fff%≥≤><=()（）]"
"""Characters that neither go on with a figure nor turn into one; m behind which 3 stands is a unit."""
_AFTER: Final = "[\u4e00-\u9fff%≥≤><=()（）A-Za-z]"
_ONE_FIGURE: Final = re.compile(
    rf"({_BEFORE}{{0,20}})([1-9][0-9]{{0,7}})(?:\.([0-9]{{1,4}}))?((?![年月日号]){_AFTER}{{1,20}})"
)
"""A text with one figure, which is no part of a date; of at most eight digits, so that no product is too large."""
_LARGEST_MULTIPLIER: Final = 10**4


def _row(text: str | None) -> Row:
    found = _ONE_FIGURE.fullmatch(text) if text else None
    if found is not None:
        before, whole, decimals, after = found.groups()
        alike = _counted_one(before, after)
        if alike is not None:
            return (int(whole + (decimals or "").ljust(6, "0")) * alike[0] // SCALE, *alike[1:])
    return _understood(text)


@lru_cache(maxsize=8192)
def _counted_one(before: str, after: str) -> Row | None:
    """Return the row of 1 between two texts, or None where that is no number of which others are multiples."""
    row = _understood(f"{before}1{after}")
    said = dict(zip(QUANTITY, row, strict=True))
    is_plain = said["kind"] == QuantityKind.NUMBER and said["multiplier"] <= _LARGEST_MULTIPLIER
    return row if is_plain else None


def _understood(text: str | None) -> Row:
    quantity = understand(text)
    said = {name: getattr(quantity, name) for name in QUANTITY}
    return tuple({**said, "unit": unit_family(quantity.unit)}.values())


def _quantities(texts: pl.Series) -> pl.DataFrame:
    rows = [_row(text) for text in texts.to_list()]
    columns = zip(*rows, strict=True) if rows else [()] * len(QUANTITY)
    return pl.DataFrame(dict(zip(QUANTITY, columns, strict=True)), schema=QUANTITY)


QUANTITIES: Final = Readings(_quantities)
"""Texts of targets and actual values, understood; many forms share few of them."""
