"""Many forms as one table, one row each, with fund rows and indicators as lists: what a Parquet file holds."""

from collections.abc import Mapping
from typing import Final

import polars as pl
from polars._typing import PolarsDataType

from ziping.engine.frames import FORM_SCHEMA, FUND_SCHEMA, INDICATOR_SCHEMA, Frames

_TABLES: Final[Mapping[str, tuple[str, Mapping[str, PolarsDataType]]]] = {
    "funds": ("fund", FUND_SCHEMA),
    "indicators": ("indicator", INDICATOR_SCHEMA),
}


def _struct(level: str, schema: Mapping[str, PolarsDataType]) -> pl.Struct:
    return pl.Struct({f"{level}.{name}": kind for name, kind in schema.items() if name != "form"})


NESTED_SCHEMA: Final[dict[str, PolarsDataType]] = {
    **{f"form.{name}": kind for name, kind in FORM_SCHEMA.items() if name != "id"},
    **{name: pl.List(_struct(level, schema)) for name, (level, schema) in _TABLES.items()},
}
"""Columns of a table of forms. The row number is no column: it is worked out when the table is read."""


def nested(raw: Frames) -> pl.DataFrame:
    """Fold raw frames into one table."""
    table = raw.forms
    for name, (level, _) in _TABLES.items():
        key = f"{level}.form"
        rows = getattr(raw, name).group_by(key).agg(pl.struct(pl.exclude(key)).alias(name))
        table = table.join(rows, left_on="form.id", right_on=key, how="left", maintain_order="left")
    return table.select(list(NESTED_SCHEMA))


def unnested(table: pl.DataFrame) -> Frames:
    """Unfold a table of forms into raw frames, numbering its rows."""
    numbered = table.with_row_index("form.id")
    funds, indicators = (_unfolded(numbered, name) for name in _TABLES)
    return Frames(numbered.drop(*_TABLES), funds, indicators)


def _unfolded(numbered: pl.DataFrame, name: str) -> pl.DataFrame:
    level, _ = _TABLES[name]
    rows = numbered.select(pl.col("form.id").alias(f"{level}.form"), name)
    return rows.filter(pl.col(name).list.len() > 0).explode(name).unnest(name)
