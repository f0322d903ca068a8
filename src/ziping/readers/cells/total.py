"""Reads the total row from cells: its numbers stand under the headings of points and score."""

from collections.abc import Iterator
from typing import Final

from ziping.readers.cells.columns import IGNORED, Columns
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.heading import label_and_value
from ziping.readers.labels import Group, named
from ziping.readers.numerals import is_blank
from ziping.readers.sections import Row
from ziping.readers.totals import is_grade
from ziping.readers.totals import put_total as put_total_in_order

_FIELDS: Final = ("points", "score")
_NO_NUMBERS: Final = (IGNORED, "deviation")
"""Columns in which the total row may hold a remark."""


def put_total(draft: Draft, row: Row, columns: Columns) -> None:
    """Set points and score of the total by their columns, or in order where they stand elsewhere."""
    label, *beside = label_and_value(row[0])
    for cell in beside:  # 总分：98分
        draft.put_number("/total/score", cell.text, cell.place)
    cells = [part for cell in row[1:] if not is_blank(cell.text) for part in _of_grade(cell)]
    placed = {cell: columns.field_of(cell) for cell in cells if columns and cell.table == columns.table}
    numbers = [cell for cell in cells if not is_grade(cell) and placed.get(cell) not in _NO_NUMBERS]
    fields = [placed.get(cell) for cell in numbers]
    if row[0].table and fields and len(fields) == len(set(fields)) and set(fields) <= {*_FIELDS}:
        for field, cell in zip(fields, numbers, strict=True):
            draft.put_number(f"/total/{field}", cell.text, cell.place)
        numbers = []
    rest = [cell for cell in cells if cell in numbers or is_grade(cell)]
    put_total_in_order(draft, (label, *rest), _first(fields))


def _of_grade(cell: Cell) -> Iterator[Cell]:
    """Yield the cell, or the grade alone of a cell that holds its label too: 自评等级：优."""
    label, *value = label_and_value(cell)
    yield from value if value and named(label.text, Group.GRADE) else [cell]


def _first(fields: list[str | None]) -> str | None:
    return next(iter(fields), None)
