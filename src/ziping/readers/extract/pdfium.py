"""Opens a PDF with pdfium and gives its pages as glyphs and rulings, turned so that the text stands upright."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from ziping.model.language import Text
from ziping.model.sight import PagePicture
from ziping.readers.extract.page import Glyph, Page
from ziping.readers.extract.pdfium_drawing import Drawing, Matrix, drawing_of
from ziping.readers.extract.pictures import grey_png, picture
from ziping.readers.extract.refusals import beyond, broken, encrypted
from ziping.readers.extract.scan_image import LARGEST, Image, without_seals
from ziping.readers.grid import Source

MOST_PAGES: Final = 2_000
MOST_GLYPHS: Final = 100_000
"""Characters of one page; a form has about a thousand."""

_SHOWN_DOTS: Final = 110
_LARGEST_SHOWN: Final = 4_000_000
"""Dots per inch, and pixels, of a page that is shown to a person."""

_QUARTER: Final = math.pi / 2
_SLANT: Final = 0.15
"""Text that leans more than this against the page (in radians) is a watermark."""
_HYPHEN: Final = 2
"""pdfium's own sign for a hyphen at the end of a line."""
_BLANKS: Final = frozenset({0x20, 0x0D, 0x0A})
"""What pdfium makes up between the characters that are printed."""
_SURROGATES: Final = range(0xD800, 0xDC00)
_SAMPLE: Final = 40
_KIND: Final = Text("PDF 文件", "PDF file")


def pages_of(source: Source) -> Iterator[Page]:
    """Yield the pages, or raise the ``ZipingError`` that says why not."""
    document = opened(source)
    try:
        for number in range(len(document)):
            yield _page(source, document, number)
    finally:
        document.close()


def opened(source: Source) -> PdfDocument:
    """Open the document; an empty password is tried by pdfium itself."""
    try:
        document = PdfDocument(source.data)
    except PdfiumError as fault:
        if "assword" in str(fault):
            raise encrypted(source) from fault
        raise broken(source, _KIND) from fault
    count = len(document)
    if not count:
        document.close()
        raise broken(source, _KIND)
    if count > MOST_PAGES:
        document.close()
        raise beyond(source, Text("页数", "pages"), MOST_PAGES)
    return document


def rendered(source: Source, number: int, dots: int) -> Image:
    """Return a page as it is displayed, as grey pixels without red seals."""
    document = opened(source)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(dots / 72, (LARGEST / max(1.0, width * height)) ** 0.5)
        return without_seals(page.render(scale=scale).to_numpy()[:, :, :3])
    finally:
        document.close()


def pictures(source: Source) -> Iterator[PagePicture]:
    """Yield the pages as they are displayed, in grey."""
    document = opened(source)
    try:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            scale = min(_SHOWN_DOTS / 72, (_LARGEST_SHOWN / max(1.0, width * height)) ** 0.5)
            pixels = page.render(scale=scale, grayscale=True)
            data = grey_png(pixels.width, pixels.height, pixels.stride, bytes(pixels.buffer))
            yield picture(number + 1, (round(width * 10), round(height * 10)), "image/png", data)
    finally:
        document.close()


def _page(source: Source, document: PdfDocument, number: int) -> Page:
    handle = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(handle) if handle else None
    if not text:
        raise broken(source, _KIND)
    try:
        if pdfium.FPDFText_CountChars(text) > MOST_GLYPHS:
            raise beyond(source, Text("单页字符数", "characters on one page"), MOST_GLYPHS)
        letters = _letters(text)
        frame = _Frame.of(handle, _direction(letters))
        drawing = drawing_of(handle, frame.matrix)
        page = _filled(frame, number + 1, letters, drawing)
        page.is_uncoded = _is_uncoded(text)
        return page
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(handle)


class _Letter(NamedTuple):
    """A character in the page's own coordinates, with the direction in which it is written."""

    text: str
    box: tuple[float, float, float, float]
    angle: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the page has to be turned for its text to stand upright."""

    width: int
    height: int
    matrix: Matrix
    turns: int
    quarter: int

    @classmethod
    def of(cls, handle: object, quarter: int) -> "_Frame":
        """Turn the page against the direction of its text."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        upright = -quarter % 4
        matrix = (
            (10.0, 0.0, -left * 10, 0.0, -10.0, top * 10),
            (0.0, 10.0, -bottom * 10, 10.0, 0.0, -left * 10),
            (-10.0, 0.0, right * 10, 0.0, 10.0, -bottom * 10),
            (0.0, -10.0, top * 10, -10.0, 0.0, right * 10),
        )[upright]
        size = (round((right - left) * 10), round((top - bottom) * 10))
        width, height = size if upright % 2 == 0 else size[::-1]
        turns = (pdfium.FPDFPage_GetRotation(handle) - upright) % 4
        return cls(width, height, matrix, turns, quarter)

    def glyph(self, letter: _Letter) -> Glyph:
        """Return the letter in upright coordinates."""
        xx, xy, x0, yx, yy, y0 = self.matrix
        left, bottom, right, top = letter.box
        x1, y1 = int(xx * left + xy * bottom + x0), int(yx * left + yy * bottom + y0)
        x2, y2 = int(xx * right + xy * top + x0), int(yx * right + yy * top + y0)
        if x1 > x2:
            x1, x2 = x2, x1
        if y1 > y2:
            y1, y2 = y2, y1
        return Glyph(x1, y1, x2, y2, letter.text)


def _letters(text: object) -> list[_Letter]:
    """Return the characters that are printed; blanks that pdfium made up are none."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    unicode_of, is_generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    box_of, angle_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharAngle
    letters: list[_Letter] = []
    high = 0
    for number in range(pdfium.FPDFText_CountChars(text)):
        code = unicode_of(text, number)
        if code in _BLANKS and is_generated(text, number) == 1:
            continue
        if code in _SURROGATES:
            high = code
            continue
        character = _character(code, high)
        high = 0
        if character and box_of(text, number, at):
            held = (box.left, box.bottom, box.right, box.top)
            letters.append(_Letter(character, held, angle_of(text, number)))
    return letters


def _is_uncoded(text: object) -> bool:
    """Tell, by a sample, whether the fonts leave open what their characters are."""
    count = pdfium.FPDFText_CountChars(text)
    sample = range(0, count, max(1, count // _SAMPLE))
    return bool(
        sum(pdfium.FPDFText_HasUnicodeMapError(text, number) == 1 for number in sample) * 5 > len(sample)
    )


def _character(code: int, high: int) -> str:
    """Return the character, put together where pdfium gives it in two halves; nothing for a control character."""
    if high and 0xDC00 <= code < 0xE000:  # noqa: PLR2004 — the second half of a pair
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    if code == _HYPHEN:
        return "-"
    is_printed = code >= 0x20 and not 0xD800 <= code < 0xE000 and code < 0xFFFE  # noqa: PLR2004 — no control, no half
    return chr(code) if is_printed else ""


def _direction(letters: Sequence[_Letter]) -> int:
    """Return the quarter turns clockwise in which most letters are written."""
    counted = Counter(round(letter.angle / _QUARTER) % 4 for letter in letters if letter.text != " ")
    return counted.most_common(1)[0][0] if counted else 0


def _filled(frame: _Frame, number: int, letters: Sequence[_Letter], drawing: Drawing) -> Page:
    upright = frame.quarter * _QUARTER
    glyphs = [
        frame.glyph(letter)
        for letter in letters
        if abs(math.sin(letter.angle - upright) if letter.angle != upright else 0) < _SLANT
    ]
    covered = frame.width * frame.height // 2
    return Page(
        number,
        frame.width,
        frame.height,
        glyphs,
        drawing.horizontals,
        drawing.verticals,
        frame.turns,
        has_picture=drawing.largest_picture > covered,
        is_overdrawn=drawing.is_overdrawn,
    )
