"""The step of an audit that brings units together: all forms of one come into the same bucket, to be judged at once.

Units fill one bucket after another in the order in which they first appear. So no bucket holds more than it should, unless
one unit does; and where the forms of a unit stand together already, few files are written for each bucket.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ziping.app.auditing.comparing import sketch
from ziping.app.auditing.files import put_divided, put_text, put_unread
from ziping.app.likeness import with_tellings
from ziping.model.errors import ZipingError
from ziping.readers.forms_table import read_forms


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a table of forms; ``buckets`` is the file that says into which bucket each row of the table comes."""

    path: Path
    offset: int
    length: int
    buckets: Path

    def read(self) -> pl.DataFrame:
        """Return the forms with their ``bucket``; raise a ``ZipingError`` where they cannot be read."""
        buckets = pl.scan_ipc(self.buckets).slice(self.offset, self.length).collect()
        return read_forms(self.path, offset=self.offset, length=self.length).hstack(buckets)


def portions(tables: Mapping[Path, tuple[int, Path]], most: int) -> Iterator[tuple[Slice, ...]]:
    """Put tables together, or cut them up, into portions of so many forms at most.

    Of each table is given how many forms it holds, and the file of its buckets.
    """
    held: list[Slice] = []
    room = most
    for path, (forms, buckets) in tables.items():
        for offset in range(0, forms, most):
            length = min(most, forms - offset)
            if held and length > room:
                yield tuple(held)
                held, room = [], most
            held.append(Slice(path.absolute(), offset, length, buckets))
            room -= length
    if held:
        yield tuple(held)


def divided(units: Mapping[Path, pl.Series], most: int) -> Iterator[tuple[Path, pl.DataFrame]]:
    """Return for every table into which ``bucket`` each of its forms comes, ``units`` being the numbers of their units."""
    every = pl.concat(units.values()).alias("unit").to_frame()
    sizes = every.group_by("unit", maintain_order=True).len()
    before = pl.col("len").cum_sum() - pl.col("len")
    placed = sizes.select("unit", bucket=(before // most).cast(pl.Int64))
    buckets = every.join(placed, on="unit", how="left", maintain_order="left").select("bucket")
    offset = 0
    for path, held in units.items():
        yield path, buckets.slice(offset, held.len())
        offset += held.len()


def scatter(portion: tuple[Slice, ...], out: Path, name: str, *, bands: int, unread: Path) -> None:
    """Divide the forms of a portion among their buckets, each with the number of its text; list what is damaged.

    What their texts may be like is put beside them, for another shuffle.
    """
    tables, lost = [], []
    for part in portion:
        try:
            tables.append(part.read())
        except ZipingError as error:
            lost.append((part.path, error))
    if lost:
        put_unread(lost, unread)
    if tables:
        told = with_tellings(pl.concat(tables))
        sketch(told, out, bands, name)
        put_divided(told.drop("text"), "bucket", out / "buckets", name)
    put_text("", out / "buckets" / f"{name}.done")
