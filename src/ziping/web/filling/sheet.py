"""The official table with what a person fills in: which cells, what stands in them, and what they are called."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

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

    @property
    def all_pointers(self) -> str:
        """Return the pointers in one text."""
        return " ".join(self.pointers)

    @property
    def text(self) -> str:
        """Return what is printed in the cell."""
        return self.cell.text or self.value

    @property
    def place(self) -> str:
        """Say where the cell stands in the table and how far it reaches."""
        cell = self.cell
        return f"{cell.row} {cell.column} {cell.rows} {cell.columns}"


@dataclass(frozen=True)
class FilledTable:
    """The official table of a form with what is filled in."""

    record: Record
    table: Table
    editable: bool

    @cached_property
    def shape(self) -> str:
        """Return the sign by which two tables of the same build are known."""
        return _shape(self.table)

    @cached_property
    def rows(self) -> tuple[tuple[Field, ...], ...]:
        """Return the cells row by row."""
        return tuple(tuple(self._field(it) for it in row) for row in self.table.by_row)

    @cached_property
    def above(self) -> tuple[Field, ...]:
        """Return what is filled in above the table."""
        held = (Cell(0, 0, 1, 1, "", Role.VALUE, it, None, "", "") for it in ABOVE)
        return tuple(self._field(it) for it in held)

    @property
    def shares(self) -> list[int]:
        """Return how wide the columns are, in percent of the table."""
        whole = sum(self.table.widths)
        return [round(100 * it / whole) for it in self.table.widths]

    def pointers(self) -> Iterator[str]:
        """Yield the pointer of every declared value that stands in the table."""
        yield from ABOVE
        for cell in self.table.cells:
            yield from _pointers(self.record.form, cell)

    def _field(self, cell: Cell) -> Field:
        form, pointers = self.record.form, _pointers(self.record.form, cell)
        if not pointers:
            return Field(cell, (), cell.text, Text("", ""), numeric=False, editable=False, fixed=False)
        fixed = is_fixed(self.record.approved, cell.pointer)
        return Field(
            cell,
            pointers,
            value_at(self.record.content, cell.pointer),
            spots.label(form, cell.pointer),
            numeric=field_kind(cell.pointer) == "number",
            editable=self.editable and not fixed,
            fixed=fixed,
        )


def filled_table(record: Record, *, editable: bool) -> FilledTable:
    """Return the table of a form; no cell of it can be edited where the person may not."""
    return FilledTable(record, table_of(record.form, layout(record.task.layout)), editable)


def values(record: Record, filled: FilledTable) -> dict[str, str]:
    """Return what stands in every cell, as it is kept."""
    return {it: value_at(record.content, it) for it in filled.pointers()}


def _is_named_freely(form: Form, pointer: str) -> bool:
    """Tell whether a row of funds bears no name of the law, so that the unit names it."""
    return form.funds[int(pointer.split("/")[2])].source is FundSource.UNCLASSIFIED


def _pointers(form: Form, cell: Cell) -> tuple[str, ...]:
    """Return the pointers of the declared values that a cell stands for; none for the names that the table itself gives."""
    parts = cell.pointer.split("/")
    if not cell.pointer or (parts[-1] == "label" and not _is_named_freely(form, cell.pointer)):
        return ()
    if parts[-1] not in _LEVELS:
        return (cell.pointer,)
    first = int(parts[2])
    return tuple(f"/indicators/{row}/{parts[-1]}" for row in range(first, first + cell.rows))


def _shape(table: Table) -> str:
    """Return the same sign for two tables that differ in declared values alone."""
    built = [
        (it.row, it.column, it.rows, it.columns, it.pointer, "" if it.pointer else it.text)
        for it in table.cells
    ]
    return hashlib.sha256(repr((table.title, built)).encode()).hexdigest()[:16]
