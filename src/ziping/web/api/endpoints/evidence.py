"""Evidence of a form: listing, bringing in, fetching, taking out."""

from typing import Annotated, Any
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile as Uploaded

from ziping.web.accounts.models import User
from ziping.web.api.access import person
from ziping.web.api.endpoints.forms import FILE, seen
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Key
from ziping.web.evidence import operations, queries
from ziping.web.evidence.models import Evidence
from ziping.web.evidence.views import handed_out

router = Router(tags=["evidence"], by_alias=True)


class EvidenceShown(Schema):
    """A file, by the hash of what is in it, and the cell that names its indicator now; empty for the whole form."""

    id: int
    pointer: str
    name: str
    kind: str
    size: int
    digest: str
    pages: int


def kept(who: User, form_id: UUID, evidence_id: int) -> Evidence:
    """Return a file of a form that the person may see."""
    return get_object_or_404(seen(who, form_id).evidence.select_related("record"), pk=evidence_id)


@router.get("/{form_id}/evidence", response={200: list[EvidenceShown], REFUSALS: Fault})
def find(request: HttpRequest, form_id: UUID) -> list[dict[str, Any]]:
    """List the files of a form, by indicator; ``#`` stands for an indicator that was removed."""
    return _shown(person(request), form_id)


@router.post("/{form_id}/evidence", response={201: list[EvidenceShown], REFUSALS: Fault})
def attach(
    request: HttpRequest,
    form_id: UUID,
    files: Annotated[list[Uploaded], File(min_length=1)],
    pointer: Annotated[str, Form(max_length=120, pattern=r"^[^\x00-\x1f]*$")] = "",
) -> Status[list[dict[str, Any]]]:
    """Add files to an indicator (its cell of the name), or without a pointer to the form; all of them or none."""
    who = person(request)
    record, uploads = seen(who, form_id), operations.uploads_in(files)
    operations.attach(record_id=record.pk, pointer=pointer, uploads=uploads, actor=who, at=now())
    return Status(201, _shown(who, form_id))


@router.get("/{form_id}/evidence/{evidence_id}", response={200: None, REFUSALS: Fault}, openapi_extra=FILE)
def read(request: HttpRequest, form_id: UUID, evidence_id: Key) -> FileResponse:
    """Fetch a file as it came."""
    return handed_out(kept(person(request), form_id, evidence_id))


@router.delete("/{form_id}/evidence/{evidence_id}", response={200: list[EvidenceShown], REFUSALS: Fault})
def take_out(request: HttpRequest, form_id: UUID, evidence_id: Key) -> list[dict[str, Any]]:
    """Mark a file as taken out; the history keeps it. Return those that are left."""
    who = person(request)
    operations.take_out(evidence=kept(who, form_id, evidence_id), actor=who, at=now())
    return _shown(who, form_id)


def _shown(who: User, form_id: UUID) -> list[dict[str, Any]]:
    plain = set(EvidenceShown.model_fields) - {"pointer"}
    return [
        {"pointer": shelf.pointer} | {name: getattr(it, name) for name in plain}
        for shelf in queries.shelves(seen(who, form_id))
        for it in shelf.files
    ]
