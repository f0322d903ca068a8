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

from ziping.app.reviewing import Per
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.jobs import operations
from ziping.web.jobs.kinds.reviewing import MOST_FORMS
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said
from ziping.web.records import queries, workflow
from ziping.web.records.list_views import sought_in
from ziping.web.records.views import seen_record
from ziping.web.reports.papers import KINDS, found_in, letterhead, papers_of
from ziping.writers.review import FORMATS

_NOTHING = Text("没有需要修改的问题，不必发退回修改通知", "nothing is to be mended; no letter is needed")


@login_required
@require_GET
def of_one(request: HttpRequest, record_id: UUID, kind: str, name: str) -> HttpResponse | FileResponse:
    """Hand out the review of a form, or the letter to its unit, in one format."""
    record = seen_record(request.user, record_id)
    if not workflow.reviews(request.user, record) or kind not in KINDS or name not in FORMATS:
        raise Http404
    person = signed_in(request)
    head = letterhead(person, [record], localdate())
    try:
        made = [
            (paper, paper.write(name))
            for paper in papers_of([(record, found_in(person, record))], kind, Per.FORM, head)
        ]
    except ZipingError as error:
        messages.error(request, said(error.text))
        return redirect("record", record.pk)
    if not made:
        messages.warning(request, said(_NOTHING))
        return redirect("record", record.pk)
    ((paper, data),) = made
    return FileResponse(BytesIO(data), as_attachment=True, filename=f"{paper.path.name}.{name}")


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
        messages.error(request, said(error.text))
        return redirect("record-list")
    return redirect("job", job.pk)


def _forms(request: HttpRequest) -> Iterable[str]:
    if request.POST.get("which") != "all":
        return request.POST.getlist("form")[: MOST_FORMS + 1]
    sought = sought_in(QueryDict(request.POST.get("sought", "")[:2000]))
    found = queries.found(request.user, sought).values_list("pk", flat=True)[: MOST_FORMS + 1]
    return [str(it) for it in found]
