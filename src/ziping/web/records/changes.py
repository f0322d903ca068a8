"""What changed in a form between two points of its history, cell by cell, however its rows moved meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.engine import spots
from ziping.model.language import Text
from ziping.web.records.cells import Content
from ziping.web.records.models import Event, Record, State
from ziping.web.records.moves import ROW_KINDS, TABLES, Move, move_of, parted
from ziping.web.records.workflow import SUBMIT

REMOVED: Final = {
    "indicators": Text("删除指标", "indicator removed"),
    "funds": Text("删除资金来源", "source of funds removed"),
}
NAMES: Final = {"indicators": "level3", "funds": "label"}
"""The column that a row is known by."""


@dataclass(slots=True)
class Change:
    """One cell, what stood in it and what stands in it now; or a row that came in or went out."""

    label: Text
    pointer: str
    """Where the cell is now; empty for a row that is gone."""
    was: str
    now: str


class _Rows:
    """The rows of both tables, each known by a number of its own, followed as they come, go and change places."""

    def __init__(self, content: Content, moves: Sequence[Move]) -> None:
        self.held = {it: list(range(_count_before(content, it, moves))) for it in TABLES}
        self._gone: dict[int, int] = {}
        self._first_new = self._next = max(map(len, self.held.values()))

    def move(self, move: Move) -> int:
        """Follow one move; return which row it is about. A removal that is taken back brings the same row again."""
        row = move.apply(self.held[move.table], self._gone.get(move.undoes or 0, self._next))
        self._next += 1
        if move.kind == "remove-row":
            self._gone[move.version] = row
        return row

    def was_there(self, row: int) -> bool:
        """Tell whether a row stood in the form to begin with."""
        return row < self._first_new

    def named(self, pointer: str) -> tuple[str, int | None, str]:
        """Return which row a pointer means, for ever, with its table and the cell's name."""
        table, number, name = parted(pointer)
        return table, None if number is None else self.held[table][number], name

    def pointer(self, table: str, row: int | None, name: str) -> str:
        """Return where that cell is now; empty when its row is gone."""
        if row is None:
            return name
        rows = self.held[table]
        return f"/{table}/{rows.index(row)}/{name}" if row in rows else ""


def where_now(record: Record, number: int, pointers: Sequence[str]) -> list[str]:
    """Return where cells are that stood at these pointers after the event of that number; empty for rows that went."""
    events = record.events.filter(number__gt=number, kind__in=ROW_KINDS) if pointers else ()
    moves = [move_of(it) for it in events]
    rows = _Rows(record.content, moves)
    named = [rows.named(it) for it in pointers]
    for it in moves:
        rows.move(it)
    return [rows.pointer(*it) for it in named]


def changes_since(record: Record, number: int) -> list[Change]:
    """Return what is different from the form as it stood after the event of that number."""
    events = list(record.events.filter(number__gt=number, kind__in=("edit", *ROW_KINDS)))
    rows = _Rows(record.content, [move_of(it) for it in events if it.kind in ROW_KINDS])
    cells: dict[tuple[str, int | None, str], list[str]] = {}
    gone: dict[tuple[str, int], Change] = {}
    for it in events:
        if it.kind == "edit":
            cells.setdefault(rows.named(it.data["pointer"]), [it.data["from"], ""])[1] = it.data["to"]
        elif it.kind != "move-row":
            _row_changed(it, rows, cells, gone)
        else:
            rows.move(move_of(it))
    return [*_standing(record, rows, cells), *gone.values()]


def _row_changed(
    event: Event,
    rows: _Rows,
    cells: dict[tuple[str, int | None, str], list[str]],
    gone: dict[tuple[str, int], Change],
) -> None:
    move = move_of(event)
    row, name = rows.move(move), NAMES[move.table]
    known = event.data["row"].get(name) or ""
    if move.kind == "remove-row":
        if rows.was_there(row):
            gone[move.table, row] = Change(REMOVED[move.table], "", known, "")
    elif gone.pop((move.table, row), None) is None:
        cells.setdefault((move.table, row, name), ["", known])


def _standing(
    record: Record, rows: _Rows, cells: dict[tuple[str, int | None, str], list[str]]
) -> Iterable[Change]:
    form = record.form
    for key, (was, now) in cells.items():
        pointer = rows.pointer(*key)
        if pointer and was != now:
            yield Change(spots.label(form, pointer), pointer, was, now)


def _count_before(content: Content, table: str, moves: Iterable[Move]) -> int:
    grown = {"add-row": 1, "remove-row": -1}
    return len(content.get(table) or ()) - sum(grown.get(it.kind, 0) for it in moves if it.table == table)


def since_last_submission(record: Record) -> list[Change] | None:
    """Return what a reviewer has not seen: changes since the submission before this one; None for the first.

    For a draft, the changes since it was last submitted.
    """
    sent = list(record.events.filter(kind=SUBMIT.name).order_by("-number").values_list("number", flat=True))
    known = sent if record.state == State.DRAFT else sent[1:]
    return changes_since(record, known[0]) if known else None
