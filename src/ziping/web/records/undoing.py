"""What a person did to a form last, as steps that he may take back, so that a page opened anew knows them.

Read from the history: edits that came in together are one step, a change of the rows is one. What was taken back is none,
nor is anything before the form last came to whom it is with.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from ziping.web.accounts.models import User
from ziping.web.records.models import Record
from ziping.web.records.moves import ROW_KINDS, Move, move_told, parted
from ziping.web.records.workflow import STEPS

MOST: Final = 20
"""Steps that a page is told of."""
_LOOKED_AT: Final = 300
"""Events that are looked at, the last ones."""
_GONE: Final = "gone"

Told = dict[str, Any] | list[dict[str, str]]


@dataclass
class _Cell:
    """What a person found in a cell, and what he left there."""

    found: str
    left: str


@dataclass
class _Step:
    at: datetime
    rows: int | None = None
    """The version of a change of the rows."""
    cells: dict[str, _Cell] = field(default_factory=dict)

    def told(self) -> Told:
        """Return it as the page takes it."""
        if self.rows is not None:
            return {"rows": self.rows}
        return [{"pointer": at, "value": it.found, "was": it.left} for at, it in self.cells.items()]


def last_steps(record: Record, person: User) -> list[Told]:
    """Return what the person may take back, the last last; cells stand where they are by now."""
    steps: list[_Step] = []
    for event in _events(record):
        if event.kind in ROW_KINDS:
            _rows(steps, event, is_own=event.actor_id == person.pk)
        elif event.kind == "edit" and event.actor_id == person.pk:
            _edit(steps, event)
    return [it.told() for it in steps[-MOST:]]


class _Event(NamedTuple):
    """What is looked at of an event."""

    kind: str
    at: datetime
    actor_id: int | None
    data: dict[str, Any]


def _events(record: Record) -> Iterable[_Event]:
    """Return the last events, in order, since the form was made or last changed hands; no step in part."""
    told = record.events.order_by("-number").values_list(*_Event._fields)
    latest = [_Event(*it) for it in told[:_LOOKED_AT]]
    own = next((n for n, it in enumerate(latest) if it.kind in STEPS or it.kind == "create"), None)
    held = latest[:own] if own is not None else [it for it in latest if it.at != latest[-1].at]
    return held[::-1]


def _edit(steps: list[_Step], event: _Event) -> None:
    pointer, found, left = (event.data[name] for name in ("pointer", "from", "to"))
    last = next((it for it in reversed(steps) if pointer in it.cells), None)
    if last and last.cells[pointer] == _Cell(found=left, left=found):
        del last.cells[pointer]
        if not last.cells:
            steps.remove(last)
        return
    if not steps or steps[-1].at != event.at or steps[-1].rows is not None:
        steps.append(_Step(event.at))
    steps[-1].cells[pointer] = _Cell(found, left)


def _rows(steps: list[_Step], event: _Event, *, is_own: bool) -> None:
    move = move_told(event.kind, event.data)
    for step in steps:
        step.cells = {_followed(pointer, move): it for pointer, it in step.cells.items()}
    if move.undoes is not None:
        steps[:] = [it for it in steps if it.rows != move.undoes]
    elif is_own:
        steps.append(_Step(event.at, rows=move.version))


def _followed(pointer: str, move: Move) -> str:
    """Return where a cell stands after a move, as the page's own script calls it: a row that is out may come back."""
    match pointer.split("/"):
        case ["", gone, version, table, name] if gone == _GONE:
            is_back = move.kind == "add-row" and version == str(move.undoes)
            return f"/{table}/{move.row}/{name}" if is_back else pointer
    table, row, name = parted(pointer)
    if row is None or table != move.table:
        return pointer
    now = move.follow(row)
    return f"/{_GONE}/{move.version}/{table}/{name}" if now is None else f"/{table}/{now}/{name}"
