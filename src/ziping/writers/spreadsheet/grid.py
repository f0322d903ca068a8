"""Where the cells of the official table stand on a worksheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from ziping.writers.paging import Paging
from ziping.writers.table import Cell, Table

FORM: Final = "自评表"
_LINE: Final = 14
_AROUND: Final = 8
_LEAST: Final = 24
_MOST: Final = 400
"""Points of the highest row; a workbook cannot have rows above 409."""


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of the worksheet, both ends belonging to it."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def is_one_cell(self) -> bool:
        """Tell whether nothing is merged."""
        return (self.row, self.column) == (self.last_row, self.last_column)


@dataclass(frozen=True)
class Grid:
    """A table on a worksheet; a row that is higher than a workbook allows is laid over several rows."""

    table: Table

    @property
    def first(self) -> int:
        """Return the row in which the table begins, below title and year."""
        return 2 if self.table.year else 1

    @cached_property
    def heights(self) -> tuple[tuple[int, ...], ...]:
        """For each row of the table the heights, in points, of the rows it takes."""
        return tuple(tuple(_heights(lines)) for lines in Paging(self.table).heights)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """For each row of the table, and for what follows it, the row of the worksheet."""
        starts = [self.first]
        for held in self.heights:
            starts.append(starts[-1] + len(held))
        return tuple(starts)

    def range(self, cell: Cell) -> Range:
        """Return the rectangle of a cell."""
        last_row = self.starts[cell.row + cell.rows] - 1
        return Range(self.starts[cell.row], cell.column, last_row, cell.column + cell.columns - 1)

    def has(self, pointer: str) -> bool:
        """Tell whether a value has a cell in this layout."""
        return pointer in self.table.at

    def reference(self, pointer: str) -> str:
        """Return how a formula on any sheet calls the cell of a value."""
        held = self.range(self.table.at[pointer])
        return f"'{FORM}'!{xl_rowcol_to_cell(held.row, held.column, row_abs=True, col_abs=True)}"


def _heights(lines: int) -> Iterator[int]:
    """Yield the heights of the rows that hold so many lines."""
    rest = max(_LEAST, lines * _LINE + _AROUND)
    while rest > _MOST:
        yield _MOST
        rest -= _MOST
    yield max(_LEAST, rest)
