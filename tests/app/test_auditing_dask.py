"""Dask finds what one process finds, also where a worker is killed, another joins late, or the scheduler goes away."""

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

import pytest

from tests.app.auditing import audited, left, quiet, table
from ziping.app.auditing import dask_engine
from ziping.app.auditing.dask_engine import (
    AddressError,
    Cluster,
    MissingClusterError,
    SchedulerError,
    UnsharedFolderError,
)
from ziping.app.auditing.engines import Task
from ziping.app.auditing.run import NothingToAuditError, Order, audit

distributed = pytest.importorskip("distributed")


@dataclass
class Meanwhile:
    """A cluster to which something happens after each step that it reports; no step is done before its turn."""

    cluster: Cluster
    happening: Callable[[int], None]
    done: int = 0

    def run(self, tasks: Sequence[Task]) -> Iterator[Task]:
        for task in self.cluster.run(tasks):
            self.done += 1
            self.happening(self.done)
            yield task


def pause(path: Path) -> None:
    """Take long enough for something to happen."""
    time.sleep(0.3)
    path.write_text(str(os.getpid()))


def pauses(folder: Path, count: int) -> list[Task]:
    return [
        Task(pause, (path,), result=path) for path in (folder / f"{number}.txt" for number in range(count))
    ]


@contextmanager
def local(workers: int) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster


def pids(cluster: Any) -> list[int]:  # noqa: ANN401 — a cluster of Dask, which has no types
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


@pytest.mark.slow
def test_a_worker_is_killed_and_another_joins_late(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 1000)
    expected = audited(tmp_path / "here", given)
    with local(2) as cluster:
        before = pids(cluster)

        def happening(done: int) -> None:
            if done == 5:
                os.kill(before[0], signal.SIGKILL)
            elif done == 10:
                cluster.scale(3)

        engine = Meanwhile(Cluster(cluster.scheduler_address, 0), happening)
        assert audited(tmp_path / "dask", given, engine=engine) == expected
        cluster.wait_for_workers(3, timeout=30)
        after = pids(cluster)
    assert engine.done == len(expected) // 3 + 50
    assert before[0] not in after
    assert len(after) == 3


@pytest.mark.slow
def test_what_a_killed_worker_held_is_done_by_others(tmp_path: Path) -> None:
    with local(2) as cluster:
        killed = pids(cluster)[0]

        def happening(done: int) -> None:
            if done == 2:
                os.kill(killed, signal.SIGKILL)
            elif done == 4:
                cluster.scale(3)

        engine = Meanwhile(Cluster(cluster.scheduler_address, 0), happening)
        assert len(list(engine.run(pauses(tmp_path, 30)))) == 30
    workers = {path.read_text() for path in tmp_path.glob("*.txt")}
    assert len(list(tmp_path.glob("*.txt"))) == 30
    assert len(workers) >= 3


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a scheduler with one worker, each a process of its own."""
    told = folder / "scheduler.json"
    dask = [sys.executable, "-W", "ignore", "-m", "dask"]
    common = ["--scheduler-file", str(told), "--no-dashboard"]
    started = [
        subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *common], stderr=-3)
    ]
    try:
        while not told.exists():
            time.sleep(0.1)
        worker = ["worker", "--nthreads", "1", "--no-nanny", "--death-timeout", "3", "--host", "127.0.0.1"]
        started.append(subprocess.Popen([*dask, *worker, *common], stderr=-3))
        address = json.loads(told.read_text())["address"]
        yield address, started[0]
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_one_sentence_and_the_run_goes_on_elsewhere(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 1000)
    expected = audited(tmp_path / "here", given)
    with scheduler(tmp_path) as (address, process):
        happening: Callable[[int], None] = lambda done: process.kill() if done == 60 else None  # noqa: E731
        with pytest.raises(SchedulerError, match="同一命令继续"):
            audited(tmp_path / "out", given, engine=Meanwhile(Cluster(address, 0), happening))
    before = len(list((tmp_path / "out" / "judged").iterdir()))
    assert 0 < before < len(expected) // 3
    assert audited(tmp_path / "out", given) == expected


@pytest.mark.slow
def test_a_cluster_of_this_machine_is_started_where_no_address_is_given(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 100)
    expected = audited(tmp_path / "here", given)
    assert audited(tmp_path / "dask", given, engine=Cluster(None, 2)) == expected
    assert left(tmp_path / "dask") == expected


def test_a_step_that_fails_says_what_it_says_here(tmp_path: Path) -> None:
    order = Order((tmp_path / "none.parquet",), tmp_path / "out")
    with local(1) as cluster, pytest.raises(NothingToAuditError):
        list(Cluster(cluster.scheduler_address, 0).run([Task(_audit, (order,))]))


def _audit(order: Order) -> None:
    audit(order, Cluster(None, 1), quiet)


def _nothing() -> None:
    pass


def test_a_result_that_is_not_seen_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_engine, "_SEEN_WITHIN", 1)
    task = Task(_nothing, (), result=tmp_path / "elsewhere.parquet")
    with local(1) as cluster, pytest.raises(UnsharedFolderError, match="同一路径共享"):
        list(Cluster(cluster.scheduler_address, 0).run([task]))


def test_no_scheduler_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_engine, "_PATIENCE", 1)
    with pytest.raises(SchedulerError, match="连不上 Dask 调度器"):
        list(Cluster("tcp://127.0.0.1:9", 0).run([Task(_nothing, ())]))


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "10.0.0.1", "tcp://a b:1"])
def test_no_address_is_one_sentence(address: str) -> None:
    with pytest.raises(AddressError, match="tcp://10"):
        list(Cluster(address, 0).run([Task(_nothing, ())]))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingClusterError, match="cluster"):
        list(Cluster(None, 1).run([Task(_nothing, ())]))


def test_nothing_to_do_asks_nobody() -> None:
    assert list(Cluster("tcp://127.0.0.1:9", 0).run([])) == []
