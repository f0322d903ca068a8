"""The official table as every format renders it: cells on one grid, made once from a form and its layout."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Literal, Self

Open = Literal["", "top", "bottom"]


class Role(StrEnum):
    """What a cell holds, and with it how it is set."""

    LABEL = "label"
    """Printed by the layout, the same on every form."""
    VALUE = "value"
    """A short declared text, centred."""
    PROSE = "prose"
    """A declared text that may be long, from the left."""
    NUMBER = "number"
    BLANK = "blank"
    """Nothing, and nothing to be filled in."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell by its rows and its edges in millimetres, before the grid is known."""

    row: int
    left: int
    right: int
    text: str = ""
    role: Role = Role.LABEL
    pointer: str = ""
    number: Decimal | None = None
    suffix: str = ""
    rows: int = 1
    open: Open = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its place on the grid; ``rows`` and ``columns`` say over how many it spans."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    role: Role
    pointer: str
    """JSON pointer of the declared value that is printed here; empty for labels."""
    number: Decimal | None
    """The value of a number as declared; its text may have a sign such as % behind it."""
    suffix: str
    open: Open
    """The side without a line: a label beside a heading that is repeated cannot be merged with the rows below."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together; the first ``header`` of them are repeated where the part goes on over a page."""

    first: int
    rows: int
    header: int = 0

    @property
    def end(self) -> int:
        """Return the row after the last."""
        return self.first + self.rows


@dataclass(frozen=True)
class Table:
    """The whole form: what stands above the table, the table, and a note where ziping has something to say."""

    title: str
    year: str
    note: str
    page: Literal["portrait", "landscape"]
    widths: tuple[int, ...]
    """Of the columns of the grid, in millimetres."""
    parts: tuple[Part, ...]
    cells: tuple[Cell, ...]
    """Row by row, from the left."""

    @classmethod
    def of(
        cls,
        boxes: Iterable[Box],
        parts: Sequence[Part],
        *,
        page: Literal["portrait", "landscape"],
        **words: str,
    ) -> Self:
        """Lay the boxes on the coarsest grid that has all their edges."""
        held = sorted(boxes, key=lambda box: (box.row, box.left))
        edges = sorted({edge for box in held for edge in (box.left, box.right)})
        at = {edge: index for index, edge in enumerate(edges)}
        widths = tuple(right - left for left, right in pairwise(edges))
        return cls(
            page=page,
            widths=widths,
            parts=tuple(parts),
            cells=tuple(_cell(box, at) for box in held),
            **words,
        )

    @property
    def rows(self) -> int:
        """Return how many rows the table has."""
        return self.parts[-1].end

    @cached_property
    def tallest(self) -> int:
        """Return over how many rows the tallest cell goes."""
        return max(cell.rows for cell in self.cells)

    @cached_property
    def at(self) -> Mapping[str, Cell]:
        """Return the cell of every declared value, by its pointer."""
        return {cell.pointer: cell for cell in self.cells if cell.pointer}

    @cached_property
    def by_row(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells that begin in each row."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))

    def width(self, cell: Cell) -> int:
        """Return how wide a cell is, in millimetres."""
        return sum(self.widths[cell.column : cell.column + cell.columns])


def _cell(box: Box, at: Mapping[int, int]) -> Cell:
    column = at[box.left]
    return Cell(
        row=box.row,
        column=column,
        rows=box.rows,
        columns=at[box.right] - column,
        text=box.text,
        role=box.role,
        pointer=box.pointer,
        number=box.number,
        suffix=box.suffix,
        open=box.open,
    )
