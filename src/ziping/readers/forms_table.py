"""Parquet tables of forms: read whole or refused with a sentence, never half."""

from pathlib import Path

import polars as pl

from ziping.engine.nested import NESTED_SCHEMA
from ziping.model.errors import ZipingError
from ziping.model.language import Text


class UnreadableTableError(ZipingError):
    """The file is no Parquet, or is cut off."""


class MissingColumnsError(ZipingError):
    """A column of a table of forms is not there, or of another type."""


class RepeatedFormError(ZipingError):
    """A form stands in the table twice."""


def scan_forms(path: Path) -> pl.LazyFrame:
    """Open a table of forms; raise a ``ZipingError`` where it is not one."""
    try:
        table = pl.scan_parquet(path, glob=False)
        schema = table.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableTableError(
            Text(
                f"{path}：不是完整的 Parquet 表；请用 ziping read --parquet 重新生成",
                f"{path}: not a whole Parquet table; write it again with ziping read --parquet",
            )
        ) from error
    if wrong := [name for name, kind in NESTED_SCHEMA.items() if schema.get(name) != kind]:
        zh, en = (join.join(wrong[:5]) for join in ("、", ", "))
        raise MissingColumnsError(
            Text(
                f"{path}：缺少列或列的类型不对：{zh}；请用 ziping read --parquet 生成",
                f"{path}: columns missing or of another type: {en}; write it with ziping read --parquet",
            )
        )
    return table.select(list(NESTED_SCHEMA))


def read_forms(path: Path, *, offset: int = 0, length: int | None = None) -> pl.DataFrame:
    """Read rows of a table of forms; raise a ``ZipingError`` where they cannot be read."""
    try:
        return scan_forms(path).slice(offset, length).collect()
    except pl.exceptions.PolarsError as error:
        text = Text(f"{path}：表中的数据损坏，读不出来", f"{path}: the data of the table is damaged")
        raise UnreadableTableError(text) from error
