"""What came of a document, as it is told from process to process: its forms as JSON, or the sentence that refuses it."""

from collections.abc import Iterable, Iterator
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.refusals import BrokenFileError
from ziping.readers.extract.room import RoomNeededError
from ziping.readers.grid import Source
from ziping.readers.reading import read
from ziping.readers.sandbox.archive import is_archive, members
from ziping.readers.sandbox.limits import Limits, begin_document

BROKEN: Final = Text(
    "{name}：文件内容异常，无法读取；请用原软件打开并另存后再读",
    "{name}: the file cannot be made sense of; open it in its own program, save it and try again",
)

Answer = dict[str, object]


def answers_about(source: Source, first: int, last: int, limits: Limits) -> Iterator[Answer]:
    """Yield the answers for the documents from the first to before the last; 0 is all of them."""
    try:
        for number, held in enumerate(_documents(source)):
            if number < first or (last and number >= last):
                continue
            name = held.name if isinstance(held, Source) else held[0]
            yield {"begin": number, "source": name}
            begin_document(limits)
            yield {"number": number, "source": name, **answer_to(held, is_member=held is not source)}
    except ZipingError as error:
        yield {"begin": 0, "source": source.name}
        yield {"number": 0, "source": source.name, **_refusal(error)}


def _documents(source: Source) -> Iterable[Source | tuple[str, ZipingError]]:
    return members(source) if is_archive(source) else (source,)


def answer_to(held: Source | tuple[str, ZipingError], *, is_member: bool = False) -> Answer:
    """Read one document; this is the outermost door of all reading, so no mistake of ours may get past it."""
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
