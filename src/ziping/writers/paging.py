"""Where a table may be divided between two pages, by an estimate of how many lines each cell takes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ziping.writers.table import Cell, Role, Table

_EM: Final = 36
"""Tenths of a millimetre that a Chinese character takes at 10 points; a narrow one takes half."""
_PADDING: Final = 18
"""Tenths of a millimetre at both sides of a cell."""
_UNBROKEN: Final = re.compile(r"[^\s\u3400-\u9fff\U00020000-\U0003ffff]{2,}")
"""A run without any character after which a line may always end."""
_BROAD: Final = re.compile(r"[A-Z<>=+~@#%&mw]")
"""Letters and signs that take up to three quarters of a Chinese character."""
_LONG: Final = 20
"""Lines from which a row may be divided; shorter rows are kept whole."""


def half_widths(text: str) -> int:
    """Return about how wide a text is, in halves of a Chinese character: all but ASCII counts as wide."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


@dataclass(frozen=True)
class Paging:
    """How high the rows of a table are, and which of them stay together."""

    table: Table

    def lines(self, cell: Cell) -> int:
        """Return about how many lines the text of a cell takes."""
        room = self._room(cell)
        if len(cell.text) * 2 <= room and "\n" not in cell.text:
            return 1
        return sum(max(1, -(-half_widths(line) // room)) for line in cell.text.split("\n"))

    def is_tight(self, cell: Cell) -> bool:
        """Tell whether something in the cell is wider than it and can be broken only by force."""
        runs: list[str] = _UNBROKEN.findall(cell.text)
        return any(half_widths(run) + len(_BROAD.findall(run)) // 2 > self._room(cell) for run in runs)

    def _room(self, cell: Cell) -> int:
        """Return how many halves of a Chinese character one line holds."""
        return max(1, 2 * (10 * self.table.width(cell) - _PADDING) // _EM)

    @cached_property
    def heights(self) -> tuple[int, ...]:
        """About how many lines each row takes, by the cells that stand in it alone."""
        return tuple(
            max((self.lines(it) for it in row if it.rows == 1), default=1) for row in self.table.by_row
        )

    def is_long(self, row: int) -> bool:
        """Tell whether a row is so high that it may be divided between two pages."""
        return self.heights[row] > _LONG

    @cached_property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The rows that stay on one page, each run as its first row and the row after its last.

        A label over several rows needs as many of them as its text is high, else it would stand on the next page and
        seem to be missing on this one. The total stays with the last indicator.
        """
        runs: list[tuple[int, int]] = []
        for first, end in sorted(self._wanted()):
            if runs and first < runs[-1][1]:
                runs[-1] = runs[-1][0], max(end, runs[-1][1])
            else:
                runs.append((first, end))
        return tuple(run for run in runs if not any(map(self.is_long, range(*run))))

    @cached_property
    def followed(self) -> frozenset[int]:
        """The rows that stay on one page with the row below them."""
        headers = {row for part in self.table.parts for row in range(part.first, part.first + part.header)}
        return frozenset(headers.union(*(range(first, end - 1) for first, end in self.runs)))

    def _wanted(self) -> Iterator[tuple[int, int]]:
        cells = self.table.cells
        yield from ((it.row, self._reach(it)) for it in cells if it.rows > 1 and it.role is not Role.BLANK)
        indicators = (it.row for it in cells if it.pointer.startswith("/indicators/"))
        last = max(indicators, default=self.table.rows)
        if last + 1 < self.table.rows:
            yield last, self.table.rows

    def _reach(self, cell: Cell) -> int:
        """Return the row after those whose heights together hold the label's text."""
        wanted = self.lines(cell)
        for row in range(cell.row, cell.row + cell.rows):
            wanted -= self.heights[row]
            if wanted <= 0:
                return row + 1
        return cell.row + cell.rows
