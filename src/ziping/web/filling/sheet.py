"""The official table with what a person fills in: which cells, what stands in them, and what they are called."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from ziping.engine import spots
from ziping.model.form import Form, FundSource
from ziping.model.language import Text
from ziping.web.records.cells import field_kind, is_fixed, value_at
from ziping.web.records.models import Record
from ziping.writers import layout
from ziping.writers.building import table_of
from ziping.writers.table import Cell, Role, Table

ABOVE = ("/year", "/money_unit")
"""What stands above or in the headings of the official table, and is filled in there."""
_LEVELS = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of the table as the page shows it."""

    cell: Cell
    pointers: tuple[str, ...]
    """Of the declared values that the cell stands for: a level that spans rows is the same in all of them."""
    value: str
    label: Text
    numeric: bool
    editable: bool
    fixed: bool
    """Whether it comes from approved targets."""

    @property
    def pointer(self) -> str:
        """Return the pointer of the first value."""
        return self.pointers[0] if self.pointers else ""


@dataclass(frozen=True)
class FilledTable:
    """The official table, its cells row by row, and the sign by which two tables of the same build are known."""

    table: Table
    rows: tuple[tuple[Field, ...], ...]
    above: tuple[Field, ...]
    shape: str

    @property
    def shares(self) -> list[int]:
        """Return how wide the columns are, in percent of the table."""
        whole = sum(self.table.widths)
        return [round(100 * it / whole) for it in self.table.widths]

    def pointers(self) -> Iterator[str]:
        """Yield the pointer of every declared value that stands in the table."""
        for row in (self.above, *self.rows):
            for it in row:
                yield from it.pointers


def filled_table(record: Record, *, editable: bool) -> FilledTable:
    """Return the table of a form; no cell of it can be edited where the person may not."""
    form = record.form
    table = table_of(form, layout(record.task.layout))
    rows = tuple(tuple(_field(record, form, it, editable=editable) for it in row) for row in table.by_row)
    above = tuple(_above(record, form, it, editable=editable) for it in ABOVE)
    return FilledTable(table, rows, above, _shape(table))


def values(record: Record, filled: FilledTable) -> dict[str, str]:
    """Return what stands in every cell, as it is kept."""
    return {it: value_at(record.content, it) for it in filled.pointers()}


def _field(record: Record, form: Form, cell: Cell, *, editable: bool) -> Field:
    pointers = _pointers(cell)
    if not pointers or (cell.pointer.endswith("/label") and not _is_named_freely(form, cell.pointer)):
        return Field(cell, (), cell.text, Text("", ""), numeric=False, editable=False, fixed=False)
    fixed = is_fixed(record.approved, cell.pointer)
    return Field(
        cell,
        pointers,
        value_at(record.content, cell.pointer),
        spots.label(form, cell.pointer),
        numeric=field_kind(cell.pointer) == "number",
        editable=editable and not fixed,
        fixed=fixed,
    )


def _is_named_freely(form: Form, pointer: str) -> bool:
    """Tell whether a row of funds bears no name of the law, so that the unit names it."""
    return form.funds[int(pointer.split("/")[2])].source is FundSource.UNCLASSIFIED


def _above(record: Record, form: Form, pointer: str, *, editable: bool) -> Field:
    cell = Cell(0, 0, 1, 1, "", Role.VALUE, pointer, None, "", "")
    return Field(
        cell,
        (pointer,),
        value_at(record.content, pointer),
        spots.label(form, pointer),
        numeric=False,
        editable=editable,
        fixed=False,
    )


def _pointers(cell: Cell) -> tuple[str, ...]:
    parts = cell.pointer.split("/")
    if parts[-1] not in _LEVELS:
        return (cell.pointer,) if cell.pointer else ()
    first = int(parts[2])
    return tuple(f"/indicators/{row}/{parts[-1]}" for row in range(first, first + cell.rows))


def _shape(table: Table) -> str:
    """Return the same sign for two tables that differ in declared values alone."""
    built = [
        (it.row, it.column, it.rows, it.columns, it.pointer, "" if it.pointer else it.text)
        for it in table.cells
    ]
    return hashlib.sha256(repr((table.title, built)).encode()).hexdigest()[:16]
