"""Rows that were added and removed since a person looked: where a cell that he means stands by now."""

from collections.abc import Iterable
from typing import NamedTuple

from ziping.web.records.changes import ROW_KINDS
from ziping.web.records.models import Event, Record


class Move(NamedTuple):
    """One indicator came in at that number, or was taken out there."""

    kind: str
    row: int


def moves_since(record: Record, version: int) -> list[Move]:
    """Return what happened to the rows of a form after that version of it, in order."""
    held = record.events.filter(kind__in=ROW_KINDS, data__version__gt=version).order_by("number")
    return [Move(it.kind, row_of(it)) for it in held]


def row_of(event: Event) -> int:
    """Return the number of the row that an event is about."""
    return int(event.data["pointer"].rsplit("/", 1)[-1])


def moved(pointer: str, moves: Iterable[Move]) -> str | None:
    """Return where a cell stands after the moves; None when its row was taken out."""
    row, name = row_number(pointer), pointer.rsplit("/", 1)[-1]
    if row < 0:
        return pointer
    for it in moves:
        if it.kind == "add-row":
            row += row >= it.row
        elif row == it.row:
            return None
        else:
            row -= row > it.row
    return f"/indicators/{row}/{name}"


def row_number(pointer: str) -> int:
    """Return the number of the indicator that a cell belongs to; -1 for all other cells."""
    match pointer.split("/"):
        case ["", "indicators", number, _] if number.isascii() and number.isdecimal() and len(number) < 5:  # noqa: PLR2004 — no table is longer
            return int(number)
    return -1
