"""Pictures of pages (PNG, JPEG, and PDF pages without text): lines found, text recognised cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from ziping.model.language import Text
from ziping.model.sight import PagePicture
from ziping.readers.extract.page import Glyph, Page, Rectangle, Ruling
from ziping.readers.extract.pages import Pages
from ziping.readers.extract.pictures import picture
from ziping.readers.extract.recognition import is_installed, missing, recognised
from ziping.readers.extract.refusals import beyond, broken
from ziping.readers.extract.room import ask_for_room
from ziping.readers.extract.ruling import tables
from ziping.readers.extract.scan_image import LARGEST, Image, Picture, crop, decoded, lines_in, loose_lines
from ziping.readers.grid import Grid, Source

MOST_SCANS: Final = 60
"""Pictured pages of one document; each takes five seconds."""
NOTICE: Final = Text(
    "内容由图像识别得出，请对照原件逐项核对",
    "the text was recognised in pictures; check every value against them",
)

_SIGNATURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_LEAST: Final = 60
"""Percent of confidence under which a line outside of tables is taken for dirt."""
_FLAT, _WIDE = 7, 25
"""Pixels of the tallest and the widest dash."""
_DASH_CONFIDENCE: Final = 95
_A4: Final = 5950
"""Tenths of a point of the short side of the paper that an unlabelled picture is taken to show."""
_KIND: Final = Text("图片", "picture")


@dataclass(frozen=True)
class Scan:
    """A picture of one page."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "scan"

    def likes(self, source: Source) -> int:
        """Go by the first bytes, never by the name."""
        return 90 if source.data.startswith(_SIGNATURES) else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the one grid of the page, or raise the ``ZipingError`` that says why not."""
        if not is_installed():
            raise missing(source)
        refuse_large(source)
        ask_for_room(source)
        grey = decoded(source.data)
        if grey is None:
            raise broken(source, _KIND)
        pages = Pages(source)
        pages.assembly.notice(NOTICE)
        pages.add(recognised_page(grey, 1, _A4 / min(grey.shape[:2])))
        yield pages.grid()

    def pictures(self, source: Source) -> Iterator[PagePicture]:
        """Yield the picture itself."""
        size = _size(source.data)
        scale = _A4 / max(1, min(size))
        media = "image/png" if source.data.startswith(_SIGNATURES[0]) else "image/jpeg"
        yield picture(1, (round(size[0] * scale), round(size[1] * scale)), media, source.data)


def refuse_large(source: Source) -> None:
    """Refuse a picture by the size that its head tells, before it is unpacked."""
    width, height = _size(source.data)
    if width * height > LARGEST:
        raise beyond(source, Text("图片像素数", "pixels"), LARGEST)


def _size(data: bytes) -> tuple[int, int]:
    if data.startswith(_SIGNATURES[0]):
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 — every segment of a JPEG begins so
        if data[at + 1] in {0xC0, 0xC1, 0xC2, 0xC3}:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return 0, 0


def recognised_page(grey: Image, page_number: int, scale: float) -> Page:
    """Return the page that the picture shows; ``scale`` is the tenths of a point in a pixel."""
    picture = Picture.of(grey)
    across, down = picture.horizontals(), picture.verticals()
    width, height = picture.size
    page = Page(
        page_number, round(width * scale), round(height * scale), is_recognised=True, lean=picture.slope
    )
    page.horizontals = [_scaled(ruling, scale) for ruling in across]
    page.verticals = [_scaled(ruling, scale) for ruling in down]
    inside, outside = _text_boxes(picture, page, scale)
    page.glyphs = [
        *chain.from_iterable(_glyphs(line, scale) for line in _texts(picture, inside)),
        *chain.from_iterable(_glyphs(line, scale) for line in _texts(picture, outside) if line[2] >= _LEAST),
    ]
    return page


def _texts(picture: Picture, boxes: Sequence[Rectangle]) -> Iterator[tuple[Rectangle, str, int]]:
    """Yield box, text and confidence of each line; a dash is told by its shape, since it looks like a one."""
    written = [box for box in boxes if not _is_dash(box)]
    found = recognised([crop(picture.grey, box) for box in written])
    yield from ((box, *line) for box, line in zip(written, found, strict=True))
    yield from ((box, "-", _DASH_CONFIDENCE) for box in boxes if _is_dash(box))


def _is_dash(box: Rectangle) -> bool:
    left, top, right, bottom = box
    return bottom - top <= _FLAT and right - left <= _WIDE


def _text_boxes(picture: Picture, page: Page, scale: float) -> tuple[list[Rectangle], list[Rectangle]]:
    """Return the lines of text in the cells and those outside of all tables, in pixels."""
    mask = picture.text_mask()
    found = tables(page.horizontals, page.verticals)
    boxes: list[Rectangle] = []
    for table in found:
        for span in table.spans:
            left, top, right, bottom = (round(edge / scale) for edge in table.box_of(span))
            lines = lines_in(mask, (left, top, right, bottom))
            boxes += [line for line in lines if len(lines) == 1 or not _is_dash(line)]
            mask[top:bottom, left:right] = 0
    outer = [_unscaled(table.box, scale) for table in found]
    return boxes, [line for line in loose_lines(mask, outer) if not _is_dash(line)]


def _scaled(ruling: Ruling, scale: float) -> Ruling:
    return Ruling(*(round(length * scale) for length in ruling))


def _unscaled(box: Rectangle, scale: float) -> Rectangle:
    left, top, right, bottom = (round(edge / scale) for edge in box)
    return left, top, right, bottom


def _glyphs(line: tuple[Rectangle, str, int], scale: float) -> Iterator[Glyph]:
    """Yield the characters of a line, each as wide as it is usually printed."""
    box, text, confidence = line
    left, top, right, bottom = (edge * scale for edge in box)
    widths = [1 if character.isascii() else 2 for character in text]
    unit = (right - left) / max(1, sum(widths))
    for character, before, width in zip(text, accumulate(widths, initial=0), widths, strict=False):
        x = left + before * unit
        yield Glyph(round(x), round(top), round(x + width * unit), round(bottom), character, confidence)


EXTRACTOR: Final = Scan()
