"""What a process that reads an untrusted file is given, and how it binds itself to that."""

import ctypes
import json
import mmap
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one worker process; seconds are counted anew for every document."""

    memory: int
    """Bytes of address space."""
    cpu_seconds: int
    wall_seconds: int
    file_bytes: int
    """Size of any file that it writes; 0 where it writes none."""
    open_files: int

    def to_json(self) -> str:
        """Write the limits for the command line of the worker."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read them back."""
        return cls(**json.loads(text))


PLAIN: Final = Limits(memory=1 << 30, cpu_seconds=40, wall_seconds=90, file_bytes=0, open_files=64)
"""For every document that this package reads itself."""
ROOMY: Final = Limits(
    memory=6 << 30, cpu_seconds=900, wall_seconds=1200, file_bytes=256 << 20, open_files=1024
)
"""For conversion by LibreOffice and recognition of scans."""

_NO_NEW_PRIVILEGES: Final = 38
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


def bind(limits: Limits) -> None:
    """Bind this process and all that it starts; the system may know fewer kinds of limits."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — there is none on Windows

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    _renounce()


def _renounce() -> None:
    """Give up gaining privileges and, where the system lets an ordinary process do so, the network."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def begin_document(limits: Limits) -> None:
    """Count processor seconds anew; what goes beyond them ends the process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — there is none on Windows

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def has_grown(limits: Limits) -> bool:
    """Tell whether the process holds so much memory that the next document should not inherit it."""
    try:
        resident = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE
    except (OSError, IndexError, ValueError):
        return False
    return resident > limits.memory // 3
