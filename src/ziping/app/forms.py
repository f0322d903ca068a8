"""Forms from whatever holds them: documents that readers read, files of forms as JSON, and tables of forms."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ziping.app.documents import Document, documents_in, files_in, is_special, named, special, unopened
from ziping.model.errors import ZipingError
from ziping.model.form import Form, SourcedForm
from ziping.model.language import Text
from ziping.readers.sandbox import ALL, Sandbox, Wanted, in_order

LINES: Final = frozenset({".jsonl", ".ndjson"})
JSON: Final = frozenset({".json"})
TABLES: Final = frozenset({".parquet"})
_AT_ONCE: Final = 200
"""Forms of a long file that are held in memory together; they tell each other's convention of rounding."""
_LONGEST_LINE: Final = 16 * 1024 * 1024


class NotAFormError(ZipingError):
    """Something in a file of forms is not one."""

    def __init__(self, path: Path, number: int, why: str) -> None:
        """Say which form of the file and what is wrong with it."""
        super().__init__(
            Text(
                f"{path} 第 {number} 张表不是 ziping.form/1：{why}",
                f"{path}, form {number}: not ziping.form/1: {why}",
            )
        )


class NoFormsTableError(ZipingError):
    """A row of a table of forms is no form."""

    def __init__(self, path: Path, row: int) -> None:
        """Say from which row on."""
        name = named(path)
        super().__init__(
            Text(
                f"{name}：第 {row} 行起有不是自评表的内容；请用 ziping read --parquet 重新生成",
                f"{name}: what stands in row {row} or below is no form; write it again with ziping read --parquet",
            )
        )


def open_each(
    paths: Iterable[Path], *, workers: int = 1, wanted: Wanted = ALL, tables: bool = False
) -> Iterator[Iterable[Document]]:
    """Yield for file after file the documents in it; a long file of forms comes in parts, so that memory stays flat.

    With ``tables`` tables of forms are read too: their numbers are those of the documents, how they were printed is lost.
    """
    with Sandbox(workers) as sandbox:
        yield from in_order(lambda path: _opened(sandbox, path, wanted, tables=tables), paths, workers)


def open_forms(paths: Iterable[Path], *, workers: int = 1) -> Iterator[Document]:
    """Yield the documents in all files, and in the folders and archives among them."""
    yield from chain.from_iterable(open_each(files_in(paths), workers=workers))


def _opened(sandbox: Sandbox, path: Path, wanted: Wanted, *, tables: bool) -> Iterable[Document]:
    suffix = path.suffix.lower()
    if suffix not in {*LINES, *JSON, *(TABLES if tables else ())}:
        return documents_in(sandbox, named(path), path, wanted)
    if is_special(path):
        return (Document(named(path), error=special(path)),)
    if suffix in TABLES:
        return _rows(path)
    return _lines(path) if suffix in LINES else _whole(path)


def _rows(path: Path) -> Iterator[Document]:
    """Read a table of forms part by part; each form keeps the name of the document that it was read from."""
    from ziping.engine.unframed import forms_of  # noqa: PLC0415 — only a table needs the engine to be read
    from ziping.readers.forms_table import read_forms  # noqa: PLC0415

    offset = 0
    try:
        with path.open("rb"):
            while forms := forms_of(read_forms(path, offset=offset, length=_AT_ONCE)):
                yield Document(named(path), tuple(forms))
                offset += _AT_ONCE
    except OSError as error:
        yield Document(named(path), error=unopened(path, error))
    except ZipingError as error:
        yield Document(named(path), error=error)
    except ValueError:
        yield Document(named(path), error=NoFormsTableError(path, offset + 1))


def _lines(path: Path) -> Iterator[Document]:
    try:
        with path.open("rb") as held:
            numbered = enumerate(filter(bytes.strip, iter(lambda: held.readline(_LONGEST_LINE), b"")), 1)
            while part := list(islice(numbered, _AT_ONCE)):
                yield from _parsed(path, part)
    except OSError as error:
        yield Document(named(path), error=unopened(path, error))


def _whole(path: Path) -> Iterator[Document]:
    """Read a file that holds one form, or a list of them."""
    try:
        held = json.loads(path.read_bytes())
    except OSError as error:
        yield Document(named(path), error=unopened(path, error))
    except (ValueError, RecursionError) as error:
        yield Document(named(path), error=NotAFormError(path, 1, str(error)))
    else:
        entries = held if isinstance(held, list) else [held]
        yield from _parsed(path, [(number, json.dumps(it).encode()) for number, it in enumerate(entries, 1)])


def _parsed(path: Path, entries: Iterable[tuple[int, bytes]]) -> Iterator[Document]:
    forms: list[SourcedForm] = []
    for number, text in entries:
        try:
            forms.append(SourcedForm(source=named(path), number=number, form=Form.from_json(text)))
        except ValidationError as wrong:
            yield Document(named(path), error=NotAFormError(path, number, _first(wrong)))
    if forms:
        yield Document(named(path), tuple(forms))


def _first(wrong: ValidationError) -> str:
    """Say where the first fault is and what it is."""
    fault = wrong.errors(include_url=False, include_input=False)[0]
    return f"/{'/'.join(map(str, fault['loc']))} {fault['msg']}"
