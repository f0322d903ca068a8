"""Tells what an old Office file (OLE compound file) holds, by the names of its streams."""

from enum import StrEnum
from typing import Final

from ziping.readers.grid import Source

_LARGEST_SHIFT: Final = 12
_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Ole(StrEnum):
    """What the main stream of the file is."""

    ENCRYPTED = "EncryptedPackage"
    """A new Office file behind a password."""
    DOCUMENT = "WordDocument"
    WORKBOOK = "Workbook"
    OLD_WORKBOOK = "Book"
    UNKNOWN = ""


def ole_kind(source: Source) -> Ole | None:
    """Return what the file holds, or None where it is no OLE file; a document may have a workbook inside."""
    if not source.data.startswith(_SIGNATURE):
        return None
    found = (kind for kind in Ole if kind and kind.encode("utf-16-le") + b"\0\0" in source.data)
    return next(found, Ole.UNKNOWN)


def is_cut_off(source: Source) -> bool:
    """Tell whether the list of streams lies beyond the end of an OLE file; LibreOffice would read the rest as text."""
    shift = int.from_bytes(source.data[30:32], "little")
    first = int.from_bytes(source.data[48:52], "little")
    return shift > _LARGEST_SHIFT or (first + 1) << shift >= len(source.data)
