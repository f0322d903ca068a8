"""Amounts that come from the books: put into forms by those who manage the task, with where they come from."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.rights import manages
from ziping.web.records.cells import value_at, with_value
from ziping.web.records.history import add_event
from ziping.web.records.models import Record
from ziping.web.records.operations import NotAllowedError
from ziping.web.records.workflow import CLOSED


@transaction.atomic
def put_amounts(*, record_id: UUID, values: Mapping[str, str], actor: User, at: datetime, why: str) -> Record:
    """Fill in cells by their pointers, each with an event that says why; nothing in a form that is approved."""
    held = Record.objects.select_for_update(of=("self",)).select_related("task__owner", "unit")
    record = held.get(pk=record_id)
    if record.state in CLOSED or not manages(actor, record.task.owner):
        raise NotAllowedError(Text("导入金额", "import amounts"), record)
    changed = False
    for pointer, value in values.items():
        before = value_at(record.content, pointer)
        record.content = with_value(record.content, pointer, value)
        after = value_at(record.content, pointer)
        if after != before:
            add_event(record, actor, at, "edit", pointer=pointer, why=why, **{"from": before, "to": after})
            changed = True
    if changed:
        record.version += 1
        record.updated_at, record.updated_by = at, actor
        record.save(update_fields=["content", "version", "updated_at", "updated_by"])
    return record
