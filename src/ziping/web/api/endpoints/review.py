"""The way of a form: steps, returns with their remarks and answers, waivers."""

from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import Field, Router, Schema

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.api.access import person
from ziping.web.api.endpoints.forms import detail, seen
from ziping.web.api.faults import REFUSALS, Fault, Said
from ziping.web.api.schemas import (
    Answer,
    Detail,
    Key,
    NewWaiver,
    Pointer,
    Prose,
    RemarkShown,
    Return,
    StepTaken,
    WaiverShown,
)
from ziping.web.records import batch, operations, queries, workflow
from ziping.web.records.models import Record, Remark, Waiver

router = Router(tags=["review"], by_alias=True)


class UnknownStepError(ZipingError):
    """There is no step of that name here."""

    def __init__(self) -> None:
        """Name those that there are."""
        names = "、".join(sorted(set(workflow.STEPS) - {workflow.RETURN.name}))
        super().__init__(Text(f"步骤只能是：{names}；退回另有地址", f"steps: {names}; a return has its own"))


class Chosen(Schema):
    """Forms that a step is taken with."""

    forms: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class ReturnAll(Chosen):
    """The return of many: one cell of each with the reason, or ``findings`` for the cells of each form's own."""

    cell: Pointer = batch.BY_FINDINGS
    why: Prose = ""


class OutcomeShown(Schema):
    """What became of one form."""

    form: UUID
    done: Said | None
    refusal: Said | None


@router.post("/batch/approve", response={200: list[OutcomeShown], REFUSALS: Fault})
def approve_all(request: HttpRequest, body: Chosen) -> list[dict[str, Any]]:
    """Approve many forms, each by itself."""
    who = person(request)
    return _outcomes(batch.approve_all(_chosen(who, body), actor=who, at=now()))


@router.post("/batch/return", response={200: list[OutcomeShown], REFUSALS: Fault})
def return_all(request: HttpRequest, body: ReturnAll) -> list[dict[str, Any]]:
    """Return many forms, each by itself."""
    who = person(request)
    held = _chosen(who, body)
    return _outcomes(batch.return_all(held, cell=body.cell, why=body.why, actor=who, at=now()))


def _chosen(who: User, body: Chosen) -> QuerySet[Record]:
    held = queries.visible(who).select_related("task", "unit")
    return held.filter(pk__in=body.forms).order_by("project", "pk")


def _outcomes(found: list[batch.Outcome]) -> list[dict[str, Any]]:
    return [{"form": it.record.pk, "done": it.done, "refusal": it.refusal} for it in found]


@router.post("/{form_id}/steps", response={200: Detail, REFUSALS: Fault})
def take_step(request: HttpRequest, form_id: UUID, body: StepTaken) -> dict[str, Any]:
    """Submit, withdraw, approve, take approval back, publish."""
    who, record_id = person(request), seen(person(request), form_id).pk
    step = workflow.STEPS.get(body.step)
    if step is None or step is workflow.RETURN:
        raise UnknownStepError
    if step is workflow.SUBMIT:
        operations.submit(record_id=record_id, actor=who, at=now())
    else:
        operations.take(step, record_id=record_id, actor=who, at=now(), why=body.why, seen=body.version)
    return detail(who, form_id)


@router.post("/{form_id}/return", response={200: Detail, REFUSALS: Fault})
def send_back(request: HttpRequest, form_id: UUID, body: Return) -> dict[str, Any]:
    """Return a form to its unit, naming cells with reasons."""
    who = person(request)
    remarks = [(it.pointer, it.reason) for it in body.remarks]
    operations.send_back(record_id=seen(who, form_id).pk, remarks=remarks, why=body.why, actor=who, at=now())
    return detail(who, form_id)


@router.get("/{form_id}/remarks", response={200: list[RemarkShown], REFUSALS: Fault})
def remarks(request: HttpRequest, form_id: UUID) -> list[Remark]:
    """List the remarks of the last return."""
    return list(operations.open_remarks(seen(person(request), form_id)))


@router.post("/remarks/{remark_id}/answer", response={200: RemarkShown, REFUSALS: Fault})
def answer(request: HttpRequest, remark_id: Key, body: Answer) -> Remark:
    """Answer one remark."""
    who = person(request)
    held = Remark.objects.filter(record__in=queries.visible(who))
    remark = get_object_or_404(held, pk=remark_id)
    return operations.answer(remark_id=remark.pk, text=body.text, actor=who, at=now())


@router.get("/{form_id}/waivers", response={200: list[WaiverShown], REFUSALS: Fault})
def waivers(request: HttpRequest, form_id: UUID) -> list[dict[str, Any]]:
    """List the errors that somebody took upon himself."""
    held = seen(person(request), form_id).waivers.select_related("by").order_by("at")
    return [_waiver(it) for it in held]


@router.post("/{form_id}/waivers", response={200: WaiverShown, REFUSALS: Fault})
def waive(request: HttpRequest, form_id: UUID, body: NewWaiver) -> dict[str, Any]:
    """Take an error upon oneself."""
    who = person(request)
    waiver = operations.waive(
        record_id=seen(who, form_id).pk,
        code=body.code,
        pointer=body.pointer,
        reason=body.reason,
        actor=who,
        at=now(),
    )
    return _waiver(waiver)


def _waiver(it: Waiver) -> dict[str, Any]:
    return {"code": it.code, "pointer": it.pointer, "reason": it.reason, "by": str(it.by), "at": it.at}
