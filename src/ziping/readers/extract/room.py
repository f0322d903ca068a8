"""Tells whether this process is given enough to start another program or to recognise a picture."""

import sys

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.grid import Source


class RoomNeededError(ZipingError):
    """Reading this file takes more than the limits under which other files are read."""


def ask_for_room(source: Source) -> None:
    """Raise ``RoomNeededError`` in a process that may not write files; whoever set the limit may try again without."""
    if sys.platform != "win32" and _may_not_write():
        raise RoomNeededError(
            Text(
                "{name}：读取此文件需要更多资源，当前进程的限制过紧",
                "{name}: reading this file takes more than this process is allowed",
            ).fill(name=source.name)
        )


def _may_not_write() -> bool:
    import resource  # noqa: PLC0415 — there is none on Windows

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 0
