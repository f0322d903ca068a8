"""Steps carried out by a Dask cluster: machines that see the same folders, joining and leaving as they like.

Only the names of files go to the workers. Work that a lost worker held is done again by another.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import sleep
from typing import Any, Final, Self

from ziping.app.auditing.engines import Task, WorkerLostError, children_with
from ziping.model.errors import ZipingError
from ziping.model.language import Text

_ADDRESS: Final = re.compile(r"[a-z]+://[^\s/]+:[0-9]+")
_PATIENCE: Final = 30
"""Seconds in which a scheduler must answer."""
_SEEN_WITHIN: Final = 30
"""Seconds in which a file that a worker wrote must be seen here: shared storage may remember that it was not there."""


class MissingClusterError(ZipingError):
    """Dask is not installed."""

    def __init__(self) -> None:
        """Say what to install."""
        super().__init__(
            Text(
                "没有安装 Dask；请先运行 pip install 'ziping[cluster]'",
                "Dask is not installed; run pip install 'ziping[cluster]' first",
            )
        )


class AddressError(ZipingError):
    """What was given is no address."""

    def __init__(self, given: str) -> None:
        """Say what one looks like."""
        super().__init__(
            Text(
                f"{given}：不是调度器地址；地址形如 tcp://10.0.0.1:8786",
                f"{given}: no address of a scheduler; one looks like tcp://10.0.0.1:8786",
            )
        )


class SchedulerError(ZipingError):
    """The scheduler does not answer, or went away."""

    def __init__(self, scheduler: str | None) -> None:
        """Say which one, and how to go on."""
        name = scheduler or "localhost"
        super().__init__(
            Text(
                f"{name}：连不上 Dask 调度器，或者它中途退出；已完成的部分都在，恢复后用同一命令继续",
                f"{name}: the Dask scheduler cannot be reached or went away; what is done is kept, "
                "run the same command again to go on",
            )
        )


class UnsharedFolderError(ZipingError):
    """A worker wrote its result where nobody else sees it."""

    def __init__(self, path: Path) -> None:
        """Say which file is missed."""
        super().__init__(
            Text(
                f"{path}：工作节点已完成，但这里看不到结果；输入和结果文件夹须在各节点以同一路径共享",
                f"{path}: done by a worker, but not seen here; all machines must share inputs and results by the same path",
            )
        )


@dataclass(slots=True)
class Cluster:
    """The workers of a scheduler, or so many of this machine while the work lasts; within ``with`` kept from run to run."""

    scheduler: str | None
    jobs: int
    _kept: ExitStack | None = field(default=None, init=False)
    _client: Any = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Keep the workers that are first asked from now on."""
        self._kept = ExitStack()
        return self

    def __exit__(self, *_: object) -> None:
        """Part from them."""
        held, self._kept, self._client = self._kept, None, None
        if held:
            held.close()

    def run(self, tasks: Sequence[Task]) -> Iterator[Task]:
        """Do the tasks as workers become free; what is done stays done when the scheduler goes away."""
        if not tasks:
            return
        dask = _distributed()
        with ExitStack() as held:
            client = self._client or _connected(dask, self._kept or held, self)
            self._client = client if self._kept else None
            waiting = {client.submit(task, pure=False): task for task in tasks}
            for done in dask.as_completed(waiting, loop=client.loop):
                self._result(dask, done)
                _await(waiting[done].result)
                yield waiting[done]

    def _result(self, dask: Any, done: Any) -> None:  # noqa: ANN401 — Dask's own, which may not be installed
        """Raise what the step raised; say it in one sentence where it was Dask that failed."""
        try:
            done.result()
        except dask.scheduler.KilledWorker as error:
            raise WorkerLostError from error
        except (CancelledError, dask.comm.CommClosedError) as error:
            raise SchedulerError(self.scheduler) from error


def _distributed() -> Any:  # noqa: ANN401 — the module of the extra, where it is installed
    try:
        return import_module("distributed")
    except ImportError as error:
        raise MissingClusterError from error


def _connected(dask: Any, held: ExitStack, wanted: Cluster) -> Any:  # noqa: ANN401
    """Return a client of the scheduler; without one start workers here, each a process with one thread."""
    if wanted.scheduler is not None and not _ADDRESS.fullmatch(wanted.scheduler):
        raise AddressError(wanted.scheduler)
    address = wanted.scheduler or _local(dask, held, wanted.jobs)
    try:
        client = dask.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise SchedulerError(wanted.scheduler) from error
    held.callback(_part, client)
    return client


def _local(dask: Any, held: ExitStack, jobs: int) -> Any:  # noqa: ANN401
    held.enter_context(children_with(1))
    cluster = dask.LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    )
    return held.enter_context(cluster)


def _part(client: Any) -> None:  # noqa: ANN401
    """Part from a scheduler, be it still there or not."""
    with suppress(TimeoutError):
        client.close(timeout=_PATIENCE)


def _await(path: Path) -> None:
    for _ in range(_SEEN_WITHIN):
        if path.exists():
            return
        sleep(1)
    raise UnsharedFolderError(path)
