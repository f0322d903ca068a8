"""Forms: finding, reading, making and changing them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import Field, Query, Router, Schema, Status

from ziping.app.writing import formats_named, scores_of
from ziping.model.form import Form
from ziping.web.accounts.models import User
from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import (
    Cells,
    Detail,
    EventShown,
    Judged,
    Key,
    Line,
    NewForm,
    Page,
    Part,
    Saved,
    Summary,
    judged,
    page,
    summary,
)
from ziping.web.jobs.kinds.importing import unit_of
from ziping.web.jobs.scope import task_of
from ziping.web.records import operations, queries, workflow
from ziping.web.records.assessing import assess_among_siblings, profile_of
from ziping.web.records.creating import create_record
from ziping.web.records.history import rebuilt
from ziping.web.records.models import Record, State
from ziping.writers import Sheet, layout

router = Router(tags=["forms"], by_alias=True)
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
FILE = {
    "responses": {
        200: {
            "description": "the file",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class Wanted(Schema):
    """Which forms; ``words`` are looked for in project and unit, ``place`` takes in everything below it, ``rule``: that check failed."""

    tab: Literal["todo", "sent", "returned", "done", "all"] = "all"
    words: Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")] = ""
    task: Key | None = None
    place: Key | None = None
    state: State | None = None
    grade: Literal["", "优", "良", "中", "差"] = ""
    has_errors: bool = False
    rule: Annotated[str, Field(pattern=r"^([A-Z][0-9]{2,3})?$")] = ""
    order: Annotated[str, Field(pattern=f"^-?({'|'.join(queries.ORDERS)})$")] = "-changed"


def seen(who: User, form_id: UUID) -> Record:
    """Return a form that the person may see; to anybody else it does not exist."""
    return get_object_or_404(queries.visible(who).select_related("task", "unit"), pk=form_id)


def detail(who: User, form_id: UUID) -> dict[str, Any]:
    """Return a form as it stands now."""
    record = seen(who, form_id)
    steps = [it.name for it in workflow.steps_for(who, record)]
    may_edit = workflow.may_edit(who, record)
    return {**summary(record), "form": record.form, "may_edit": may_edit, "steps": steps}


@router.get("/", response={200: Page[Summary], REFUSALS: Fault})
def find(request: HttpRequest, wanted: Annotated[Wanted, Query()], part: Part) -> dict[str, Any]:
    """Look for forms."""
    sought = queries.Sought(**{**wanted.dict(), "state": wanted.state or ""})
    held = queries.found(person(request), sought).defer(None).defer("content", "approved")
    return page(held.select_related("task", "unit"), part, summary)


@router.post("/", response={201: Detail, REFUSALS: Fault})
def create(request: HttpRequest, body: NewForm) -> Status[dict[str, Any]]:
    """Bring a form into a task."""
    who = person(request)
    task = task_of(who, body.task)
    unit = unit_of(who, body.form, task, body.unit)
    record = create_record(task=task, unit=unit, form=body.form, actor=who, at=now())
    return Status(201, detail(who, record.pk))


@router.get("/{form_id}", response={200: Detail, REFUSALS: Fault})
def read(request: HttpRequest, form_id: UUID) -> dict[str, Any]:
    """Read one form."""
    return detail(person(request), form_id)


@router.patch("/{form_id}/cells", response={200: Saved, REFUSALS: Fault})
def edit(request: HttpRequest, form_id: UUID, body: Cells) -> dict[str, Any]:
    """Put texts into cells, each only where the cell still holds what the caller saw."""
    who = person(request)
    edits = [operations.Edit(it.pointer, it.was, it.value) for it in body.edits]
    done = operations.edit(record_id=seen(who, form_id).pk, edits=edits, actor=who, at=now())
    return {
        "version": done.record.version,
        "saved": done.saved,
        "conflicts": done.conflicts,
        "refused": [{"pointer": pointer, "message": text} for pointer, text in done.refused],
    }


@router.get("/{form_id}/assessment", response={200: Judged, REFUSALS: Fault})
def assess(request: HttpRequest, form_id: UUID) -> dict[str, Any]:
    """Score and check a form among those of its unit."""
    return judged(assess_among_siblings(seen(person(request), form_id)))


@router.get("/{form_id}/history", response={200: Page[EventShown], REFUSALS: Fault})
def history(request: HttpRequest, form_id: UUID, part: Part) -> dict[str, Any]:
    """Tell everything that happened to a form, the first first."""
    return page(seen(person(request), form_id).events.order_by("number"), part, lambda it: it)


@router.get("/{form_id}/history/{number}", response={200: Form, REFUSALS: Fault})
def as_it_stood(request: HttpRequest, form_id: UUID, number: Number) -> Form:
    """Read the form as it stood after an event."""
    record = seen(person(request), form_id)
    get_object_or_404(record.events, number=number)
    return Form.model_validate(rebuilt(record, number))


@router.get("/{form_id}/file/{ending}", response={200: None, REFUSALS: Fault}, openapi_extra=FILE)
def file(request: HttpRequest, form_id: UUID, ending: Line) -> HttpResponse:
    """Write the official form: docx, xlsx, pdf, html, json and others."""
    record = seen(person(request), form_id)
    (made_by,) = formats_named(ending)[:1]
    scores = scores_of([record.sourced], profile_of(record.task))[0]
    data = made_by.write(Sheet(record.form, layout(record.task.layout), scores))
    disposition = f'attachment; filename="{record.pk}.{made_by.name}"'
    return HttpResponse(
        data, content_type="application/octet-stream", headers={"Content-Disposition": disposition}
    )
