"""One worker process as its parent sees it: asked, timed, and ended when it oversteps."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from threading import Timer
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.grid import Source
from ziping.readers.sandbox.answers import Wanted
from ziping.readers.sandbox.frames import receive, send
from ziping.readers.sandbox.limits import Limits

ALL: Final = Wanted()
_CHILD: Final = "ziping.readers.sandbox.child"
_START_SECONDS: Final = 60
_CPU_SIGNALS: Final = frozenset({"SIGXCPU"})


class OverstepError(ZipingError):
    """Reading the file took more time or memory than a file is given, or broke the process that read it."""


class Worker:
    """A process that reads documents, one after the other."""

    def __init__(self, limits: Limits) -> None:
        """Start the process; it takes requests at once and answers when it is ready."""
        self.limits = limits
        self.is_alive = True
        self._is_overdue = False
        self._process = subprocess.Popen(  # noqa: S603 — this Python and a module of this package
            [sys.executable, "-P", "-m", _CHILD, limits.to_json()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._is_ready = False

    def ask(self, source: Source, wanted: Wanted = ALL) -> Iterator[dict[str, object]]:
        """Yield the answers about the documents in the source, or raise ``OverstepError``; then it is not alive."""
        if self._process.stdin is None or self._process.stdout is None:
            return
        header = {"name": source.name, "size": len(source.data), **asdict(wanted)}
        timer = self._timer(self.limits.wall_seconds + (0 if self._is_ready else _START_SECONDS))
        try:
            send(self._process.stdin, header, source.data)
            while answer := receive(self._process.stdout):
                timer.cancel()
                self._is_ready = True
                if answer.get("breach") == "memory":
                    break
                if "end" in answer:
                    self.is_alive = not answer.get("last")
                    return
                if "ready" not in answer:
                    yield answer
                timer = self._timer(self.limits.wall_seconds)
            raise self._overstep(source)
        except OSError as fault:
            raise self._overstep(source) from fault
        finally:
            timer.cancel()
            if not self.is_alive:
                self.close()

    def close(self) -> None:
        """End the process and everything that it has started."""
        self.is_alive = False
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue

    def _timer(self, seconds: float) -> Timer:
        timer = Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        return timer

    def _expire(self) -> None:
        self._is_overdue = True
        self.kill()

    def kill(self) -> None:
        """End the process and everything that it has started, without waiting for it."""
        if sys.platform == "win32":
            self._process.kill()
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()

    def _overstep(self, source: Source) -> OverstepError:
        """End the process and say which limit it overstepped, as far as that can be known."""
        self.is_alive = False
        ended = None if self._is_overdue else self._ended()
        memory = self.limits.memory >> 20
        if self._is_overdue:
            zh = f"读取时间超过上限 {self.limits.wall_seconds} 秒，已中止"
            en = f"reading took longer than the limit of {self.limits.wall_seconds} seconds and was ended"
        elif ended in _CPU_SIGNALS:
            zh = f"读取所用处理器时间超过上限 {self.limits.cpu_seconds} 秒，已中止"
            en = f"reading took more than the limit of {self.limits.cpu_seconds} processor seconds and was ended"
        else:
            zh = f"读取时内存超过上限 {memory} MB 或文件使解析程序出错，已中止"
            en = f"reading took more than the limit of {memory} MB of memory or broke the parser, and was ended"
        text = Text(
            "{name}：{zh}；请拆分文件，或用原软件另存后再读", "{name}: {en}; split the file or save it anew"
        )
        return OverstepError(text.fill(name=source.name, zh=zh, en=en))

    def _ended(self) -> str | None:
        """Return the signal that ended the process."""
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return None
        return signal.Signals(-code).name if code < 0 else None
