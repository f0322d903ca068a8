"""Finds the field of each cell of an indicator row by the heading, also where the row was moved sideways."""

from collections.abc import Mapping
from typing import Final

from ziping.readers.cells.columns import Columns
from ziping.readers.indicators import NUMBERS, is_placeholder
from ziping.readers.labels import Group, named
from ziping.readers.levels import is_level
from ziping.readers.numerals import is_number
from ziping.readers.sections import Row

SHIFTS: Final = (0, 1, -1, 2, -2, 3)
"""How far table extractors were seen to move a row, nearest first."""

_LEAST_COLUMNS: Final = 3
_COLUMNS: Final = (Group.INDICATOR_COLUMN, Group.TARGET_PART, Group.OTHER_COLUMN)


def is_heading(row: Row) -> bool:
    """Tell whether the row names the columns of an indicator table."""
    names = {name for cell in row if (name := named(cell.text, Group.INDICATOR_COLUMN))}
    parts = {name for cell in row if (name := named(cell.text, Group.TARGET_PART))}
    return len(parts) > 1 or len(names) >= _LEAST_COLUMNS


def names_columns_only(row: Row) -> bool:
    """Tell whether the row is a second one of the heading, all of whose cells name columns."""
    return len(row) > 1 and all(
        any(named(cell.text, group) is not None for group in _COLUMNS) for cell in row
    )


def fields_of(row: Row, columns: Columns, shift: int) -> dict[str, Row]:
    """Return the cells of the row by field."""
    fields: dict[str, Row] = {}
    for cell in row:
        field = columns.field_of(cell, shift)
        fields[field] = (*fields.get(field, ()), cell)
    return fields


def shift_of(row: Row, columns: Columns) -> int:
    """Return by how many columns to move the row so that numbers and labels stand under their headings.

    Only a row that is complete in its new place is moved; any other, such as one with a merged score, stays, and so
    does a row of true cells.
    """
    if row[0].table:
        return 0
    return next((shift for shift in SHIFTS if _is_complete(row, columns, shift)), 0)


def is_askew(row: Row, fields: Mapping[str, Row]) -> bool:
    """Tell whether a row of a text cannot stand as it does: two cells under one heading, or a number as its name."""
    if row[0].table or all(is_level(cell.text) or is_placeholder(cell.text) for cell in row):
        return False
    doubled = any(len(cells) > 1 for field, cells in fields.items() if field)
    return doubled or any(is_number(cell.text) for cell in fields.get("level3", ()))


def _is_complete(row: Row, columns: Columns, shift: int) -> bool:
    fields = fields_of(row, columns, shift)
    numbers = [fields.get(name, ()) for name in NUMBERS if name in columns.fields]
    if any(cell.column + shift < columns.starts[0] for cell in row) or not _labels_fit(fields):
        return False
    if not numbers:
        return _is_labelled(fields)
    is_told = bool(numbers) and all(map(_is_number, numbers))
    return is_told and (shift == 0 or ("level3" in fields and len(numbers) == len(NUMBERS)))


def _is_labelled(fields: Mapping[str, Row]) -> bool:
    """Tell whether a row of a table without numbers has a label under its heading, and one cell under each."""
    labels = (named(cell.text, group) for name, group in _GROUPS.items() for cell in fields.get(name, ()))
    return any(labels) and "level3" in fields and all(len(cells) == 1 for cells in fields.values())


def _labels_fit(fields: Mapping[str, Row]) -> bool:
    """Tell whether no label that belongs to one level only stands under the heading of another column than the names."""
    for field, cells in fields.items():
        groups = {group for group in (Group.LEVEL1, Group.LEVEL2) for c in cells if named(c.text, group)}
        if groups and field != "level3" and not groups & {_GROUPS.get(field)}:
            return False
    return True


_GROUPS: Final = {"level1": Group.LEVEL1, "level2": Group.LEVEL2}


def _is_number(cells: Row) -> bool:
    return len(cells) == 1 and is_number(cells[0].text)
