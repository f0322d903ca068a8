"""Starting, cancelling, taking up and ending jobs: each is one statement that only one worker can win."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, Q, QuerySet

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.jobs.files import keep_uploads
from ziping.web.jobs.kinds import kind
from ziping.web.jobs.models import Job, State

LEASE: Final = timedelta(seconds=60)
"""How long a job belongs to a worker of which nothing is heard."""
MOST_ATTEMPTS: Final = 3
MOST_WAITING: Final = 20


class TooManyJobsError(ZipingError):
    """A person has as many jobs waiting as anybody may."""


def start(
    *,
    name: str,
    person: User,
    parameters: dict[str, Any],
    at: datetime,
    files: Iterable["UploadedFile[bytes]"] = (),
) -> Job:
    """Put a job in line; raise ``ZipingError`` where the person may not have it or it lacks something."""
    wanted = kind(name)
    waiting = Job.objects.filter(person=person, state__in=[State.WAITING, State.RUNNING]).count()
    if waiting >= MOST_WAITING:
        raise TooManyJobsError(
            Text(
                f"您已有 {waiting} 项后台任务未完成，请稍后再提交",
                f"{waiting} of your jobs are not done yet, wait for them",
            )
        )
    job = Job(kind=name, person=person, parameters=wanted.accept(person, parameters), created_at=at)
    if wanted.takes_files:
        keep_uploads(job, files)
    job.save(force_insert=True)
    return job


def cancel(*, job: Job, at: datetime) -> None:
    """End a job that waits; ask the worker of a running one to stop after the step at hand."""
    mine = Job.objects.filter(pk=job.pk)
    if not mine.filter(state=State.WAITING).update(state=State.CANCELLED, finished_at=at):
        mine.filter(state=State.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()


def take_up(at: datetime) -> Job | None:
    """Take the oldest job that waits or whose worker is gone; of many workers that ask at once, one gets it."""
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=at)
    for candidate in Job.objects.filter(free).order_by("created_at")[:10]:
        token = uuid.uuid4()
        won = Job.objects.filter(free, pk=candidate.pk, token=candidate.token).update(
            state=State.RUNNING,
            token=token,
            lease_until=at + LEASE,
            attempts=F("attempts") + 1,
            started_at=candidate.started_at or at,
        )
        if won:
            return Job.objects.select_related("person").get(pk=candidate.pk, token=token)
    return None


def beat(job: Job, at: datetime) -> bool:
    """Say that the worker lives; return False where the job is no longer its own."""
    return bool(_own(job).update(lease_until=at + LEASE))


def end(job: Job, state: State, at: datetime, failure: Text | None = None, result: str = "") -> bool:
    """End a job that one still holds."""
    told = failure or Text("", "")
    return bool(
        _own(job).update(
            state=state,
            finished_at=at,
            failure_zh=told.zh,
            failure_en=told.en,
            result=result,
            lease_until=None,
        )
    )


def hold(job: Job) -> Job | None:
    """Lock the job for the transaction at hand; None where it is no longer one's own."""
    return _own(job).select_for_update().first()


def _own(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, token=job.token, state=State.RUNNING)
