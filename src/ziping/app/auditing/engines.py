"""Who carries out the steps of an audit: this process, several processes, or a Dask cluster.

A step is a pure function of files, so it does not matter who does it, how often, or in which order.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, Final, Protocol, Self

from ziping.model.errors import ZipingError
from ziping.model.language import Text

_ALLOCATOR: Final = "dirty_decay_ms:10000,muzzy_decay_ms:10000"
"""Memory is given back to the system after ten seconds, not at once: a step asks for the same again and again, and a sixth
of its time went into that."""


class WorkerLostError(ZipingError):
    """A worker process died."""

    def __init__(self) -> None:
        """Say what to do."""
        zh = "一个工作进程意外退出（可能内存不足）；已完成的部分都在，减少 --jobs 后用同一命令继续"
        super().__init__(
            Text(zh, "a worker process died (out of memory?); run the same command with fewer --jobs")
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One step: a function with its arguments, and the file that is there when it is done."""

    function: Callable[..., None]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any] = field(default_factory=dict)
    result: Path = Path()

    def __call__(self) -> None:
        """Do the step."""
        self.function(*self.arguments, **self.named)


class Engine(Protocol):
    """Carries out tasks, yielding each when it is done."""

    def run(self, tasks: Sequence[Task]) -> Iterable[Task]:
        """Do the tasks in any order."""
        ...


class Here:
    """This process, one task after another."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Task]:
        """Do the tasks in their order."""
        for task in tasks:
            task()
            yield task


@dataclass(slots=True)
class Processes:
    """Several processes of this machine, each with its share of the cores; within ``with`` kept from run to run."""

    jobs: int
    _kept: ProcessPoolExecutor | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Keep the processes that are started from now on."""
        self._kept = self._pool()
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        if self._kept:
            self._kept.shutdown(wait=True, cancel_futures=True)
        self._kept = None

    def run(self, tasks: Sequence[Task]) -> Iterator[Task]:
        """Do the tasks as processes become free; raise ``WorkerLostError`` where one dies."""
        if not tasks:
            return
        threads = max(1, (os.cpu_count() or 1) // self.jobs)
        with children_with(threads), nullcontext(self._kept) if self._kept else self._pool() as pool:
            waiting: dict[Future[None], Task] = {pool.submit(task): task for task in tasks}
            try:
                for done in as_completed(waiting):
                    done.result()
                    yield waiting[done]
            except BrokenProcessPool as broken:
                raise WorkerLostError from broken
            finally:
                for future in waiting:
                    future.cancel()

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"), initializer=_watch_parent)


@contextmanager
def children_with(threads: int) -> Iterator[None]:
    """Give the processes that are started meanwhile so many threads each: Polars asks for all cores otherwise.

    It reads this when it is imported, which a child does before anything can be said to it.
    """
    told = {"POLARS_MAX_THREADS": str(threads), "_RJEM_MALLOC_CONF": _ALLOCATOR}
    before = {name: os.environ.get(name) for name in told}  # noqa: TID251 — what children inherit
    os.environ |= told  # noqa: TID251
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]  # noqa: TID251
            else:
                os.environ[name] = value  # noqa: TID251


def _watch_parent() -> None:
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent was killed: nobody is left to take the result."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
