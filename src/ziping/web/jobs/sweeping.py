"""Files of finished jobs are kept for a while: what came out can be made again, what came in stands in forms by now.

Evidence and forms lie elsewhere and are never taken away.
"""

import shutil
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings

from ziping.web.jobs.files import folder, folders
from ziping.web.jobs.models import Job


def kept_until(job: Job) -> datetime | None:
    """Return until when the files of a job are kept; None where it is not finished, or has none."""
    if job.finished_at is None or not folder(job).exists():
        return None
    return job.finished_at + _kept()


def sweep(now: datetime) -> int:
    """Take away the files of jobs that finished long enough ago, and such as no job came of; return of how many.

    Others may sweep at the same time.
    """
    before, count = now - _kept(), 0
    kept = {str(key) for key in Job.objects.exclude(finished_at__lt=before).values_list("pk", flat=True)}
    for held in folders():
        if held.name in kept:
            continue
        with suppress(FileNotFoundError):
            if held.stat().st_mtime < before.timestamp():
                shutil.rmtree(held)
                count += 1
    return count


def _kept() -> timedelta:
    return timedelta(days=settings.JOB_FILES_DAYS)
