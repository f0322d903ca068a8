"""A worker that is killed, as by ``kill -9``, in the midst of its third step or right after it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from ziping.web.preparing import start_django

start_django()

from ziping.web.jobs.models import Line  # noqa: E402 — needs Django
from ziping.web.jobs.running import Work  # noqa: E402
from ziping.web.jobs.worker import work_through  # noqa: E402

WHERE, THIRD = sys.argv[1], 2
original = Work.step


@contextmanager
def deadly(work: Work, number: int, label: str) -> Iterator[Line]:
    with original(work, number, label) as line:
        yield line
        if (number, WHERE) == (THIRD, "within"):
            os.kill(os.getpid(), signal.SIGKILL)
    if (number, WHERE) == (THIRD, "after"):
        os.kill(os.getpid(), signal.SIGKILL)


with patch.object(Work, "step", deadly):
    work_through()
