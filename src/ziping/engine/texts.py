"""What is read out of texts, once for every distinct text: forms share names, units and reasons, and come again.

A form that is being edited comes back with one cell changed: what was read is kept for the texts that come next, within
a limit. A batch repeats few texts in many rows: its distinct texts are read together and then forgotten.
"""

from collections.abc import Callable
from threading import Lock
from typing import Final

import polars as pl

MOST: Final = 1 << 14
"""How many texts are kept from one call to the next."""
FEW: Final = 1 << 10
"""Rows above which nothing is kept: to take every text out of Polars takes longer than to read it again."""
_MOST_PIECES: Final = 32
"""Pieces of a table up to which it is left in them."""


class Readings:
    """A table with a row for every text that was asked for. Threads share it."""

    def __init__(self, read: Callable[[pl.Series], pl.DataFrame]) -> None:
        """Start empty; ``read`` works out the rows of texts that are all new."""
        self._read = read
        self._lock = Lock()
        self._forget()

    def of(self, texts: pl.Series) -> pl.DataFrame:
        """Return what is read out of each text, row by row."""
        if len(texts) <= FEW:
            return self._of(texts)
        distinct = texts.unique()
        read = self._read(distinct).insert_column(0, distinct)
        every = texts.to_frame().join(
            read, on=texts.name, how="left", maintain_order="left", nulls_equal=True
        )
        return every.drop(texts.name)

    def _of(self, texts: pl.Series) -> pl.DataFrame:
        asked = texts.to_list()
        with self._lock:
            table = self._with(asked, texts)
            rows = pl.Series([self._row[text] for text in asked], dtype=pl.UInt32)
            if len(self._row) > MOST:
                self._forget()
        return table[rows]

    def _forget(self) -> None:
        self._row: dict[str | None, int] = {}
        self._table: pl.DataFrame | None = None

    def _with(self, asked: list[str | None], texts: pl.Series) -> pl.DataFrame:
        """Add those texts that are new; return the table."""
        new = [text for text in dict.fromkeys(asked) if text not in self._row]
        if new or self._table is None:
            read = self._read(pl.Series(texts.name, new, dtype=texts.dtype))
            self._table = read if self._table is None else _joined(self._table, read)
            self._row.update(zip(new, range(len(self._row), len(self._row) + len(new)), strict=True))
        return self._table


def _joined(table: pl.DataFrame, read: pl.DataFrame) -> pl.DataFrame:
    """Put rows below others; now and then the pieces are copied together, for each slows down every look."""
    joined = table.vstack(read)
    return joined.rechunk() if joined.n_chunks() > _MOST_PIECES else joined
