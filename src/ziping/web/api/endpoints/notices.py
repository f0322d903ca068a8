"""What a person was told of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Schema

from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Page, Part, page
from ziping.web.records.models import Notice
from ziping.web.records.notices import read_all

router = Router(tags=["notices"], by_alias=True)


class NoticeShown(Schema):
    """What happened to which form, and when the person read of it."""

    id: int
    form: UUID
    project: str
    kind: str
    at: datetime
    read_at: datetime | None


@router.get("/", response={200: Page[NoticeShown], REFUSALS: Fault})
def find(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the person's notices, the newest first."""
    held = Notice.objects.filter(person=person(request)).select_related("record", "event")
    return page(held.defer("record__content", "record__approved"), part, _shown)


@router.post("/read", response={200: Page[NoticeShown], REFUSALS: Fault})
def read(request: HttpRequest, part: Part) -> dict[str, Any]:
    """Mark all of them as read."""
    read_all(Notice.objects.filter(person=person(request)), at=now())
    return find(request, part)


def _shown(it: Notice) -> dict[str, Any]:
    told = {"id": it.pk, "form": it.record_id, "project": it.record.project, "kind": it.event.kind}
    return {**told, "at": it.at, "read_at": it.read_at}
