"""The review of one form at once, and of many as a job."""

from collections.abc import Iterable
from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from ziping.app.writing import NoFormatError
from ziping.model.errors import ZipingError
from ziping.web.jobs import operations
from ziping.web.jobs.kinds.reviewing import MOST_FORMS, NoFormsError, TooManyFormsError
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said
from ziping.web.records import queries, workflow
from ziping.web.records.list_views import list_again, sought_in
from ziping.web.records.views import seen_record
from ziping.web.reports.papers import KINDS, written
from ziping.web.sampling.views import draw_page
from ziping.writers.review import FORMATS
from ziping.writers.review.documents import UnknownFormatError

_FIELDS = {
    NoFormsError: "form",
    TooManyFormsError: "form",
    NoFormatError: "formats",
    UnknownFormatError: "formats",
}


@login_required
@require_GET
def of_one(request: HttpRequest, record_id: UUID, kind: str, name: str) -> HttpResponse | FileResponse:
    """Hand out the review of a form, or the letter to its unit, in one format."""
    record = seen_record(request.user, record_id)
    if not workflow.reviews(request.user, record) or kind not in KINDS or name not in FORMATS:
        raise Http404
    try:
        filename, data = written(signed_in(request), record, kind, name, localdate())
    except ZipingError as error:
        messages.error(request, said(error.text))
        return redirect("record", record.pk)
    return FileResponse(BytesIO(data), as_attachment=True, filename=filename)


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Order the review of the chosen forms, or of all that the list shows, and go to the job."""
    given = request.POST
    parameters = {
        "forms": list(_forms(request)),
        "formats": ",".join(given.getlist("formats")),
        "per": given.get("per", ""),
        "letters": given.get("letters") == "1",
    }
    try:
        job = operations.start(name="review", person=signed_in(request), parameters=parameters, at=now())
    except ZipingError as error:
        return _again(request, error)
    return redirect("job", job.pk)


def _again(request: HttpRequest, refusal: ZipingError) -> HttpResponse:
    """Show the page again where the review was ordered: a draw, or the list."""
    draw = request.POST.get("draw", "")
    if draw.isascii() and draw.isdecimal() and len(draw) < 10:  # noqa: PLR2004 — what keys are
        return refused(request, refusal, draw_page, int(draw), form="report", about=_FIELDS)
    return list_again(request, refusal, _FIELDS)


def _forms(request: HttpRequest) -> Iterable[str]:
    if request.POST.get("which") != "all":
        return request.POST.getlist("form")[: MOST_FORMS + 1]
    sought = sought_in(QueryDict(request.POST.get("sought", "")[:2000]))
    found = queries.found(request.user, sought).values_list("pk", flat=True)[: MOST_FORMS + 1]
    return [str(it) for it in found]
