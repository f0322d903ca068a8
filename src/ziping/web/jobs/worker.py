"""The process that does jobs: one after another, with a sign of life every few seconds."""

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Final

from django.db import close_old_connections, connection
from django.utils import timezone

from ziping.web.importing.sweeping import sweep
from ziping.web.jobs import operations, sweeping
from ziping.web.jobs.models import Job
from ziping.web.jobs.running import do

PAUSE: Final = 1.0
"""Seconds between two looks for work."""
BEAT: Final = 10.0
"""Seconds between two signs of life; well within the lease."""


def work_through() -> int:
    """Do all jobs that wait, and return how many there were."""
    count = 0
    while (job := operations.take_up(timezone.now())) is not None:
        do_alive(job)
        count += 1
    return count


def do_alive(job: Job) -> None:
    """Do a job while a thread says that this process lives."""
    over = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, over), daemon=True)
    beating.start()
    try:
        do(job, timezone.now)
    finally:
        over.set()
        beating.join()


def _beat(job: Job, over: threading.Event) -> None:
    while not over.wait(BEAT):
        operations.beat(job, timezone.now())
    connection.close()


def run(*, is_over: Callable[[], bool]) -> None:
    """Look for work until somebody says that it is over; the job at hand is brought to an end before.

    Once a day, working material that nobody needs any more is taken away.
    """
    swept = None
    while not is_over():
        close_old_connections()
        if swept != (today := timezone.localdate()):
            sweep(timezone.now())
            sweeping.sweep(timezone.now())
            swept = today
        if not work_through():
            time.sleep(PAUSE)


def run_until_told() -> None:
    """Run until a signal comes or the process that started this one is gone."""
    parent, told = os.getppid(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    run(is_over=lambda: told.is_set() or os.getppid() != parent)
