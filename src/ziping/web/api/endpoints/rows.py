"""Rows of a form: indicators and sources of funds that come in, go out and change places."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Router

from ziping.web.api.access import person
from ziping.web.api.endpoints.forms import detail, seen
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Detail, MovedRow, NewFund, NewRow, UndoneRows
from ziping.web.records import rows

router = Router(tags=["forms"], by_alias=True)
Number = Annotated[int, Field(ge=0, le=9999)]


@router.post("/{form_id}/rows", response={200: Detail, REFUSALS: Fault})
def add_row(request: HttpRequest, form_id: UUID, body: NewRow) -> dict[str, Any]:
    """Add an empty indicator."""
    who = person(request)
    rows.add_row(record_id=seen(who, form_id).pk, after=body.after, actor=who, at=now())
    return detail(who, form_id)


@router.post("/{form_id}/rows/undo", response={200: Detail, REFUSALS: Fault})
def undo(request: HttpRequest, form_id: UUID, body: UndoneRows) -> dict[str, Any]:
    """Take back what the caller did to the rows in one version: what came in goes, what went out comes back as it was."""
    who = person(request)
    rows.undo_rows(record_id=seen(who, form_id).pk, version=body.version, actor=who, at=now())
    return detail(who, form_id)


@router.delete("/{form_id}/rows/{number}", response={200: Detail, REFUSALS: Fault})
def remove_row(request: HttpRequest, form_id: UUID, number: Number) -> dict[str, Any]:
    """Take an indicator out; the history keeps what it held."""
    who = person(request)
    rows.remove_row(record_id=seen(who, form_id).pk, number=number, actor=who, at=now())
    return detail(who, form_id)


@router.post("/{form_id}/rows/{number}/move", response={200: Detail, REFUSALS: Fault})
def move_row(request: HttpRequest, form_id: UUID, number: Number, body: MovedRow) -> dict[str, Any]:
    """Let an indicator change places with those below it, or above."""
    who = person(request)
    rows.move_row(record_id=seen(who, form_id).pk, number=number, by=body.by, actor=who, at=now())
    return detail(who, form_id)


@router.post("/{form_id}/funds", response={200: Detail, REFUSALS: Fault})
def add_fund(request: HttpRequest, form_id: UUID, body: NewFund) -> dict[str, Any]:
    """Add an empty source of funds; all but the unclassified stand in a form once."""
    who = person(request)
    rows.add_fund(record_id=seen(who, form_id).pk, source=body.source, actor=who, at=now())
    return detail(who, form_id)


@router.delete("/{form_id}/funds/{number}", response={200: Detail, REFUSALS: Fault})
def remove_fund(request: HttpRequest, form_id: UUID, number: Number) -> dict[str, Any]:
    """Take a source of funds out, but for the total; the history keeps what it held."""
    who = person(request)
    rows.remove_row(record_id=seen(who, form_id).pk, number=number, actor=who, at=now(), table="funds")
    return detail(who, form_id)
