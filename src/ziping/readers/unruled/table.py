"""A table in the making: cells in columns and rows that were found by where their words stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.extract.glyphs import TextLine, text_in
from ziping.readers.extract.spacing import Spacing
from ziping.readers.grid import Cell
from ziping.readers.unruled.rows import Block
from ziping.readers.unruled.words import STRIP, Word, box_of

SURE: Final = 95
"""Percent of confidence in the place of a cell that lies where its row and column have it."""
DOUBTFUL: Final = 60

OFF: Final = Text(
    "原件没有框线，本格与同行各格不在同一高度，可能属于上一行或下一行，请核对",
    "no lines are drawn, and this cell is off the height of its row: it may belong to the row above or below",
)
CROSSED: Final = Text(
    "原件没有框线，本格与相邻一栏之间没有空隙，可能错栏，请核对",
    "no lines are drawn, and nothing parts this cell from the column beside it",
)
CUT: Final = Text(
    "原件没有框线，本格在页末，数字可能还有一部分在下一页，请核对",
    "no lines are drawn, and this number stands at a page end: a part of it may stand on the next page",
)
SPREAD: Final = Text(
    "原件没有框线，本格所跨的行按文字高度推断，请核对",
    "no lines are drawn; which rows this cell spans was guessed from its height",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """The lines of one cell, and where it stands in its table."""

    block: Block
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    doubt: Text | None = None


@dataclass
class Table:
    """Cells and the widths of their columns."""

    placed: list[Placed] = field(default_factory=list)
    sides: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Left and right edge of the words of each column."""

    def cells(self, number: int, first: int, spacing: Spacing) -> Iterator[Cell]:
        """Yield the cells, row by row."""
        last = next(word for it in self.placed for line in it.block for word in line.words)
        for it in sorted(self.placed, key=lambda held: (held.row, held.column)):
            if it.block:
                last = it.block[0].words[0]
            yield Cell(
                self._text(it, spacing),
                self._place(it, last),
                it.row + first,
                it.column,
                it.rows,
                it.columns,
                number,
                it.doubt,
            )

    def _text(self, it: Placed, spacing: Spacing) -> str:
        lines = [TextLine([glyph for word in line.words for glyph in word.glyphs]) for line in it.block]
        if not lines:
            return ""
        left, right = self.sides.get(it.column, (0, 0))
        return text_in(lines, (left - 54, 0, right + 54, 0), spacing)

    def _place(self, it: Placed, last: Word) -> Place:
        words = [word for line in it.block for word in line.words]
        left, top, right, bottom = box_of(words or [last])
        if not words:
            left, right = self.sides.get(it.column, (left, right))
        page = last.page
        down = page.number * STRIP
        held = max(0, left), max(0, top - down), right, bottom - down
        return page.place(held, DOUBTFUL if it.doubt else SURE)
