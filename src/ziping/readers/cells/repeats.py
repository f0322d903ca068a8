"""Makes one cell again of a merged one that a text repeats in every column it covered, as Markdown does."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import dropwhile, pairwise
from typing import Final

from ziping.readers.grid import Cell
from ziping.readers.labels import Group, is_side_label, meanings
from ziping.readers.sections import Row

_LEAST_HEADINGS: Final = 2
_OVER_COLUMNS: Final = frozenset(
    {Group.HEAD, Group.FUNDS, Group.FUND_ROW, Group.GOAL, Group.INDICATORS, Group.TOTAL, Group.GRADE}
)
"""Labels that are merged over columns without being a heading."""


def without_repeats(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; what a heading merges is one column below it too, where its cells are equal."""
    merged: frozenset[int] = frozenset()
    side = ""
    for whole in rows:
        row, side = _without_side(whole, side), whole[0].text
        repeats = {right.column: right for left, right in pairwise(row) if _repeats(left, right)}
        if _is_heading(row):
            merged = frozenset(repeats)
        once = repeats.keys() if _is_title(row) else merged & repeats.keys() | _over_columns(repeats)
        yield tuple(cell for cell in row if cell.column not in once)


def _repeats(left: Cell, right: Cell) -> bool:
    return not left.table and right.column == left.column + 1 and left.text == right.text


def _without_side(row: Row, side: str) -> Row:
    """Return the row without the label at the left edge that it has in common with the row above."""
    if row[0].table or row[0].text != side or not is_side_label(side):
        return row
    return tuple(dropwhile(lambda cell: cell.text == side, row)) or row


def _texts(row: Row) -> Iterator[str]:
    return (cell.text for cell in row)


def _over_columns(repeats: Mapping[int, Cell]) -> set[int]:
    return {column for column, cell in repeats.items() if _OVER_COLUMNS & meanings(cell.text).keys()}


def _is_title(row: Row) -> bool:
    """Tell whether one text fills the row from its left edge."""
    return row[0].column == 0 and len(set(_texts(row))) == 1


def _is_heading(row: Row) -> bool:
    """Tell whether every cell of the row is a label, and not one of them alone."""
    return len(set(_texts(row))) > _LEAST_HEADINGS and all(meanings(cell.text) for cell in row)
