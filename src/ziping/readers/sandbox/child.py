"""The process that reads: it binds itself to its limits, then answers one request after the other.

An answer is a frame ``begin`` with the name of a document, then one with its forms or the sentence that refuses it; an
archive has several. The last frame is ``end``. Whatever native code prints goes nowhere.
"""

import gc
import os
import sys
from typing import IO

from ziping.readers.discovery import all_layouts, extractors
from ziping.readers.grid import Source
from ziping.readers.sandbox.answers import Answer, Wanted, answers_about
from ziping.readers.sandbox.frames import receive, send
from ziping.readers.sandbox.limits import Limits, bind, has_grown


def main(arguments: list[str]) -> None:
    """Answer requests until there are no more."""
    limits = Limits.from_json(arguments[0])
    requests, answers = _streams()
    extractors(), all_layouts()
    gc.freeze()
    bind(limits)
    send(answers, {"ready": True})
    while (request := receive(requests)) is not None:
        size, first, last = (_number(request, key) for key in ("size", "first", "last"))
        wanted = Wanted(first, last, bool(request.get("shown")), bool(request.get("keep_persons")))
        source = Source(str(request.get("name", "")), requests.read(size))
        for answer in answers_about(source, wanted, limits):
            send(answers, answer)
        is_last = has_grown(limits)
        send(answers, {"end": True, "last": is_last})
        if is_last:
            return


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes to the parent for ourselves; what native code reads and prints goes nowhere."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _number(request: Answer, key: str) -> int:
    value = request.get(key, 0)
    return value if isinstance(value, int) else 0


if __name__ == "__main__":
    main(sys.argv[1:])
