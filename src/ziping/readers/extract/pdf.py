"""PDF: cells from the lines that are drawn around them, everything else as lines; pictures of pages are recognised."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ziping.model.language import Text
from ziping.model.sight import PagePicture
from ziping.readers.extract.page import Page
from ziping.readers.extract.pages import Pages
from ziping.readers.extract.pdfium import pages_of, pictures, rendered
from ziping.readers.extract.recognition import is_installed, missing
from ziping.readers.extract.refusals import beyond
from ziping.readers.extract.room import ask_for_room
from ziping.readers.extract.scan import MOST_SCANS, NOTICE, recognised_page
from ziping.readers.grid import Grid, Source

DOTS: Final = 200
"""Per inch, at which a page is looked at as a picture."""

_HEAD: Final = 1024
"""Bytes within which a PDF has to say that it is one."""


@dataclass(frozen=True)
class Pdf:
    """Portable Document Format, by pdfium."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "pdf"

    def likes(self, source: Source) -> int:
        """Go by the mark of the type, which may follow a few stray bytes."""
        return 90 if b"%PDF-" in source.data[:_HEAD] else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the one grid of the document."""
        pages = Pages(source)
        scans: list[int] = []
        texts = 0
        for page in pages_of(source):
            if page.glyphs or not page.has_picture:
                texts += bool(page.glyphs)
                pages.add(page)
                continue
            scans.append(page.number)
            if is_installed():
                pages.add(_seen(source, page, len(scans)))
        if scans and not is_installed() and not texts:
            raise missing(source)
        if scans:
            pages.assembly.notice(NOTICE if is_installed() else _not_seen(scans))
        yield pages.grid()

    def pictures(self, source: Source) -> Iterator[PagePicture]:
        """Yield the pages as they are displayed."""
        return pictures(source)


def _seen(source: Source, page: Page, count: int) -> Page:
    """Return the page as it is recognised in its picture."""
    ask_for_room(source)
    if count > MOST_SCANS:
        raise beyond(source, Text("扫描页数", "scanned pages"), MOST_SCANS)
    return recognised_page(rendered(source, page.number, DOTS), page.number, 720 / DOTS)


def _not_seen(scans: list[int]) -> Text:
    listed = ", ".join(map(str, scans[:20]))
    return Text(
        f"第 {listed} 页是图片，未读取；识别需要 pip install 'ziping[ocr]'",
        f"pages {listed} are pictures and were not read; recognition needs pip install 'ziping[ocr]'",
    )


EXTRACTOR: Final = Pdf()
