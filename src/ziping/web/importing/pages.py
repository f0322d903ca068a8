"""The pages of a document that values were read from, each with the boxes in which they stood."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ziping.app.picturing import page_picture
from ziping.model.errors import ZipingError
from ziping.readers.sandbox.pictures import DOTS
from ziping.web.evidence.keeping import pictures
from ziping.web.importing.comparing import Beside
from ziping.web.importing.reading import Brought

_TENTHS: Final = 720
"""Of a point, to an inch."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle around a value, in tenths of a point."""

    pointer: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its boxes; lengths are in tenths of a point."""

    number: int
    width: int
    height: int
    boxes: tuple[Box, ...]


def pages_of(held: Brought, cells: Iterable[Beside]) -> list[Page]:
    """Return the pages that the cells stood on; one that cannot be drawn is left out."""
    boxes: dict[int, list[Box]] = {}
    for it in cells:
        if it.place and it.place.page and it.place.box:
            left, top, right, bottom = it.place.box
            boxes.setdefault(it.place.page, []).append(Box(it.pointer, left, top, right - left, bottom - top))
    drawn = ((number, _size(held, number)) for number in sorted(boxes))
    return [Page(number, *size, tuple(boxes[number])) for number, size in drawn if size]


def _size(held: Brought, number: int) -> tuple[int, int] | None:
    try:
        png = page_picture(held.name, held.path, number, pictures())
    except ZipingError:
        return None
    width, height = struct.unpack_from(">II", png, 16)
    return width * _TENTHS // DOTS, height * _TENTHS // DOTS
