"""Workers of a cluster that wait for a sign, and what waits for theirs: files, never the clock."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.samples import ROOT
from ziping.app.auditing.dask_engine import Cluster
from ziping.app.auditing.engines import Task

PATIENCE = 900
"""Seconds after which a test gives up. Nothing is proven by it: a machine on which everybody works may take its time."""


def until(happened: Callable[[], bool]) -> None:
    """Return when it happened."""
    given_up = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > given_up:
            raise TimeoutError(happened)
        time.sleep(0.02)


@dataclass(frozen=True)
class Signs:
    """A folder in which processes tell each other what happened."""

    folder: Path

    def late_first(self, task: Task) -> None:
        """Do a step when the worker that joined late is named: by that one first, then by all."""
        me = str(os.getpid())
        self.give(f"begun-{me}")
        while not self.given("late-was-here") and self.said("late") != me:
            time.sleep(0.02)
        task()
        self.give(f"done-{me}")
        if self.said("late") == me:
            self.give("late-was-here")

    def stop_after(self, results: int, task: Task) -> None:
        """Do a step, or, when so many results are there, none any more: hold it until this process is ended."""
        if len(list(task.result.parent.glob("[!.]*"))) >= results:
            self.give("stopped")
            signal.pause()
        task()

    def give(self, name: str, said: str = "") -> None:
        """Give a sign, whole or not at all."""
        written = self.folder / f".{name}-{os.getpid()}"
        written.write_text(said)
        written.rename(self.folder / name)

    def given(self, name: str) -> bool:
        """Tell whether a sign was given."""
        return (self.folder / name).exists()

    def said(self, name: str) -> str:
        """Return what a sign says; of one that was not given, nothing."""
        path = self.folder / name
        return path.read_text() if path.exists() else ""

    def done_by(self) -> set[int]:
        """Return the processes that did a step."""
        return {int(path.name.removeprefix("done-")) for path in self.folder.glob("done-*")}


@dataclass(frozen=True)
class Judging:
    """A cluster in which every judging step is held in the hands of something else."""

    cluster: Cluster
    held: Callable[[Task], Task]

    def run(self, tasks: Sequence[Task]) -> Iterator[Task]:
        """Do the tasks."""
        judged = [self.held(it) if it.result.parent.name == "judged" else it for it in tasks]
        yield from self.cluster.run(judged)


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Start a scheduler and one worker, each a program of its own."""
    told = folder / "scheduler.json"
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "dask", *arguments, "--no-dashboard"]
        here = ["--scheduler-file", str(told), "--host", "127.0.0.1"]
        started.append(subprocess.Popen([*command, *here], cwd=ROOT, stderr=subprocess.DEVNULL))

    try:
        start("scheduler", "--port", "0")
        until(lambda: told.exists() and bool(told.read_text().endswith("}")))
        start("worker", "--nthreads", "1", "--no-nanny")
        yield json.loads(told.read_text())["address"], started[0]
    finally:
        for process in started:
            process.kill()
            process.wait()


def processing(cluster: Any, pid: int) -> bool:  # noqa: ANN401 — Dask has no types
    """Tell whether the scheduler knows a step to be in the hands of that process."""
    addresses = [nanny.worker_address for nanny in cluster.workers.values() if nanny.pid == pid]
    return any(
        cluster.scheduler.workers[it].processing for it in addresses if it in cluster.scheduler.workers
    )
