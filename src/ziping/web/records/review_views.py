"""What a person does with a form as a whole: submit, withdraw, approve, return, answer, waive, publish."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from ziping.engine import spots
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said
from ziping.web.records import operations, workflow
from ziping.web.records.assessing import assess_among_siblings
from ziping.web.records.models import Record, Remark
from ziping.web.records.operations import first_pointer
from ziping.web.records.review import can_be_named
from ziping.web.records.views import record_page, seen_record
from ziping.writers import layout
from ziping.writers.building import table_of

DONE = {
    "submit": Text("已提交审核", "submitted"),
    "withdraw": Text("已撤回，可以继续修改", "withdrawn; it can be changed again"),
    "approve": Text("审核通过", "approved"),
    "return": Text("已退回填报单位", "returned to the unit"),
    "unapprove": Text("已撤销审定", "approval taken back"),
    "publish": Text("已公开", "published"),
}


def _seen(request: HttpRequest) -> int | None:
    """Return the version of the form that the person looked at."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else None  # noqa: PLR2004 — what the column holds


def _told(
    request: HttpRequest, record: Record, act: Callable[[], object], done: Text, place: str, form: str
) -> HttpResponse:
    """Do it, say what came of it, and go back to the form; ``form`` names what was filled in for it."""
    try:
        act()
    except ZipingError as refusal:
        return refused(request, refusal, record_page, record.pk, form=form)
    messages.success(request, said(done))
    return redirect(f"{reverse('record', args=[record.pk])}{place}")


@login_required
@require_POST
def step(request: HttpRequest, record_id: UUID, name: str) -> HttpResponse:
    """Take one step with a form and go back to it; a return has a page of its own."""
    record = seen_record(request.user, record_id)
    taken = workflow.STEPS.get(name)
    if taken is None or taken is workflow.RETURN:
        raise Http404
    actor, at = signed_in(request), now()

    def act() -> Record:
        if taken is workflow.SUBMIT:
            return operations.submit(record_id=record.pk, actor=actor, at=at)
        why = request.POST.get("why", "")
        return operations.take(taken, record_id=record.pk, actor=actor, at=at, why=why, seen=_seen(request))

    return _told(request, record, act, DONE[name], "", f"step:{name}")


@login_required
@require_POST
def waive(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Take an error upon oneself."""
    record = seen_record(request.user, record_id)
    given = request.POST
    return _told(
        request,
        record,
        lambda: operations.waive(
            record_id=record.pk,
            code=given.get("code", ""),
            pointer=given.get("pointer", ""),
            reason=given.get("reason", ""),
            actor=signed_in(request),
            at=now(),
        ),
        Text("已豁免，理由随表公示", "waived; the reason stays on the form"),
        "#way",
        f"waive:{given.get('code', '')}:{given.get('pointer', '')}",
    )


@login_required
@require_POST
def answer(request: HttpRequest, record_id: UUID, remark_id: int) -> HttpResponse:
    """Answer one remark of a return."""
    record = seen_record(request.user, record_id)
    remark = get_object_or_404(Remark, pk=remark_id, record=record)
    return _told(
        request,
        record,
        lambda: operations.answer(
            remark_id=remark.pk, text=request.POST.get("answer", ""), actor=signed_in(request), at=now()
        ),
        Text("答复已保存", "answer saved"),
        "#remarks",
        f"answer:{remark.pk}",
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding as a reason to return the cell that it is about."""

    pointer: str
    label: Text
    reason: Text


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Choose cells, each with a reason, and return the form to its unit."""
    record = seen_record(request.user, record_id)
    if not workflow.may(request.user, workflow.RETURN, record):
        if request.method == "GET":
            raise Http404
        late = operations.NotAllowedError(workflow.RETURN.label, record)
        messages.error(request, said(late.text))
        return redirect("record", record.pk)
    given = list(zip(request.POST.getlist("pointer"), request.POST.getlist("reason"), strict=False))
    if request.method == "POST":
        try:
            operations.send_back(
                record_id=record.pk,
                remarks=given,
                why=request.POST.get("why", ""),
                actor=signed_in(request),
                at=now(),
            )
        except ZipingError as refusal:
            return refused(request, refusal, send_back, record_id)
        messages.success(request, said(DONE["return"]))
        return redirect("record", record.pk)
    return render(request, "records/return.html", _choice(record, given))


def _choice(record: Record, given: list[tuple[str, str]]) -> dict[str, object]:
    form = record.form
    found = assess_among_siblings(record)
    suggested = [
        Suggestion(first_pointer(it), spots.label(form, first_pointer(it)), it.message)
        for it in found.findings
        if can_be_named(record, first_pointer(it))
    ]
    table = table_of(form, layout(record.task.layout))
    return {
        "record": record,
        "table": table,
        "names": {pointer: spots.label(form, pointer) for pointer in table.at},
        "suggested": suggested,
        "given": [(p, spots.label(form, p), reason) for p, reason in given if can_be_named(record, p)],
        "section": "forms",
    }
