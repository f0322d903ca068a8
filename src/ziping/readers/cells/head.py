"""Reads the heading rows of a table: a label, and its value in the next cell."""

from collections.abc import Iterable, Iterator

from ziping.readers.grid import Cell
from ziping.readers.heading import Field, field_of, label_and_value
from ziping.readers.labels import Group, is_foreign_label, named
from ziping.readers.sections import Row


def fields(rows: Iterable[Row]) -> Iterator[Field]:
    """Yield the heading fields; a row that has nothing left of a value is the rest of that value."""
    open_fields: list[Field] = []
    above: Row | None = None
    for row in rows:
        cells = [part for cell in row for part in label_and_value(cell)]
        if found := list(_labelled(tuple(cells))):
            yield from open_fields
            open_fields = found
        elif _is_rest(row, above) and not any(map(_is_other_label, row)):
            _continue(open_fields, row)
        above = row
    yield from open_fields


def _is_rest(row: Row, above: Row | None) -> bool:
    """Tell whether the row may be the rest of values above: in a table with cells only behind a page end."""
    is_behind_page_end = above is not None and row[0].row - above[0].row > 1
    return row[0].column > 0 and (not row[0].table or is_behind_page_end)


def _is_other_label(cell: Cell) -> bool:
    return is_foreign_label(cell.text) or named(cell.text, Group.OTHER_FIELD) is not None


def _labelled(row: Row) -> Iterator[Field]:
    for n, label in enumerate(row):
        if pointer := field_of(label.text):
            values = row[n + 1 :]
            missing = not values or field_of(values[0].text) or _is_other_label(values[0])
            if missing or not _belongs(label, values):
                yield Field(pointer)
            else:
                yield Field(pointer, [values[0]])


def _belongs(label: Cell, values: Row) -> bool:
    """Tell whether the first value is that of the label: beside it, or alone behind a blank cell.

    Behind a blank cell, what has a neighbour is the next label, one that no vocabulary has.
    """
    if not label.table or values[0].column <= label.column + label.columns:
        return True
    return len(values) == 1


def _continue(open_fields: Iterable[Field], row: Row) -> None:
    for field in open_fields:
        field.cells.extend(cell for cell in row if field.cells and cell.column == field.cells[0].column)
