"""What is given to an audit: documents and tables of forms, and which of the tables can be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from ziping.app.documents import MissingFileError, files_in
from ziping.app.forms import TABLES
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.forms_table import RepeatedFormError, UnreadableTableError, read_forms, scan_forms

_KEYS: Final = ("form.source", "form.number")
_UNIT: Final = pl.coalesce("form.implementing_unit", "form.source")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Every file once, in the order given: what a reader reads, and what are tables of forms already."""

    documents: tuple[Path, ...]
    tables: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Usable:
    """For each form of a table a number for its unit; and the errors of tables that cannot be used, by their path."""

    units: dict[Path, pl.Series]
    errors: dict[Path, ZipingError]


def inputs(given: Sequence[Path], out: Path) -> Inputs:
    """Return the files named, and all in the folders named but those of the results."""
    results, named = out.resolve(), {*given}
    found = [path for path in files_in(given) if path in named or not path.resolve().is_relative_to(results)]
    tables = tuple(path for path in found if path.suffix.lower() in TABLES)
    return Inputs(tuple(path for path in found if path.suffix.lower() not in TABLES), tables)


def usable(tables: Sequence[Path]) -> Usable:
    """Open every table; raise ``RepeatedFormError`` where a form stands in them twice."""
    keys: dict[Path, pl.Series] = {}
    units: dict[Path, pl.Series] = {}
    errors: dict[Path, ZipingError] = {}
    for path in tables:
        try:
            keys[path], units[path] = _numbered(path)
        except ZipingError as error:
            errors[path] = error
    _refuse_repeated(keys)
    return Usable(units, errors)


def _numbered(path: Path) -> list[pl.Series]:
    """Return a number for each form of a table, and one for its unit: eight bytes, however long its names are.

    A form without a unit stands for itself, with all that its file holds.
    """
    if not path.exists():
        raise MissingFileError(
            Text(f"{path}：没有这个文件；请检查文件名和路径", f"{path}: no such file; check name and path")
        )
    try:
        return scan_forms(path).select(key=pl.struct(_KEYS).hash(), unit=_UNIT.hash()).collect().get_columns()
    except pl.exceptions.PolarsError as error:
        text = Text(f"{path}：表中的数据损坏，读不出来", f"{path}: the data of the table is damaged")
        raise UnreadableTableError(text) from error


def _refuse_repeated(keys: dict[Path, pl.Series]) -> None:
    every = pl.concat(keys.values()) if keys else pl.Series(dtype=pl.UInt64)
    if every.n_unique() == every.len():
        return
    twice = every.filter(every.is_duplicated())
    rows = [
        read_forms(path).filter(held.is_in(twice.implode())).select(*_KEYS, pl.lit(str(path)).alias("table"))
        for path, held in keys.items()
    ]
    found = pl.concat(rows)
    found = found.filter(found.select(_KEYS).is_duplicated())
    if found.height:
        source, number, _ = found.row(0)
        tables = found.filter(pl.col("form.source") == source, pl.col("form.number") == number)["table"]
        zh, en = (join.join(tables.unique(maintain_order=True)) for join in ("、", ", "))
        raise RepeatedFormError(
            Text(
                f"{zh}：同一张表出现两次（{source} 第 {number} 张）；请去重后再审核",
                f"{en}: the same form stands there twice ({source} #{number}); remove one",
            )
        )
