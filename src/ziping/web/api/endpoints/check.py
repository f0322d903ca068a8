"""Checking a form without keeping it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from ziping.app.assessing import assess
from ziping.law import profile
from ziping.model.form import Form, SourcedForm
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Judged, Line, judged
from ziping.web.records.bounds import check_bounds

router = Router(tags=["check"], by_alias=True)


class By(Schema):
    """By which profile; without one, that of the form's region and year."""

    profile: Line | None = None


@router.post("/", response={200: Judged, REFUSALS: Fault})
def check(request: HttpRequest, form: Form, by: Annotated[By, Query()]) -> dict[str, Any]:
    """Score and check a form; nothing of it is kept."""
    del request
    check_bounds(form)
    sourced = SourcedForm(source="", number=1, form=form)
    return judged(assess([sourced], profile(by.profile) if by.profile else None)[0])
