"""What the public sees, without a token: published forms and nothing else."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from ziping.model.form import Form
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Page, Part, page
from ziping.web.public.views import published, search
from ziping.web.records.models import Record

# Whoever reads the pages may read here; there is no person to count requests of.
router = Router(tags=["public"], by_alias=True, auth=None, throttle=[])


class Sought(Schema):
    """Words of project and organisation, and a year."""

    q: Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f]*$")] = ""
    year: Annotated[int, Field(ge=2000, le=2100)] | None = None


class Published(Schema):
    """A published form as lists show it; the total in hundredths of a point."""

    id: UUID
    year: int
    unit: str
    project: str
    total: int | None
    grade: str


class PublishedForm(Published):
    """A published form with what it declares."""

    form: Form


@router.get("/", response={200: Page[Published], REFUSALS: Fault})
def find(request: HttpRequest, sought: Annotated[Sought, Query()], part: Part) -> dict[str, Any]:
    """Search the published forms."""
    del request
    held = search(sought.q).defer("content", "approved").order_by("-task__year", "unit__path", "project")
    return page(held.filter(task__year=sought.year) if sought.year else held, part, _shown)


@router.get("/{form_id}", response={200: PublishedForm, REFUSALS: Fault})
def read(request: HttpRequest, form_id: UUID) -> dict[str, Any]:
    """Read one published form."""
    del request
    record = get_object_or_404(published(), pk=form_id)
    return {**_shown(record), "form": record.form}


def _shown(it: Record) -> dict[str, Any]:
    told = {"id": it.pk, "year": it.task.year, "unit": it.unit.name, "project": it.project}
    return {**told, "total": it.total, "grade": it.grade}
