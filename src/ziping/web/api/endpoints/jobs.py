"""Jobs: imports, exports, audits and reviews, watched and fetched."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile as Uploaded

from ziping.web.api.access import person
from ziping.web.api.endpoints.forms import FILE
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import (
    Audit,
    Export,
    Import,
    JobShown,
    Key,
    LineShown,
    Page,
    Part,
    ReviewOrder,
    job_shown,
    line_shown,
    page,
)
from ziping.web.jobs import operations, queries
from ziping.web.jobs.files import result_file
from ziping.web.jobs.models import Job

router = Router(tags=["jobs"], by_alias=True)
Answered = Status[dict[str, Any]]


def own(request: HttpRequest, job_id: UUID) -> Job:
    """Return a job of the person."""
    return get_object_or_404(queries.visible(person(request)), pk=job_id)


def started(
    request: HttpRequest, name: str, files: "list[UploadedFile[bytes]]", **parameters: object
) -> Answered:
    """Put a job in line."""
    job = operations.start(name=name, person=person(request), parameters=parameters, at=now(), files=files)
    return Status(202, job_shown(job))


@router.get("/", response={200: Page[JobShown], REFUSALS: Fault})
def find(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the person's jobs, the newest first."""
    return page(queries.visible(person(request)), part, job_shown)


@router.post("/import", response={202: JobShown, REFUSALS: Fault})
def import_forms(request: HttpRequest, body: Import) -> Answered:
    """Bring many forms into a task; the job's lines tell what became of each."""
    lines = "\n".join(json.dumps(it, ensure_ascii=False) for it in body.forms)
    file = SimpleUploadedFile("api.jsonl", lines.encode())
    return started(request, "import", [file], task=body.task, unit=body.unit)


@router.post("/import-files", response={202: JobShown, REFUSALS: Fault})
def import_files(
    request: HttpRequest,
    task: Annotated[Key, Form()],
    files: Annotated[list[Uploaded], File(min_length=1)],
    unit: Annotated[int, Form(ge=0, le=2**53)] = 0,
) -> Answered:
    """Bring in the forms of documents: docx, xlsx, pdf, html, txt, zip, jsonl; unit 0: as each form says."""
    return started(request, "import", list(files), task=task, unit=unit)


@router.post("/export", response={202: JobShown, REFUSALS: Fault})
def export(request: HttpRequest, body: Export) -> Answered:
    """Write the official forms of a task into one ZIP file."""
    return started(request, "export", [], task=body.task, formats=",".join(body.formats))


@router.post("/audit", response={202: JobShown, REFUSALS: Fault})
def audit(request: HttpRequest, body: Audit) -> Answered:
    """Score and check the forms of a task anew."""
    return started(request, "audit", [], task=body.task)


@router.post("/review", response={202: JobShown, REFUSALS: Fault})
def review(request: HttpRequest, body: ReviewOrder) -> Answered:
    """Write the reviews of those of the forms that the person reviews, and letters to their units, into one ZIP file."""
    forms, formats = [str(it) for it in body.forms], ",".join(body.formats)
    return started(request, "review", [], forms=forms, formats=formats, per=body.per, letters=body.letters)


@router.get("/{job_id}", response={200: JobShown, REFUSALS: Fault})
def read(request: HttpRequest, job_id: UUID) -> dict[str, Any]:
    """Tell how far a job is."""
    return job_shown(own(request, job_id))


@router.get("/{job_id}/lines", response={200: Page[LineShown], REFUSALS: Fault})
def lines(request: HttpRequest, job_id: UUID, part: Part) -> dict[str, Any]:
    """Tell what became of each form."""
    return page(own(request, job_id).lines.all(), part, line_shown)


@router.post("/{job_id}/cancel", response={200: JobShown, REFUSALS: Fault})
def cancel(request: HttpRequest, job_id: UUID) -> dict[str, Any]:
    """Stop a job after the step at hand."""
    job = own(request, job_id)
    operations.cancel(job=job, at=now())
    return job_shown(job)


@router.get("/{job_id}/result", response={200: None, REFUSALS: Fault}, openapi_extra=FILE)
def result(request: HttpRequest, job_id: UUID) -> FileResponse:
    """Fetch the file that a job made."""
    job = own(request, job_id)
    path = result_file(job)
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=job.result, content_type="application/octet-stream"
    )
