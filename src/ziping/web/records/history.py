"""The chain of events of a form: adding to it, following it back, and proving that nobody changed it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from ziping.web.accounts.models import User
from ziping.web.records.models import Event, Record

START: Final = "0" * 64


def add_event(record: Record, actor: User | None, at: datetime, kind: str, **data: Any) -> Event:  # noqa: ANN401 — whatever JSON holds
    """Write down one thing that happened; only inside the transaction that does it."""
    last = record.events.order_by("-number").first()
    event = Event(
        record=record,
        number=last.number + 1 if last else 1,
        at=at,
        actor=actor,
        actor_name=str(actor) if actor else "",
        kind=kind,
        data=data,
        previous=last.hash if last else START,
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


def broken_links(record: Record) -> Iterator[Event]:
    """Yield every event that does not fit the one before it: changed, taken out or put in by other hands."""
    previous, number = START, 0
    for event in record.events.order_by("number").iterator():
        if (event.number, event.previous, event.hash) != (number + 1, previous, digest(event)):
            yield event
        previous, number = event.hash, event.number
