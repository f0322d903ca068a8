"""Finds the heading of the indicator table, whose labels may be broken over several lines."""

from collections.abc import Sequence
from typing import Final

from ziping.readers.grid import Cell
from ziping.readers.labels import Group, columns_in, is_piece_of_column_label, is_side_label, named
from ziping.readers.sections import Row

_VALUES: Final = frozenset({"target", "actual", "points", "score"})
_LEVELS: Final = frozenset({"level1", "level2", "level3"})


def without_heading(rows: Sequence[Row]) -> tuple[Sequence[str], list[Cell]]:
    """Return the columns that the heading names and the words below it; a heading may come again on a new page."""
    heading: list[Cell] = []
    body: list[Cell] = []
    is_heading = True
    for row in rows:
        words = [word for word in row if not is_side_label(word.text)]
        is_heading = _begins_heading(words) or (is_heading and _is_heading(words))
        (heading if is_heading else body).extend(words)
    return columns_in([word.text for word in heading], Group.INDICATOR_COLUMN), body


def _begins_heading(words: Sequence[Cell]) -> bool:
    return any(named(word.text, Group.INDICATOR_COLUMN) in _LEVELS for word in words)


def _is_heading(words: Sequence[Cell]) -> bool:
    return all(is_piece_of_column_label(word.text, Group.INDICATOR_COLUMN) for word in words)


def is_in_readable_order(columns: Sequence[str]) -> bool:
    """Tell whether points and score stand side by side behind the values: else words do not show the columns."""
    order = [column for column in columns if column in _VALUES]
    return order[-2:] == ["points", "score"] and order.count("points") == 1 and "target" in order
