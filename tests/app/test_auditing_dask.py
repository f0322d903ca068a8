"""Dask finds what one process finds, also where a worker is killed, another joins late, or the scheduler goes away."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.app.auditing import Noting, audited, left, order, quiet, table
from tests.app.clusters import PATIENCE, Judging, Signs, processing, scheduler, until
from ziping.app.auditing import dask_engine
from ziping.app.auditing.dask_engine import (
    AddressError,
    Cluster,
    MissingClusterError,
    SchedulerError,
    UnsharedFolderError,
)
from ziping.app.auditing.engines import Task
from ziping.app.auditing.run import NothingToAuditError, audit

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default:Creating scratch directories:UserWarning")  # a busy disk

FORMS = 400


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Let no process be given up because the machine is busy."""
    names = ("comm.timeouts.connect", "comm.timeouts.tcp", "scheduler.worker-ttl")
    with import_module("dask").config.set({f"distributed.{name}": PATIENCE for name in names}):
        yield


def local(workers: int) -> Any:  # noqa: ANN401 — Dask has no types
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    )


def signs(folder: Path) -> Signs:
    (folder / "signs").mkdir()
    return Signs(folder / "signs")


@pytest.mark.slow
def test_a_worker_is_killed_in_the_middle_and_another_joins_late(tmp_path: Path) -> None:
    given, told = table(tmp_path / "forms.parquet", FORMS), signs(tmp_path)
    expected = audited(tmp_path / "here", given)
    with ThreadPoolExecutor(1) as beside, local(2) as cluster:
        engine = Judging(
            Cluster(cluster.scheduler_address, 0), lambda it: Task(told.late_first, (it,), result=it.result)
        )
        running = beside.submit(audited, tmp_path / "dask", given, engine=engine)
        killed = cluster.workers[0].pid
        until(lambda: told.given(f"begun-{killed}") and processing(cluster, killed))
        os.kill(killed, signal.SIGKILL)
        cluster.scale(3)
        until(lambda: len(cluster.workers) == 3 and cluster.workers[2].pid is not None)
        late = cluster.workers[2].pid
        assert told.done_by() == set()
        told.give("late", str(late))
        assert running.result(PATIENCE) == expected
    assert late in told.done_by()
    assert killed not in told.done_by()
    assert len([name for name in expected if name.startswith("judged")]) > 10


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_one_sentence_and_the_run_goes_on_elsewhere(tmp_path: Path) -> None:
    given, told, out = table(tmp_path / "forms.parquet", FORMS), signs(tmp_path), tmp_path / "out"
    expected = audited(tmp_path / "here", given)
    with ThreadPoolExecutor(1) as beside, scheduler(tmp_path) as (address, process):
        engine = Judging(Cluster(address, 0), lambda it: Task(told.stop_after, (5, it), result=it.result))
        running = beside.submit(audited, out, given, engine=engine)
        until(lambda: told.given("stopped"))
        process.kill()
        with pytest.raises(SchedulerError, match="同一命令继续"):
            running.result(PATIENCE)
    assert len([name for name in left(out) if name.startswith("judged")]) == 5
    shutil.copytree(out, tmp_path / "other")
    noting = Noting([])
    assert audited(out, given, engine=noting) == expected
    assert len(noting.done) == len(expected) // 3 - 5
    assert audited(tmp_path / "other", given, engine=Cluster(None, 2)) == expected


@pytest.mark.slow
def test_workers_are_kept_from_run_to_run(tmp_path: Path) -> None:
    said = [tmp_path / name for name in ("one", "two")]
    with Cluster(None, 1) as engine:
        for path in said:
            list(engine.run([Task(_worker, (path,), result=path)]))
    assert len({path.read_text() for path in said}) == 1


def _worker(path: Path) -> None:
    path.write_text(str(os.getpid()))


@pytest.mark.slow
def test_a_step_that_fails_says_what_it_says_here(tmp_path: Path) -> None:
    with local(1) as cluster, pytest.raises(NothingToAuditError):
        list(Cluster(cluster.scheduler_address, 0).run([Task(_audit, (tmp_path,))]))


def _audit(path: Path) -> None:
    audit(order(path / "out", path / "none.parquet"), Noting([]), quiet)


def _nothing() -> None:
    pass


@pytest.mark.slow
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
