"""Evidence of a form: bringing files in, looking at them, handing them out as they came, marking them as taken out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.app.picturing import page_picture
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.evidence import operations, queries
from ziping.web.evidence.keeping import path_of, pictures
from ziping.web.evidence.kinds import TYPES
from ziping.web.evidence.models import Evidence
from ziping.web.evidence.operations import EvidenceError, uploads_in
from ziping.web.pages.compiled import written
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said
from ziping.web.records import workflow
from ziping.web.records.models import Record
from ziping.web.records.moves import moved, moves_since
from ziping.web.records.views import record_page, seen_record


def seen_evidence(request: HttpRequest, record_id: UUID, number: int) -> Evidence:
    """Return a file of a form that the person may see; rights are those for the form."""
    record = seen_record(request.user, record_id)
    return get_object_or_404(record.evidence.select_related("record"), pk=number)


@login_required
@require_http_methods(["GET", "POST"])
def shelf(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Give the part of the page that lists the files, after bringing some in where they come."""
    record = seen_record(request.user, record_id)
    if request.method == "POST":
        try:
            _bring_in(request, record)
        except ZipingError as error:
            return _again(request, record, error)
    if not _is_part(request):
        return redirect(f"/forms/{record.pk}/#evidence")
    may_edit = workflow.may_edit(request.user, record)
    context = {
        "record": record,
        "shelves": queries.shelves(record, with_empty=may_edit),
        "may_edit": may_edit,
        "told": list(messages.get_messages(request)),
    }
    return HttpResponse(
        written("evidence/shelves", **context, request=request, csrf_token=get_token(request))
    )


def _is_part(request: HttpRequest) -> bool:
    return request.headers.get("X-Part") == "evidence"


def _again(request: HttpRequest, record: Record, error: ZipingError) -> HttpResponse:
    """Say beside the row why its files were not taken."""
    page, form = (shelf if _is_part(request) else record_page), f"files:{request.POST.get('pointer', '')}"
    return refused(request, error, page, record.pk, form=form, about={ZipingError: "files"})


def _bring_in(request: HttpRequest, record: Record) -> None:
    operations.attach(
        record_id=record.pk,
        pointer=_pointer_now(request, record),
        uploads=uploads_in(request.FILES.getlist("files")),
        actor=signed_in(request),
        at=now(),
    )


def _pointer_now(request: HttpRequest, record: Record) -> str:
    """Return the cell that the person meant when the page showed that version of the form."""
    pointer, shown = request.POST.get("pointer", ""), request.POST.get("shown", "")
    if not shown.isascii() or not shown.isdecimal() or len(shown) > 9:  # noqa: PLR2004 — what a column of versions holds
        return pointer
    now = moved(pointer, moves_since(record, int(shown)))
    if now is None:
        raise EvidenceError(Text("该指标已被删除，请刷新后再上传", "the indicator is gone; reload the page"))
    return now


@login_required
@require_GET
def file(request: HttpRequest, record_id: UUID, number: int) -> FileResponse:
    """Hand out a file."""
    return handed_out(seen_evidence(request, record_id, number))


def handed_out(held: Evidence) -> FileResponse:
    """Return a file as it came; never to be shown by the browser itself."""
    path = path_of(held.digest)
    if not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=held.name, content_type="application/octet-stream"
    )


@login_required
@require_GET
def look(request: HttpRequest, record_id: UUID, number: int) -> HttpResponse:
    """Show a file page by page."""
    held = seen_evidence(request, record_id, number)
    return render(
        request,
        "evidence/look.html",
        {"record": held.record, "file": held, "pages": range(1, held.pages + 1)},
    )


@login_required
@require_GET
def page(request: HttpRequest, record_id: UUID, number: int, page: int) -> HttpResponse:
    """Give one page as a picture."""
    held = seen_evidence(request, record_id, number)
    path = path_of(held.digest)
    if not 1 <= page <= held.pages or not path.is_file():
        raise Http404
    if held.kind != "pdf":
        return HttpResponse(path.read_bytes(), content_type=TYPES[held.kind])
    try:
        drawn = page_picture(held.name, path, page, pictures())
    except ZipingError as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


@login_required
@require_POST
def remove(request: HttpRequest, record_id: UUID, number: int) -> HttpResponse:
    """Mark a file as taken out."""
    held = seen_evidence(request, record_id, number)
    try:
        operations.take_out(evidence=held, actor=signed_in(request), at=now())
    except ZipingError as error:
        messages.error(request, said(error.text))
    if not _is_part(request):
        return redirect(f"/forms/{record_id}/#evidence")
    request.method = "GET"
    return shelf(request, record_id)
