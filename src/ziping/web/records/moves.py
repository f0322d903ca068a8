"""Rows that came in, went out or changed places since a person looked: where a cell that he means stands by now."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeVar

from ziping.web.records.models import Event, Record

ROW_KINDS: Final = ("add-row", "remove-row", "move-row")
TABLES: Final = ("indicators", "funds")
_Row = TypeVar("_Row")


class Move(NamedTuple):
    """One row of one table came in at that number, was taken out there, or went from there to another place."""

    kind: str
    table: str
    row: int
    to: int | None = None
    """Where a row that changed places stands afterwards."""
    version: int = 0
    """The version of the form that it made."""
    undoes: int | None = None
    """The version whose change of rows it takes back."""

    def apply(self, rows: list[_Row], new: _Row) -> _Row:
        """Do it to a list of rows, a row that comes in being the new one; return the row that it is about."""
        if self.kind == "add-row":
            rows.insert(self.row, new)
            return new
        held = rows.pop(self.row)
        if self.to is not None:
            rows.insert(self.to, held)
        return held

    def follow(self, row: int) -> int | None:
        """Return where a row of the table stands afterwards; None for the one that went out."""
        if self.kind == "add-row":
            return row + (row >= self.row)
        if row == self.row:
            return self.to
        row -= row > self.row
        return row if self.to is None else row + (row >= self.to)


def move_of(event: Event) -> Move:
    """Return what an event did to the rows."""
    return move_told(event.kind, event.data)


def move_told(kind: str, data: dict[str, Any]) -> Move:
    """Return what an event of that kind that tells this did to the rows."""
    _, table, row = data["pointer"].split("/")
    return Move(kind, table, int(row), data.get("place"), data.get("version", 0), data.get("undoes"))


def moves_since(record: Record, version: int) -> list[Move]:
    """Return what happened to the rows of a form after that version of it, in order."""
    held = record.events.filter(kind__in=ROW_KINDS, data__version__gt=version).order_by("number")
    return [move_of(it) for it in held]


def moved(pointer: str, moves: Iterable[Move]) -> str | None:
    """Return where a cell stands after the moves; None when its row was taken out."""
    table, row, name = parted(pointer)
    if row is None:
        return pointer
    for it in moves:
        now = it.follow(row) if it.table == table else row
        if now is None:
            return None
        row = now
    return f"/{table}/{row}/{name}"


def parted(pointer: str) -> tuple[str, int | None, str]:
    """Return the table, row and column of a cell; no row for a cell that stands in none."""
    match pointer.split("/"):
        case ["", table, row, name] if table in TABLES and row.isascii() and row.isdecimal() and len(row) < 5:  # noqa: PLR2004 — no table is longer
            return table, int(row), name
    return "", None, pointer
