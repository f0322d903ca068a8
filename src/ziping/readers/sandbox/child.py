"""The process that reads: it binds itself to its limits, then answers one request after the other.

An answer is a frame ``begin`` with the name of a document, then one with its forms or the sentence that refuses it; an
archive has several. The last frame is ``end``. Whatever native code prints goes nowhere.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.discovery import all_layouts, extractors
from ziping.readers.extract.refusals import BrokenFileError
from ziping.readers.extract.room import RoomNeededError
from ziping.readers.grid import Source
from ziping.readers.reading import read
from ziping.readers.sandbox.archive import is_archive, members
from ziping.readers.sandbox.frames import receive, send
from ziping.readers.sandbox.limits import Limits, begin_document, bind, has_grown

BROKEN: Final = Text(
    "{name}：文件内容异常，无法读取；请用原软件打开并另存后再读",
    "{name}: the file cannot be made sense of; open it in its own program, save it and try again",
)

Answer = dict[str, object]


def main(arguments: list[str]) -> None:
    """Answer requests until there are no more."""
    limits = Limits.from_json(arguments[0])
    requests, answers = _streams()
    extractors(), all_layouts()
    bind(limits)
    send(answers, {"ready": True})
    while (request := receive(requests)) is not None:
        size, first, last = (_number(request, key) for key in ("size", "first", "last"))
        source = Source(str(request.get("name", "")), requests.read(size))
        for answer in answers_about(source, first, last, limits):
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


def answers_about(source: Source, first: int, last: int, limits: Limits) -> Iterator[Answer]:
    """Yield the answers for the documents from the first to before the last; 0 is all of them."""
    try:
        for number, held in enumerate(_documents(source)):
            if number < first or (last and number >= last):
                continue
            name = held.name if isinstance(held, Source) else held[0]
            yield {"begin": number, "source": name}
            begin_document(limits)
            yield {"number": number, "source": name, **_read(held, is_member=held is not source)}
    except ZipingError as error:
        yield {"begin": 0, "source": source.name}
        yield {"number": 0, "source": source.name, **_refusal(error)}


def _documents(source: Source) -> Iterable[Source | tuple[str, ZipingError]]:
    return members(source) if is_archive(source) else (source,)


def _read(held: Source | tuple[str, ZipingError], *, is_member: bool) -> Answer:
    """Read one document; this is the outermost door of the process, so no mistake of ours may get past it."""
    if not isinstance(held, Source):
        return _refusal(held[1])
    try:
        return _forms(held, is_member=is_member)
    except RoomNeededError:
        return {"room": True}
    except ZipingError as error:
        return _refusal(error)
    except MemoryError:
        return {"breach": "memory"}
    except Exception as mistake:  # noqa: BLE001 — see above
        return _refusal(BrokenFileError(BROKEN.fill(name=held.name)), repr(mistake))


def _forms(held: Source, *, is_member: bool) -> Answer:
    if is_member and is_archive(held):
        raise _nested(held)
    return {"forms": [form.to_json() for form in read(held).forms]}


def _nested(held: Source) -> BrokenFileError:
    return BrokenFileError(
        Text(
            "{name}：压缩包里的压缩包不再展开；请先解压",
            "{name}: an archive within an archive is not unpacked; unpack it first",
        ).fill(name=held.name)
    )


def _refusal(error: ZipingError, cause: str = "") -> Answer:
    return {"kind": type(error).__name__, "zh": error.text.zh, "en": error.text.en, "cause": cause}


if __name__ == "__main__":
    main(sys.argv[1:])
