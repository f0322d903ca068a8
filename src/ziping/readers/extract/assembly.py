"""Puts the lines and tables of a document into one grid, in reading order and within the limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.extract.refusals import beyond
from ziping.readers.extract.text import MOST_CELLS
from ziping.readers.grid import Cell, Grid, Source

MOST_SPAN: Final = 200
"""Rows or columns that one cell of a text document may span; a larger number is an attack or an accident."""

_ROW: Final = attrgetter("row")


@dataclass(slots=True)
class Box:
    """A cell in the making, numbered within its table."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def reference(row: int, column: int) -> str:
    """Return the name of a cell as spreadsheets write it: row 4, column 2 is ``C5``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


class Assembly:
    """A grid that grows block by block."""

    def __init__(self, source: Source, most_cells: int = MOST_CELLS) -> None:
        """Begin with nothing."""
        self._source = source
        self._left = self._most = most_cells
        self._rows: list[tuple[Cell, ...]] = []
        self.next_row = 0
        self._tables = 0
        self._guessed: set[int] = set()
        self._notices: list[Text] = []

    def line(self, text: str, place: Place) -> None:
        """Add a line outside tables; a blank one leaves a gap in the row numbers."""
        if text and not text.isspace():
            self._count(1)
            self._rows.append((Cell(text, place, self.next_row),))
        self.next_row += 1

    def gap(self) -> None:
        """Leave a gap in the row numbers, as at a page end."""
        self.next_row += 1

    def notice(self, text: Text) -> None:
        """Keep something to be said about the whole document."""
        self._notices.append(text)

    def next_table(self, *, is_guessed: bool = False) -> int:
        """Return the number of a new table, whose cells are drawn or were guessed from where words stand."""
        self._tables += 1
        if is_guessed:
            self._guessed.add(self._tables)
        return self._tables

    def table(self, boxes: Iterable[Box]) -> None:
        """Add a table of a text document; its cells are placed as ``T2!C5``."""
        number, first = self.next_table(), self.next_row
        self.cells(
            Cell(
                box.text,
                Place(cell=f"T{number}!{reference(box.row, box.column)}"),
                box.row + first,
                box.column,
                box.rows,
                box.columns,
                number,
            )
            for box in boxes
        )

    def cells(self, cells: Iterable[Cell]) -> None:
        """Add the cells of a table, row by row, numbered from ``next_row``."""
        for row, held in groupby(cells, key=_ROW):
            cells_of_row = tuple(held)
            self._count(len(cells_of_row))
            self._rows.append(cells_of_row)
            self.next_row = max(self.next_row, row + max(cell.rows for cell in cells_of_row))

    def grid(self) -> Grid:
        """Return what has been added."""
        return Grid(tuple(self._rows), self._tables > 0, tuple(self._notices), frozenset(self._guessed))

    def _count(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise beyond(self._source, Text("单元格或行数", "cells and lines"), self._most)
