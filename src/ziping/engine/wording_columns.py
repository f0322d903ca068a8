"""The messages of findings as columns: what ``wording`` prints for one finding, for millions at once.

Both print the same; a test holds every message of every rule against the other.
"""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Final

import polars as pl

from ziping.engine.columns import Expr
from ziping.engine.wording import LONGEST, NOTHING
from ziping.model.form import MoneyUnit


def _decimal(value: Expr, places: int) -> Expr:
    """Print an integer that counts in 10⁻ᵏ."""
    digits = value.abs().cast(pl.String).str.zfill(places + 1)
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, digits.str.head(-places), pl.lit("."), digits.str.tail(places))


def _short(printed: Expr) -> Expr:
    return printed.str.strip_chars_end("0").str.strip_chars_end(".")


def _per_cent(printed: Expr) -> Expr:
    return pl.concat_str(printed, pl.lit("%"))


def _text(value: Expr) -> Expr:
    one_line = value.str.replace_all(r"\s+", " ").str.strip_chars()
    cut = pl.concat_str(one_line.str.head(LONGEST), pl.lit("…"))
    return pl.when(one_line.str.len_chars() > LONGEST).then(cut).otherwise(one_line)


_PRINTED: Final[Mapping[str, Callable[[Expr], Expr]]] = {
    "": lambda value: value.cast(pl.String),
    "points": lambda value: _decimal(value, 2),
    "rate": lambda value: _per_cent(_decimal(value, 2)),
    "share": lambda value: _per_cent(_short(_decimal(value, 2))),
    "times": lambda value: _per_cent(((value + 50) // 100).cast(pl.String)),
    "number": lambda value: _short(_decimal(value, 6)),
    "text": _text,
}
_PLACES: Final = {MoneyUnit.YUAN: 2, MoneyUnit.WAN: 6, MoneyUnit.YI: 10}


def _money(value: Expr, unit: Expr) -> Expr:
    """Print an amount in the form's unit, with two decimals or as many as it has."""
    printed = pl.coalesce(
        *(pl.when(unit == name).then(_decimal(value, places)) for name, places in _PLACES.items()),
        _decimal(value, _PLACES[MoneyUnit.WAN]),
    ).str.replace(r"^(.*\.\d{2}\d*?)0*$", "${1}")
    named = pl.when(unit.is_not_null()).then(pl.concat_str(pl.lit(" "), unit)).otherwise(pl.lit(""))
    return pl.concat_str(printed, named)


def filled(sentence: str, rows: pl.DataFrame, unit: Expr) -> Expr:
    """Return the sentence as a column: its ``{named:unit}`` gaps filled from the columns ``fact.named``."""
    parts: list[Expr] = []
    for text, name, spec, _ in Formatter().parse(sentence):
        parts.append(pl.lit(text))
        if name:
            column = f"fact.{name}"
            parts.append(_gap(rows[column], spec or "", unit).fill_null(NOTHING))
    return pl.concat_str(parts)


def _gap(held: pl.Series, spec: str, unit: Expr) -> Expr:
    value = pl.col(held.name)
    if not isinstance(held.dtype, pl.List):
        return _money(value, unit) if spec == "money" else _PRINTED[spec](value)
    if spec == "money":
        entries = [value.list.get(place, null_on_oob=True) for place in range(_longest(held))]
        printed = pl.concat_list(_money(entry, unit) for entry in entries).list.drop_nulls()
    else:
        printed = value.list.eval(_PRINTED[spec](pl.element()))
    return printed.list.join("、")


def _longest(held: pl.Series) -> int:
    """Return how many entries the longest list has, at least one."""
    lengths: list[int] = held.list.len().drop_nulls().to_list()
    return max([1, *lengths])
