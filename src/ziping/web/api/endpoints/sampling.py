"""Finance review: draws that anyone can draw again, and finance's own scores of drawn forms."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import Field, Router, Schema, Status

from ziping.web.accounts.models import User
from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import BodyKey, Key, Line, Page, Part, Pointer, Prose, Whole, page
from ziping.web.jobs.scope import task_of
from ziping.web.sampling import operations
from ziping.web.sampling.drawing import Method
from ziping.web.sampling.models import Draw, Drawn
from ziping.web.sampling.rows import Row, row_of, scoring

router = Router(tags=["finance review"], by_alias=True)


class NewDraw(Schema):
    """What is to be drawn: ``share`` in per cent of each stratum."""

    task: BodyKey
    method: Method
    seed: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]*$")]
    share: Annotated[int, Field(ge=1, le=100), Whole]


class DrawShown(Schema):
    """A draw; ``population`` is the SHA-256 over all the forms that it was drawn from."""

    id: int
    task: int
    method: Method
    seed: str
    share: int
    size: int
    population: str
    at: datetime


class DrawnShown(Schema):
    """A drawn form, its stratum and its lot."""

    id: int
    form: UUID
    stratum: str
    lot: str
    finished_at: datetime | None


class DrawDetail(DrawShown):
    """A draw with what it drew; ``unchanged`` tells whether drawing again would draw the same."""

    unchanged: bool
    drawn: list[DrawnShown]


class RowShown(Schema):
    """A row that finance scores; hundredths."""

    pointer: str
    name: str
    points: int | None
    declared: int | None
    computed: int | None
    codes: list[str]
    reviewed: int | None
    reason: str


class Scored(Schema):
    """A drawn form row by row; ``deviation`` in basis points of the declared total."""

    declared: int | None
    reviewed: int | None
    deviation: int | None
    rows: list[RowShown]


class NewMark(Schema):
    """Finance's score of one row; one that differs needs a reason."""

    pointer: Pointer
    score: Annotated[Line, Field(examples=["5.70"])]
    reason: Prose = ""


@router.get("/draws", response={200: Page[DrawShown], REFUSALS: Fault})
def draws(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the draws, the newest first."""
    return page(operations.visible_draws(person(request)), part, _draw)


@router.post("/draws", response={201: DrawDetail, REFUSALS: Fault})
def draw(request: HttpRequest, body: NewDraw) -> Status[dict[str, Any]]:
    """Draw forms of a task."""
    who = person(request)
    order = operations.Order(task_of(who, body.task), body.method, body.seed.strip(), body.share)
    return Status(201, _detail(operations.make_draw(order, actor=who, at=now())))


@router.get("/draws/{draw_id}", response={200: DrawDetail, REFUSALS: Fault})
def read_draw(request: HttpRequest, draw_id: Key) -> dict[str, Any]:
    """Read one draw."""
    return _detail(get_object_or_404(operations.visible_draws(person(request)), pk=draw_id))


@router.get("/drawn/{drawn_id}", response={200: Scored, REFUSALS: Fault})
def read_drawn(request: HttpRequest, drawn_id: Key) -> dict[str, Any]:
    """Read a drawn form as finance scores it."""
    return _scored(_drawn(person(request), drawn_id))


@router.post("/drawn/{drawn_id}/marks", response={200: Scored, REFUSALS: Fault})
def mark(request: HttpRequest, drawn_id: Key, body: NewMark) -> dict[str, Any]:
    """Give one row finance's own score."""
    who = person(request)
    drawn = _drawn(who, drawn_id)
    row = row_of(drawn, body.pointer)
    if row is None:
        raise Http404
    operations.mark(
        drawn,
        pointer=row.pointer,
        declared=row.declared,
        highest=row.points,
        score=body.score,
        reason=body.reason,
        codes=row.codes,
        actor=who,
        at=now(),
    )
    return _scored(drawn)


@router.post("/drawn/{drawn_id}/finish", response={200: DrawDetail, REFUSALS: Fault})
def finish(request: HttpRequest, drawn_id: Key) -> dict[str, Any]:
    """Say that the review of a drawn form is done."""
    who = person(request)
    drawn = _drawn(who, drawn_id)
    operations.finish(drawn, actor=who, at=now())
    return _detail(drawn.draw)


def _drawn(who: User, key: int) -> Drawn:
    held = Drawn.objects.select_related("draw__task", "record__task", "record__unit")
    return get_object_or_404(held.filter(draw__in=operations.visible_draws(who)), pk=key)


def _draw(it: Draw) -> dict[str, Any]:
    plain = set(DrawShown.model_fields) - {"task"}
    return {"task": it.task_id} | {name: getattr(it, name) for name in plain}


def _detail(it: Draw) -> dict[str, Any]:
    plain = set(DrawnShown.model_fields) - {"form"}
    drawn = [{"form": one.record_id} | {name: getattr(one, name) for name in plain} for one in it.drawn.all()]
    return {**_draw(it), "unchanged": operations.strata(it)[1], "drawn": drawn}


def _scored(drawn: Drawn) -> dict[str, Any]:
    found = scoring(drawn)
    plain = {name: getattr(found, name) for name in ("declared", "reviewed", "deviation")}
    return {**plain, "rows": [_row(it) for it in found.rows]}


def _row(it: Row) -> dict[str, Any]:
    given = (
        {"reviewed": it.mark.score, "reason": it.mark.reason} if it.mark else {"reviewed": None, "reason": ""}
    )
    plain = set(RowShown.model_fields) - set(given)
    return {name: getattr(it, name) for name in plain} | given
