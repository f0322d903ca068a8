"""Taking over what was read: rows that are missing come in first, then one edit of all cells."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ziping.web.accounts.models import User
from ziping.web.records.cells import NoSuchCellError, value_at
from ziping.web.records.models import Record
from ziping.web.records.moves import parted
from ziping.web.records.operations import Edit, Edited, edit
from ziping.web.records.rows import add_row


@transaction.atomic
def take_over(*, record_id: UUID, edits: Sequence[Edit], actor: User, at: datetime) -> Edited:
    """Put what was accepted into its cells; what another person changed meanwhile is told and left alone."""
    record = Record.objects.get(pk=record_id)
    count = len(record.content.get("indicators") or ())
    last = max((_row(it.pointer) for it in edits), default=-1)
    for row in range(count, min(last + 1, count + len(edits))):
        record = add_row(record_id=record_id, after=row - 1, actor=actor, at=at)
    fresh = [_fresh(record, it) if _row(it.pointer) >= count else it for it in edits]
    return edit(record_id=record_id, edits=fresh, actor=actor, at=at)


def _row(pointer: str) -> int:
    """Return the number of the indicator that a cell belongs to; -1 for all other cells."""
    table, row, _ = parted(pointer)
    return -1 if row is None or table != "indicators" else row


def _fresh(record: Record, it: Edit) -> Edit:
    """Return the edit of a cell in a row that was added just now: nobody saw what stands there."""
    try:
        return Edit(it.pointer, value_at(record.content, it.pointer), it.value)
    except NoSuchCellError:
        return it
