"""Open documents by their path and read the forms in them; what cannot be read is said and costs nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.readers import Source, read

LARGEST: Final = 200 * 1024 * 1024
"""Bytes of the largest file that is opened; readers have limits of their own below it."""


class MissingFileError(ZipingError):
    """There is no file of that name."""


class FolderError(ZipingError):
    """A folder was named where a file is read."""


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


def open_document(path: Path) -> Document:
    """Read the forms of one file."""
    try:
        reading = read(Source(str(path), _bytes(path)))
    except ZipingError as error:
        return Document(str(path), error=error)
    forms = (
        SourcedForm(source=str(path), number=number, form=form)
        for number, form in enumerate(reading.forms, 1)
    )
    return Document(str(path), tuple(forms))


def open_documents(paths: Iterable[Path]) -> Iterator[Document]:
    """Read file after file; one that cannot be read does not stop the others."""
    yield from map(open_document, paths)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise TooLargeFileError(
                Text(
                    f"{path}：文件超过 {LARGEST >> 20} MB，未打开；请拆分后再读",
                    f"{path}: larger than {LARGEST >> 20} MB, not opened; split it",
                )
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        text = Text(f"{path}：没有这个文件；请检查文件名和路径", f"{path}: no such file; check name and path")
        raise MissingFileError(text) from error
    except IsADirectoryError as error:
        text = Text(
            f"{path}：这是文件夹；请列出其中的文件", f"{path}: this is a folder; name the files in it"
        )
        raise FolderError(text) from error
    except OSError as error:
        text = Text(
            f"{path}：打不开（{error.strerror}）；请检查权限", f"{path}: cannot be opened ({error.strerror})"
        )
        raise ForbiddenFileError(text) from error
