"""What came of a document, as it is told from process to process: its forms as JSON, or the sentence that refuses it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.model.sight import Sight
from ziping.readers.extract.pictures import pictures_of
from ziping.readers.extract.refusals import BrokenFileError
from ziping.readers.extract.room import RoomNeededError
from ziping.readers.grid import Source
from ziping.readers.reading import extractor_of, no_form, read, readings
from ziping.readers.sandbox.archive import is_archive, members
from ziping.readers.sandbox.limits import Limits, begin_document
from ziping.readers.sight import sight_of

BROKEN: Final = Text(
    "{name}：文件内容异常，无法读取；请用原软件打开并另存后再读",
    "{name}: the file cannot be made sense of; open it in its own program, save it and try again",
)

Answer = dict[str, object]
SIGHTS: Final = TypeAdapter(Sight)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents of an archive, from the first to before the last, 0 for all; and how they are to be read."""

    first: int = 0
    last: int = 0
    shown: bool = False
    """With what the reader saw."""
    keep_persons: bool = False


def answers_about(source: Source, wanted: Wanted, limits: Limits) -> Iterator[Answer]:
    """Yield the answers for the documents that are wanted."""
    try:
        for number, held in enumerate(_documents(source)):
            if number < wanted.first or (wanted.last and number >= wanted.last):
                continue
            name = held.name if isinstance(held, Source) else held[0]
            yield {"begin": number, "source": name}
            begin_document(limits)
            yield {
                "number": number,
                "source": name,
                **answer_to(held, wanted, is_member=held is not source),
            }
    except ZipingError as error:
        yield {"begin": 0, "source": source.name}
        yield {"number": 0, "source": source.name, **_refusal(error)}


def _documents(source: Source) -> Iterable[Source | tuple[str, ZipingError]]:
    return members(source) if is_archive(source) else (source,)


def answer_to(held: Source | tuple[str, ZipingError], wanted: Wanted, *, is_member: bool = False) -> Answer:
    """Read one document; this is the outermost door of all reading, so no mistake of ours may get past it."""
    if not isinstance(held, Source):
        return _refusal(held[1])
    try:
        return _forms(held, wanted, is_member=is_member)
    except RoomNeededError:
        return {"room": True}
    except ZipingError as error:
        return _refusal(error)
    except MemoryError:
        return {"breach": "memory"}
    except Exception as mistake:  # noqa: BLE001 — see above
        return _refusal(BrokenFileError(BROKEN.fill(name=held.name)), repr(mistake))


def _forms(held: Source, wanted: Wanted, *, is_member: bool) -> Answer:
    if is_member and is_archive(held):
        raise _nested(held)
    if not wanted.shown:
        forms = read(held, keep_persons=wanted.keep_persons).forms
        return {"forms": [form.to_json() for form in forms]}
    found = readings(held, keep_persons=wanted.keep_persons)
    sight = sight_of(found, pictures_of(extractor_of(held), held))
    told_forms = [form.to_json() for _, forms in found for form in forms]
    told: Answer = (
        {"forms": told_forms} if told_forms else _refusal(no_form(held, tuple(grid for grid, _ in found)))
    )
    return {**told, "sight": SIGHTS.dump_json(sight).decode()}


def _nested(held: Source) -> BrokenFileError:
    return BrokenFileError(
        Text(
            "{name}：压缩包里的压缩包不再展开；请先解压",
            "{name}: an archive within an archive is not unpacked; unpack it first",
        ).fill(name=held.name)
    )


def _refusal(error: ZipingError, cause: str = "") -> Answer:
    return {"kind": type(error).__name__, "zh": error.text.zh, "en": error.text.en, "cause": cause}
