"""Pictures of pages for a person who compares them with what was read."""

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from typing import Final, Protocol, runtime_checkable

from ziping.model.sight import PagePicture
from ziping.readers.grid import Source

MOST_PICTURES: Final = 100
MOST_BYTES: Final = 24 << 20
"""Of all pictures of one document together."""


@runtime_checkable
class Pictured(Protocol):
    """An extractor whose documents have pages that can be shown."""

    def pictures(self, source: Source) -> Iterator[PagePicture]:
        """Yield the pages as they are displayed."""
        ...


def pictures_of(extractor: object, source: Source) -> tuple[PagePicture, ...]:
    """Return the pages of the document within the limits; none where its pages cannot be pictured."""
    if not isinstance(extractor, Pictured):
        return ()
    kept: list[PagePicture] = []
    left = MOST_BYTES
    for picture in extractor.pictures(source):
        left -= len(picture.base64)
        if left < 0 or len(kept) == MOST_PICTURES:
            break
        kept.append(picture)
    return tuple(kept)


def picture(page: int, size: tuple[int, int], media: str, data: bytes) -> PagePicture:
    """Return the picture of a page of that size in tenths of a point."""
    return PagePicture(page, *size, media, b64encode(data).decode("ascii"))


def grey_png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Return grey pixels, a byte each in rows of ``stride`` bytes, as a PNG."""
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, stride * height, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
