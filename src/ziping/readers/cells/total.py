"""Reads the total row from cells: its numbers stand under the headings of points and score."""

from typing import Final

from ziping.model.template import GRADES
from ziping.readers.cells.columns import IGNORED, Columns
from ziping.readers.draft import Draft
from ziping.readers.numerals import is_blank
from ziping.readers.sections import Row
from ziping.readers.totals import put_total as put_total_in_order

_FIELDS: Final = ("points", "score")


def put_total(draft: Draft, row: Row, columns: Columns) -> None:
    """Set points and score of the total by their columns, or in order where they stand elsewhere."""
    cells = [cell for cell in row[1:] if not is_blank(cell.text)]
    placed = {cell: columns.field_of(cell) for cell in cells if columns}
    numbers = [cell for cell in cells if cell.text.strip() not in GRADES and placed.get(cell) != IGNORED]
    fields = [placed.get(cell) for cell in numbers]
    if row[0].table and fields and len(fields) == len(set(fields)) and set(fields) <= {*_FIELDS}:
        for field, cell in zip(fields, numbers, strict=True):
            draft.put_number(f"/total/{field}", cell.text, cell.place)
        numbers = []
    rest = [cell for cell in cells if cell in numbers or cell.text.strip() in GRADES]
    put_total_in_order(draft, (row[0], *rest), _first(fields))


def _first(fields: list[str | None]) -> str | None:
    return next(iter(fields), None)
