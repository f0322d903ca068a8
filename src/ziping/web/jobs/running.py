"""Doing a job: steps that are taken once, whoever takes them, and that stop when somebody asks."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from django.db import transaction

from ziping.app.output import written_whole
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.jobs import operations
from ziping.web.jobs.files import result_path
from ziping.web.jobs.kinds import kind
from ziping.web.jobs.models import Job, Line, Outcome, State

log = logging.getLogger(__name__)


class LostError(Exception):
    """Another worker took the job over."""


class CancelledError(Exception):
    """Somebody asked to stop."""


@dataclass
class Work:
    """A job in a worker's hands."""

    job: Job
    clock: Callable[[], datetime]
    taken: set[int] = field(default_factory=set)
    """Steps that an earlier worker took."""
    result: str = ""

    def __post_init__(self) -> None:
        """Look up what was done before."""
        self.taken = set(self.job.lines.values_list("number", flat=True))

    def expect(self, steps: int) -> None:
        """Say how many steps there are."""
        Job.objects.filter(pk=self.job.pk, token=self.job.token).update(steps=steps)

    @contextmanager
    def step(self, number: int, label: str) -> Iterator[Line]:
        """Take one step in one transaction together with its line; a ``ZipingError`` becomes the line."""
        line = Line(job=self.job, number=number, label=label[:300])
        with transaction.atomic():
            self._hold()
            try:
                with transaction.atomic():
                    yield line
            except ZipingError as error:
                line.outcome, line.record = Outcome.REFUSED, None
                line.zh, line.en = error.text.zh, error.text.en
            line.save(force_insert=True)
            Job.objects.filter(pk=self.job.pk).update(done=number + 1)

    def _hold(self) -> None:
        held = operations.hold(self.job)
        if held is None:
            raise LostError
        if held.cancel_asked:
            raise CancelledError

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Give the file of the result; it is there for people once the job is done."""
        with written_whole(result_path(self.job)) as held:
            yield held
        self.result = name


def do(job: Job, clock: Callable[[], datetime]) -> None:
    """Do a job that was taken up, to its end, whatever that is; only another's taking it over leaves it open."""
    state, failure, result = State.DONE, None, ""
    try:
        work = _begun(job, clock)
        kind(job.kind).run(work)
        result = work.result
    except LostError:
        return
    except CancelledError:
        state = State.CANCELLED
    except ZipingError as error:
        state, failure = State.FAILED, error.text
    except Exception as defect:  # the outermost door of a job: its person gets a sentence, the log the rest
        log.exception("job %s failed", job.pk)
        state, failure = State.FAILED, _defect(defect)
    operations.end(job, state, clock(), failure, result)


def _begun(job: Job, clock: Callable[[], datetime]) -> Work:
    """Return the work; raise where too many workers died over it or somebody asked to stop meanwhile."""
    if job.attempts > operations.MOST_ATTEMPTS:
        raise GivenUpError(job.attempts - 1)
    if job.cancel_asked:
        raise CancelledError
    return Work(job, clock)


class GivenUpError(ZipingError):
    """Several workers died over the job."""

    def __init__(self, tried: int) -> None:
        """Say how many."""
        super().__init__(
            Text(
                f"处理进程 {tried} 次中断，已放弃；已完成的部分保留，请检查服务器内存和日志",
                f"{tried} workers died over it; what was done stays; look at the server's memory and log",
            )
        )


def _defect(defect: Exception) -> Text:
    name = type(defect).__name__
    return Text(
        f"系统内部出错（{name}），已完成的部分保留；请告知管理员",
        f"an internal error ({name}); what was done stays; tell the administrator",
    )
