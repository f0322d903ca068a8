"""Puts a table row together again that a page end cut in two, where nothing else can be meant.

A heading whose halves only make labels together is one heading; a number that goes on with its second decimal is one
number. A cut text alone may as well be a row of its own: the parts of the form decide about that.
"""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ziping.readers.grid import Cell, Grid
from ziping.readers.labels import meanings
from ziping.readers.numerals import is_number
from ziping.readers.sections import Row, filled

_HALF_NUMBER: Final = re.compile(r"[0-9,]+\.[0-9]?")
_WHOLE_NUMBER: Final = re.compile(r"[0-9,]+\.[0-9]{2}")


def mended(grid: Grid) -> Grid:
    """Return the grid with the rows in one piece that page ends cut; what held the rest is blank then."""
    rows = list(grid.rows)
    for number, (above, below) in enumerate(pairwise(grid.rows), 1):
        if whole := _joined(above, below):
            rows[number - 1 : number + 1] = whole, tuple(replace(cell, text="") for cell in below)
    return replace(grid, rows=tuple(rows))


def _joined(above: Row, below: Row) -> Row | None:
    """Return the row above with the rest that stands below, None where they may be two rows."""
    if not above or not below or above[-1].table != below[0].table or not below[0].table:
        return None
    rest = {(cell.column, cell.columns): cell for cell in filled(below)}
    halves = {(cell.column, cell.columns): cell for cell in filled(above)}
    if below[0].row - above[0].row < 2 or not rest.keys() <= halves.keys():  # noqa: PLR2004 — a gap is a page end
        return None
    pairs = [(halves[place].text.strip(), held.text.strip()) for place, held in rest.items()]
    if not (_is_heading(pairs) or _is_number(pairs)):
        return None
    return tuple(_with(cell, rest.get((cell.column, cell.columns))) for cell in above)


def _with(cell: Cell, rest: Cell | None) -> Cell:
    return replace(cell, text=cell.text.rstrip() + rest.text.lstrip()) if rest else cell


def _is_heading(pairs: list[tuple[str, str]]) -> bool:
    """Tell whether every pair makes a label."""
    return bool(pairs) and all(meanings(a + b) for a, b in pairs)


def _is_number(pairs: list[tuple[str, str]]) -> bool:
    """Tell whether a number goes on with its decimals, and no number of its own stands below."""
    halves = [_HALF_NUMBER.fullmatch(a) and _WHOLE_NUMBER.fullmatch(a + b) for a, b in pairs]
    others = [b for (_, b), half in zip(pairs, halves, strict=True) if not half]
    return any(halves) and not any(map(is_number, others))
