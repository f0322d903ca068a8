"""Open documents by their path and read the forms in them; what cannot be read is said and costs nothing else."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from errno import ELOOP
from pathlib import Path
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.model.sight import Sight
from ziping.readers import Source
from ziping.readers.sandbox import ALL, Outcome, Sandbox, Wanted, in_order

LARGEST: Final = 200 * 1024 * 1024
"""Bytes of the largest file that is opened; readers have limits of their own below it."""

_UNSHOWN: Final = re.compile(r"[\x00-\x1f\x7f]+")
"""Line ends and other characters that would break a sentence."""
_HIDDEN: Final = (".", "~$")
"""Beginnings of names that no user gave: settings of the system, locks of an office program."""


class MissingFileError(ZipingError):
    """There is no file of that name."""


class FolderError(ZipingError):
    """A folder was named that holds no file."""


class ForbiddenFileError(ZipingError):
    """The file is there and may not be opened."""


class TooLargeFileError(ZipingError):
    """The file is larger than anything that is opened."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its forms in their order, or the error that says why there are none."""

    source: str
    forms: tuple[SourcedForm, ...] = ()
    error: ZipingError | None = None
    sight: Sight | None = None
    """What the reader saw, where that was asked for."""


def named(path: Path) -> str:
    """Return the path as it is shown: a name in the encoding of Chinese Windows is told from one in UTF-8."""
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return _UNSHOWN.sub(" ", raw.decode(encoding))
    return _UNSHOWN.sub(" ", raw.decode("utf-8", "replace"))


def is_special(path: Path) -> bool:
    """Tell whether the path is a device, a pipe or a socket, which may have no end."""
    return path.exists() and not path.is_file() and not path.is_dir()


def special(path: Path) -> ForbiddenFileError:
    """Say that only files are opened."""
    return ForbiddenFileError(
        Text(
            "{name}：不是普通文件（是设备、管道或套接字），未打开；请换用文件",
            "{name}: no file but a device, a pipe or a socket, not opened; name a file",
        ).fill(name=named(path))
    )


def files_in(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and those in the folders named and below them, each once; an empty folder stands for itself."""
    yield from dict.fromkeys(path for it in given for path in (_visible(it) if it.is_dir() else (it,)))


def _visible(folder: Path) -> Iterable[Path]:
    below = ((path, path.relative_to(folder).parts) for path in sorted(folder.rglob("*")))
    shown = (path for path, parts in below if not any(part.startswith(_HIDDEN) for part in parts))
    return [path for path in shown if not path.is_dir()] or [folder]


def open_documents(paths: Iterable[Path], *, workers: int = 1) -> Iterator[Document]:
    """Read file after file in bounded processes; one that cannot be read does not stop the others."""
    yield from open_named(((named(path), path) for path in files_in(paths)), workers=workers)


def open_named(files: Iterable[tuple[str, Path]], *, workers: int = 1) -> Iterator[Document]:
    """Read files likewise, under the names that they are given."""
    with Sandbox(workers) as sandbox:
        for documents in in_order(lambda it: documents_in(sandbox, *it), files, workers):
            yield from documents


def documents_in(sandbox: Sandbox, name: str, path: Path, wanted: Wanted = ALL) -> tuple[Document, ...]:
    """Return the document in the file, or all those in an archive."""
    try:
        source = Source(name, _bytes(path))
    except ZipingError as error:
        return (Document(name, error=error),)
    return tuple(map(_document, sandbox.outcomes(source, wanted)))


def _document(outcome: Outcome) -> Document:
    forms = (
        SourcedForm(source=outcome.source, number=number, form=form)
        for number, form in enumerate(outcome.forms, 1)
    )
    return Document(outcome.source, tuple(forms), outcome.error, outcome.sight)


def _bytes(path: Path) -> bytes:
    if is_special(path):
        raise special(path)
    try:
        if path.stat().st_size > LARGEST:
            raise TooLargeFileError(
                Text(
                    f"{named(path)}：文件超过 {LARGEST >> 20} MB，未打开；请拆分后再读",
                    f"{named(path)}: larger than {LARGEST >> 20} MB, not opened; split it",
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise unopened(path, error) from error


def unopened(path: Path, error: OSError) -> ZipingError:
    """Say why the system does not open the file."""
    name = named(path)
    if isinstance(error, FileNotFoundError) or error.errno == ELOOP:
        return MissingFileError(
            Text(f"{name}：没有这个文件；请检查文件名和路径", f"{name}: no such file; check name and path")
        )
    if isinstance(error, IsADirectoryError):
        return FolderError(
            Text(
                f"{name}：文件夹里没有文件；请换用装有自评表的文件夹",
                f"{name}: there is no file in this folder; name one that holds forms",
            )
        )
    return ForbiddenFileError(
        Text(
            f"{name}：打不开（{error.strerror}）；请检查权限", f"{name}: cannot be opened ({error.strerror})"
        )
    )
