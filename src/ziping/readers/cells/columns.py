"""The columns of a table as its heading names them, also those that are no data of the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ziping.readers.grid import Cell
from ziping.readers.labels import Group, is_side_label, named
from ziping.readers.sections import Row

IGNORED: Final = ""
"""The field of a column that is no data of the form."""

_WEIGHTED: Final = "折算"
_REASONS: Final = ("原因", "措施")
"""Headings of columns that make one text: 未完成原因 | 改进措施."""
_BEYOND: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column begins, and its field; a column reaches to the next one."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    """Where the cell of each heading ends; what stands right of it has no heading of its own."""
    fields: tuple[str, ...] = ()
    not_read: tuple[Cell, ...] = ()
    """Headings that no vocabulary has, or whose field another column has already."""
    table: int = 0
    """The table of the heading; columns of another one do not compare."""

    def __bool__(self) -> bool:
        """Tell whether there is a heading."""
        return bool(self.starts)

    def field_of(self, cell: Cell, shift: int = 0) -> str:
        """Return the field under whose heading most of the cell stands.

        Left of all headings nothing is read from true cells; in a text the first column may have moved there.
        """
        left = cell.column + shift
        right = left + cell.columns
        best, widest = IGNORED if cell.table else self.fields[0], 0
        for start, end, field in zip(self.starts, (*self.starts[1:], _BEYOND), self.fields, strict=True):
            if start >= right:
                break
            shared = min(right, end) - max(left, start)
            if shared > widest:
                best, widest = field, shared
        return best

    def is_headless(self, cell: Cell) -> bool:
        """Tell whether a true cell stands under no heading of its own, only right of one or left of all."""
        spans = zip(self.starts, self.ends, strict=True)
        return cell.table > 0 and not any(
            cell.column < end and start < cell.column + cell.columns for start, end in spans
        )

    def is_left(self, cell: Cell) -> bool:
        """Tell whether most of the cell stands left of all headings; borders of rows need not meet exactly."""
        return 2 * self.starts[0] >= 2 * cell.column + cell.columns

    def start_of(self, fields: Iterable[str]) -> int:
        """Return where the first column of one of the fields begins, or beyond all columns."""
        found = (start for start, field in zip(self.starts, self.fields, strict=True) if field in fields)
        return next(found, _BEYOND)

    def has(self, field: str) -> bool:
        """Tell whether a column has the field."""
        return field in self.fields

    def right_of(self, first: int) -> "Columns":
        """Return the columns without those that begin left of the given one."""
        kept = [n for n, start in enumerate(self.starts) if start >= first]
        return Columns(
            tuple(self.starts[n] for n in kept),
            tuple(self.ends[n] for n in kept),
            tuple(self.fields[n] for n in kept),
            tuple(cell for cell in self.not_read if cell.column >= first),
            self.table,
        )

    def moved_under(self, row: Row, starts: Sequence[int]) -> Row | None:
        """Return a row of another table, whose columns begin there, with its cells under the headings.

        That is clear only where both tables have as many columns, or the other one has a label at its left edge.
        """
        if len(starts) == len(self.starts) + 1:
            starts = starts[1:]
        if len(starts) != len(self.starts):
            return None
        places = dict(zip(starts, range(len(starts)), strict=True))
        return tuple(self._moved(cell, places[cell.column]) for cell in row if cell.column in places)

    def _moved(self, cell: Cell, number: int) -> Cell:
        start = self.starts[number]
        return replace(cell, column=start, columns=self.ends[number] - start, table=self.table)


def without_side_label(row: Row) -> Row:
    """Return the row without the label at the left edge of its part."""
    return row[1:] if row and is_side_label(row[0].text) else row


def depth_of(rows: Sequence[Row], groups: Sequence[Group]) -> int:
    """Return how many of the rows are the heading, given that the first is: it spans them, or names fields too."""
    labels = [cell for cell in rows[0] if _field(cell, groups) and not is_side_label(cell.text)]
    bottom = max((cell.row + cell.rows for cell in labels), default=0)
    return next((n for n, row in enumerate(rows) if n and row[0].row >= bottom), len(rows))


def columns_under(rows: Sequence[Row], groups: Sequence[Group]) -> Columns:
    """Return the columns that rows of headings name; a label that says nothing belongs to the one above it."""
    found: dict[int, str] = {}
    cells: dict[int, Cell] = {}
    not_read: dict[int, Cell] = {}
    shared: set[int] = set()
    for row in rows:
        above = _columns(found, cells)
        for cell in row:
            field = _field(cell, groups)
            not_read.pop(cell.column, None)
            if field is None and above and above.field_of(cell):
                field = above.field_of(cell)
                shared.add(cell.column)
            elif field is None:
                not_read[cell.column] = cell
            found[cell.column], cells[cell.column] = field or IGNORED, cell
    found.update(dict.fromkeys((*_of_levels(found), *_unweighted(found, cells)), IGNORED))
    for start in _doubled(found, shared | _reasons(found, cells)):
        found[start] = IGNORED
        not_read[start] = cells[start]
    return _columns(found, cells, not_read.values())


def _columns(found: Mapping[int, str], cells: Mapping[int, Cell], not_read: Iterable[Cell] = ()) -> Columns:
    starts = tuple(sorted(found))
    ends = tuple(start + cells[start].columns for start in starts)
    table = cells[starts[0]].table if starts else 0
    return Columns(starts, ends, tuple(found[start] for start in starts), tuple(not_read), table)


def _of_levels(found: Mapping[int, str]) -> list[int]:
    """Return the columns that hold the points of a level: left of the names, where another one is right of them."""
    names = min((start for start, field in found.items() if field == "level3"), default=0)
    points = [start for start, field in found.items() if field == "points"]
    return [start for start in points if start < names < max(points)]


def _unweighted(found: Mapping[int, str], cells: Mapping[int, Cell]) -> list[int]:
    """Return the columns of scores before weighting, where another one has them weighted (单项指标折算得分)."""
    scores = [start for start, field in found.items() if field == "score"]
    weighted = [start for start in scores if _WEIGHTED in cells[start].text]
    return [start for start in scores if weighted and start not in weighted]


def _reasons(found: Mapping[int, str], cells: Mapping[int, Cell]) -> set[int]:
    columns = (start for start, field in found.items() if field == "deviation")
    return {start for start in columns if any(word in cells[start].text for word in _REASONS)}


def _doubled(found: dict[int, str], shared: set[int]) -> list[int]:
    """Return the columns whose field stands in a column left of them already, unless one heading spans both."""
    starts = sorted(found)
    return [
        start
        for n, start in enumerate(starts)
        if found[start] and start not in shared and found[start] in {found[s] for s in starts[:n]}
    ]


def _field(cell: Cell, groups: Sequence[Group]) -> str | None:
    names = (named(cell.text, group) for group in (*groups, Group.OTHER_COLUMN))
    return next((name for name in names if name is not None), None)
