"""A document is brought to a form, laid beside it, and taken over cell by cell."""

import re
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from ziping.app.picturing import page_picture
from ziping.engine import spots
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.evidence.keeping import pictures
from ziping.web.fields import WrongFieldsError
from ziping.web.importing import operations, reading
from ziping.web.importing.comparing import best, compared
from ziping.web.importing.pages import pages_of
from ziping.web.importing.reading import MOST_BYTES, Brought, NothingReadError
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said
from ziping.web.records import workflow
from ziping.web.records.models import Record
from ziping.web.records.operations import Edit, Edited
from ziping.web.records.views import seen_record


def own_record(request: HttpRequest, record_id: UUID) -> Record:
    """Return a form that the person may fill in."""
    record = seen_record(request.user, record_id)
    if not workflow.may_edit(request.user, record):
        raise Http404
    return record


def _brought(request: HttpRequest, record_id: UUID, digest: str) -> tuple[Record, Brought]:
    record = own_record(request, record_id)
    held = reading.brought(record, digest) if re.fullmatch("[0-9a-f]{64}", digest) else None
    if held is None:
        raise Http404
    return record, held


@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Ask for a document, read it, and go to the comparison."""
    record = own_record(request, record_id)
    if request.method == "POST":
        try:
            held = reading.bring(record, *_upload(request))
        except ZipingError as error:
            return refused(request, error, bring_in, record_id, about={ZipingError: "file"})
        return redirect("import-compare", record.pk, held.digest)
    return render(request, "importing/bring.html", {"record": record, "most": MOST_BYTES >> 20})


def _upload(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise NothingReadError(Text("请选择一个不是空的文件", "choose a file that is not empty"))
    return file.name or "", file.read(MOST_BYTES + 1)


@login_required
@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, record_id: UUID, digest: str) -> HttpResponse:
    """Show what was read beside what stands in the form, or take over what the person accepted."""
    record, held = _brought(request, record_id, digest)
    if request.method == "POST":
        return _taken(request, record, digest)
    asked = request.GET.get("form", "")
    number = int(asked) - 1 if asked.isdecimal() and len(asked) < 5 else best(record, held.forms)  # noqa: PLR2004 — no document has more
    if not 0 <= number < len(held.forms):
        raise Http404
    comparison = compared(record, held.forms[number])
    context = {
        "record": record,
        "brought": held,
        "number": number + 1,
        "comparison": comparison,
        "pages": pages_of(held, comparison.cells) if held.is_pdf else [],
    }
    return render(request, "importing/compare.html", context)


def _taken(request: HttpRequest, record: Record, digest: str) -> HttpResponse:
    given = request.POST
    edits = [
        Edit(it, given.get(f"was:{it}", ""), given.get(f"value:{it}", "")) for it in given.getlist("take")
    ]
    try:
        done = operations.take_over(record_id=record.pk, edits=edits, actor=signed_in(request), at=now())
    except ZipingError as error:
        return refused(request, error, compare, record.pk, digest)
    _tell(request, record, done)
    if done.refused:
        wrong = WrongFieldsError({f"value:{pointer}": why for pointer, why in done.refused})
        return refused(request, wrong, compare, record.pk, digest)
    return redirect("record", record.pk)


def _tell(request: HttpRequest, record: Record, done: Edited) -> None:
    messages.success(
        request, said(Text(f"已导入 {len(done.saved)} 格", f"{len(done.saved)} cells taken over"))
    )
    for it in done.conflicts:
        cell = spots.label(record.form, it.pointer)
        text = Text(
            f"{cell.zh}：{it.by}已改为“{it.value[:40]}”，未覆盖",
            f"{cell.en}: changed by {it.by}, left as it is",
        )
        messages.warning(request, said(text))


@login_required
@require_GET
def page(request: HttpRequest, record_id: UUID, digest: str, number: int) -> HttpResponse:
    """Give one page of the document as a picture."""
    _, held = _brought(request, record_id, digest)
    try:
        drawn = page_picture(held.name, held.path, number, pictures())
    except ZipingError as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": "private, max-age=86400"})
