"""Reads the heading rows of a table: a label, and its value in the next cell."""

from collections.abc import Iterable, Iterator

from ziping.readers.grid import Cell
from ziping.readers.heading import Field, field_of, label_and_value
from ziping.readers.labels import is_foreign_label
from ziping.readers.sections import Row


def fields(rows: Iterable[Row]) -> Iterator[Field]:
    """Yield the heading fields; a row that has nothing left of a value is the rest of that value."""
    open_fields: list[Field] = []
    for row in rows:
        cells = [part for cell in row for part in label_and_value(cell)]
        if found := list(_labelled(tuple(cells))):
            yield from open_fields
            open_fields = found
        elif row[0].column > 0 and not any(is_foreign_label(cell.text) for cell in row):
            _continue(open_fields, row)
    yield from open_fields


def _labelled(row: Row) -> Iterator[Field]:
    for n, label in enumerate(row):
        if pointer := field_of(label.text):
            values = row[n + 1 :]
            missing = not values or field_of(values[0].text) or is_foreign_label(values[0].text)
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
