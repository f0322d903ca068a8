"""Reviews of forms and letters to their units: of one form at once; of many as a job (``jobs/review``)."""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.utils.timezone import localdate
from ninja import Router

from ziping.web.api.access import person
from ziping.web.api.endpoints.forms import FILE, seen
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Line
from ziping.web.records import workflow
from ziping.web.reports.papers import written
from ziping.writers.review import LETTER, REVIEW

router = Router(tags=["review"], by_alias=True)


@router.get("/{form_id}/review/{ending}", response={200: None, REFUSALS: Fault}, openapi_extra=FILE)
def review(request: HttpRequest, form_id: UUID, ending: Line) -> FileResponse:
    """Write the review of a form: docx, pdf, html, xlsx; for who reviews it."""
    return _handed_out(request, form_id, REVIEW.key, ending)


@router.get("/{form_id}/letter/{ending}", response={200: None, REFUSALS: Fault}, openapi_extra=FILE)
def letter(request: HttpRequest, form_id: UUID, ending: Line) -> FileResponse:
    """Write the return letter to the unit of a form that has something to mend; for who reviews it."""
    return _handed_out(request, form_id, LETTER.key, ending)


def _handed_out(request: HttpRequest, form_id: UUID, kind: str, ending: str) -> FileResponse:
    who = person(request)
    record = seen(who, form_id)
    if not workflow.reviews(who, record):
        raise Http404
    filename, data = written(who, record, kind, ending, localdate())
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=filename, content_type="application/octet-stream"
    )
