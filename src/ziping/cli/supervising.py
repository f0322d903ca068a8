"""Two processes that live and end together: the server, and the worker beside it, which is started again when it dies."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

_PAUSE: Final = 0.5
"""Seconds between two looks at the processes."""
_PATIENCE: Final = 30
"""Seconds that a process has to end by itself."""


def supervise(server: Sequence[str], worker: Sequence[str], environment: dict[str, str]) -> int:
    """Run both until the server ends or this process is told to; return the server's status."""
    signal.signal(signal.SIGTERM, _leave)
    with _running(server, environment) as main:
        while main.poll() is None:
            with _running(worker, environment) as beside:
                while main.poll() is None and beside.poll() is None:
                    time.sleep(_PAUSE)
        return main.returncode


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


@contextmanager
def _running(command: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process; end it, gently first, however this one ends."""
    with subprocess.Popen(command, env=environment) as process:  # noqa: S603 — commands of our own
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
