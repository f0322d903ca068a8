"""Pages of jobs: starting one, watching it, its log and its result."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from ziping.app.writing import NoFormatError
from ziping.model.errors import ZipingError
from ziping.web.jobs import operations, queries
from ziping.web.jobs.files import UploadError, result_file
from ziping.web.jobs.kinds import kind
from ziping.web.jobs.kinds.importing import NoUnitError
from ziping.web.jobs.models import Job
from ziping.web.jobs.scope import NoSuchTaskError, tasks_of, units_of
from ziping.web.jobs.sweeping import kept_until
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.writers import writers
from ziping.writers.formats import UnknownFormatError

PAGE = 100
_FIELDS = {
    NoSuchTaskError: "task",
    NoUnitError: "unit",
    UploadError: "files",
    NoFormatError: "formats",
    UnknownFormatError: "formats",
}


def _own(request: HttpRequest, job_id: UUID) -> Job:
    return get_object_or_404(queries.visible(signed_in(request)), pk=job_id)


@login_required
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """Show the person's jobs, and what can be started."""
    person = signed_in(request)
    page = Paginator(queries.visible(person), PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "jobs",
        "page": page,
        "jobs": [(job, kind(job.kind).label) for job in page],
        "tasks": tasks_of(person),
        "units": units_of(person),
        "formats": list(writers()),
    }
    return render(request, "jobs/list.html", context)


@login_required
@require_POST
def start(request: HttpRequest, name: str) -> HttpResponse:
    """Put a job in line and go to it."""
    parameters = {
        "task": request.POST.get("task"),
        "unit": request.POST.get("unit"),
        "formats": ",".join(request.POST.getlist("formats")),
    }
    files = request.FILES.getlist("files")
    try:
        job = operations.start(
            name=name, person=signed_in(request), parameters=parameters, at=now(), files=files
        )
    except ZipingError as error:
        return refused(request, error, job_list, form=name, about=_FIELDS)
    return redirect("job", job.pk)


@login_required
@require_GET
def job_page(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show one job: how far it is, what became of each form, its result."""
    return render(request, "jobs/page.html", _shown(request, _own(request, job_id)))


@login_required
@require_GET
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Give the part of the page that changes while the job runs."""
    return render(request, "jobs/progress.html", _shown(request, _own(request, job_id)))


def _shown(request: HttpRequest, job: Job) -> dict[str, object]:
    lines = Paginator(job.lines.select_related("record"), PAGE).get_page(request.GET.get("page"))
    return {
        "section": "jobs",
        "job": job,
        "label": kind(job.kind).label,
        "has_result": result_file(job) is not None,
        "kept_until": kept_until(job),
        "kept_days": settings.JOB_FILES_DAYS,
        "counted": queries.counted(job),
        "page": lines,
    }


@login_required
@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Stop a job after the step at hand."""
    job = _own(request, job_id)
    operations.cancel(job=job, at=now())
    return redirect("job", job.pk)


@login_required
@require_GET
def result(request: HttpRequest, job_id: UUID) -> FileResponse:
    """Hand out what the job made."""
    job = _own(request, job_id)
    path = result_file(job)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=job.result)
