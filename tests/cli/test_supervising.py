"""The server and the worker beside it: the worker is started again when it dies, and ends with the server."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ziping.cli.supervising import supervise

WORKER = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write(f'{os.getpid()}\\n')"
SERVER = """
import pathlib, sys, time
started = pathlib.Path(sys.argv[1])
while not started.exists() or len(started.read_text().splitlines()) < 2:
    time.sleep(0.01)
sys.exit(3)
"""
LASTING = "import time, os, pathlib, sys; " + WORKER.split("; ", 1)[1] + "; time.sleep(60)"


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    held = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, held)


def test_a_worker_that_ends_is_started_again_until_the_server_ends(tmp_path: Path) -> None:
    started = str(tmp_path / "started")
    server, worker = [sys.executable, "-c", SERVER, started], [sys.executable, "-c", WORKER, started]
    assert supervise(server, worker, dict(os.environ)) == 3


def test_told_to_end_it_ends_both(tmp_path: Path) -> None:
    started = tmp_path / "started"
    lasting = [sys.executable, "-c", LASTING, str(started)]
    telling = [sys.executable, "-c", TELLING, str(started), str(os.getpid())]
    with pytest.raises(SystemExit):
        supervise(lasting, telling, dict(os.environ))
    pids = [int(line) for line in started.read_text().splitlines()]
    assert len(pids) == 1
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


TELLING = """
import os, pathlib, signal, sys, time
while not pathlib.Path(sys.argv[1]).exists() or not pathlib.Path(sys.argv[1]).read_text().endswith("\\n"):
    time.sleep(0.01)
os.kill(int(sys.argv[2]), signal.SIGTERM)
time.sleep(60)
"""
