"""The chain of events of a form: adding to it, following it back, and proving that nobody changed it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from ziping.web.accounts.models import User
from ziping.web.records.cells import Content, with_value
from ziping.web.records.models import Event, Record
from ziping.web.records.moves import ROW_KINDS, move_of

START: Final = "0" * 64


def add_event(record: Record, actor: User | None, at: datetime, kind: str, **data: Any) -> Event:  # noqa: ANN401 — whatever JSON holds
    """Write down one thing that happened; only inside the transaction that does it."""
    last = record.events.order_by("-number").values_list("number", "hash").first()
    number, previous = last or (0, START)
    event = Event(
        record=record,
        number=number + 1,
        at=at,
        actor=actor,
        actor_name=str(actor) if actor else "",
        kind=kind,
        data=data,
        previous=previous,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def digest(event: Event) -> str:
    """Return the hash of an event and of all before it."""
    told = [
        str(event.record_id),
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_name,
        event.kind,
        event.data,
        event.previous,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Broken(NamedTuple):
    """An event that does not fit; of number 0, a form that is not what its events make of it."""

    project: str
    number: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of following every chain: how many forms and events, and the events that do not fit."""

    records: int
    events: int
    broken: tuple[Broken, ...]


def verify_all() -> Verified:
    """Follow the chain of every form, and build every form again from its events; nothing is written."""
    broken: list[Broken] = []
    records = 0
    for record in Record.objects.order_by("pk").iterator(chunk_size=200):
        records += 1
        links = [Broken(record.project, it.number) for it in broken_links(record)]
        is_other = not links and _holds_its_beginning(record) and rebuilt(record) != record.content
        broken += [Broken(record.project, 0)] if is_other else links
    return Verified(records, Event.objects.count(), tuple(broken))


def _holds_its_beginning(record: Record) -> bool:
    """Tell whether the first event holds the form that it made; the first schema kept its project alone."""
    return record.events.filter(number=1, data__has_key="content").exists()


def rebuilt(record: Record, number: int | None = None) -> Content:
    """Return the form as it stood after the event of that number, or after the last, from its events alone."""
    events = record.events.order_by("number")
    if number is not None:
        events = events.filter(number__lte=number)
    content: Content = {}
    for event in events.iterator():
        content = _after(content, event)
    return content


def _after(content: Content, event: Event) -> Content:
    """Return the form after one more event; steps, answers and waivers leave it as it is."""
    data = event.data
    if event.kind == "create":
        return dict(data.get("content", {}))
    if event.kind == "edit":
        return with_value(content, data["pointer"], data["to"])
    if event.kind not in ROW_KINDS:
        return content
    move = move_of(event)
    rows = list(content.get(move.table) or ())
    move.apply(rows, data.get("row"))
    return {**content, move.table: rows}


def broken_links(record: Record) -> Iterator[Event]:
    """Yield every event that does not fit the one before it: changed, taken out or put in by other hands."""
    previous, number = START, 0
    for event in record.events.order_by("number").iterator():
        if (event.number, event.previous, event.hash) != (number + 1, previous, digest(event)):
            yield event
        previous, number = event.hash, event.number
