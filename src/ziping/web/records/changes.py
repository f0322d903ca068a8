"""What changed in a form between two points of its history, cell by cell, however its rows moved meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ziping.engine import spots
from ziping.model.language import Text
from ziping.web.records.cells import Content
from ziping.web.records.models import Event, Record, State
from ziping.web.records.workflow import SUBMIT

REMOVED = Text("删除指标", "indicator removed")


@dataclass(slots=True)
class Change:
    """One cell, what stood in it and what stands in it now; or a row that came in or went out."""

    label: Text
    pointer: str
    """Where the cell is now; empty for a row that is gone."""
    was: str
    now: str


class _Rows:
    """The indicators' numbers, followed through rows that come in and go out."""

    def __init__(self, count: int) -> None:
        self.held = list(range(count))
        self._next = count

    def move(self, event: Event) -> int:
        """Let a row in or out as the event tells; return which."""
        at = int(event.data["pointer"].split("/")[2])
        if event.kind == "remove-row":
            return self.held.pop(at)
        self.held.insert(at, self._next)
        self._next += 1
        return self._next - 1

    def named(self, pointer: str) -> tuple[int | None, str]:
        """Return which row a pointer means, for ever, and the rest of it."""
        match pointer.split("/"):
            case ["", "indicators", number, name]:
                return self.held[int(number)], name
        return None, pointer

    def pointer(self, row: int | None, name: str) -> str:
        """Return where that cell is now; empty when its row is gone."""
        if row is None:
            return name
        return f"/indicators/{self.held.index(row)}/{name}" if row in self.held else ""


ROW_KINDS = ("add-row", "remove-row")


def where_now(record: Record, number: int, pointers: Sequence[str]) -> list[str]:
    """Return where cells are that stood at these pointers after the event of that number; empty for rows that went."""
    events = list(record.events.filter(number__gt=number, kind__in=ROW_KINDS)) if pointers else []
    rows = _Rows(_count_before(record.content, events))
    named = [rows.named(it) for it in pointers]
    for it in events:
        rows.move(it)
    return [rows.pointer(*it) for it in named]


def changes_since(record: Record, number: int) -> list[Change]:
    """Return what is different from the form as it stood after the event of that number."""
    events = list(record.events.filter(number__gt=number, kind__in=("edit", *ROW_KINDS)))
    rows = _Rows(_count_before(record.content, events))
    cells: dict[tuple[int | None, str], list[str]] = {}
    gone: list[Change] = []
    for it in events:
        pointer = it.data["pointer"]
        if it.kind == "edit":
            cells.setdefault(rows.named(pointer), [it.data["from"], ""])[1] = it.data["to"]
            continue
        row = rows.move(it)
        if it.kind == "add-row":
            cells.setdefault((row, "level3"), ["", ""])
        else:
            gone.append(Change(REMOVED, "", it.data["row"].get("level3") or "", ""))
    return [*_standing(record, rows, cells), *gone]


def _standing(
    record: Record, rows: _Rows, cells: dict[tuple[int | None, str], list[str]]
) -> Iterable[Change]:
    form = record.form
    for (row, name), (was, now) in cells.items():
        pointer = rows.pointer(row, name)
        if pointer and was != now:
            yield Change(spots.label(form, pointer), pointer, was, now)


def _count_before(content: Content, events: Iterable[Event]) -> int:
    grown = {"add-row": 1, "remove-row": -1}
    return len(content.get("indicators") or ()) - sum(grown.get(it.kind, 0) for it in events)


def since_last_submission(record: Record) -> list[Change] | None:
    """Return what a reviewer has not seen: changes since the submission before this one; None for the first.

    For a draft, the changes since it was last submitted.
    """
    sent = list(record.events.filter(kind=SUBMIT.name).order_by("-number").values_list("number", flat=True))
    known = sent if record.state == State.DRAFT else sent[1:]
    return changes_since(record, known[0]) if known else None
