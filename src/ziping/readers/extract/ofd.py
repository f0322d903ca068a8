"""OFD, the national format of fixed pages: experimental, and every reading says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from ziping.model.language import Text
from ziping.readers.extract.ofd_page import OFD, numbers, page_of
from ziping.readers.extract.package import Package, holds, package_of
from ziping.readers.extract.page import Page
from ziping.readers.extract.pages import Pages
from ziping.readers.extract.pdfium import MOST_PAGES
from ziping.readers.extract.refusals import beyond, broken
from ziping.readers.grid import Grid, Source

EXPERIMENTAL: Final = Text(
    "OFD 文件的读取为试验性功能，请逐项核对", "reading OFD files is experimental; check every value"
)
_KIND: Final = Text("OFD 文件", "OFD file")
_A4: Final = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True)
class Ofd:
    """Open Fixed-layout Document, GB/T 33190."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "ofd"

    def likes(self, source: Source) -> int:
        """Go by the members of the package, never by the name."""
        return 90 if holds(source, "OFD.xml") else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the one grid of the document."""
        package = package_of(source)
        pages = Pages(source)
        pages.assembly.notice(EXPERIMENTAL)
        for page in _pages(package):
            pages.add(page)
        yield pages.grid()


def _pages(package: Package) -> Iterator[Page]:
    root = package.xml("OFD.xml")
    path = None if root is None else root.findtext(f".//{OFD}DocRoot")
    document = package.xml(path) if path else None
    if document is None or not path:
        raise broken(package.source, _KIND)
    folder = PurePosixPath(path.lstrip("/")).parent
    listed = list(document.iterfind(f"{OFD}Pages/{OFD}Page"))
    if len(listed) > MOST_PAGES:
        raise beyond(package.source, Text("页数", "pages"), MOST_PAGES)
    templates = {
        template.get("ID", ""): _within(folder, template.get("BaseLoc", ""))
        for template in document.iter(f"{OFD}TemplatePage")
    }
    size = _box(document)
    for number, entry in enumerate(listed, 1):
        content = package.xml(_within(folder, entry.get("BaseLoc", "")))
        if content is None:
            raise broken(package.source, _KIND)
        under = [
            package.xml(templates.get(used.get("TemplateID", ""), ""))
            for used in content.iterfind(f"{OFD}Template")
        ]
        layers = [*(layer for layer in under if layer is not None), content]
        yield page_of(number, _box(content) or size or _A4, layers)


def _within(folder: PurePosixPath, path: str) -> str:
    return path if path.startswith("/") else str(folder / path)


def _box(element: etree._Element) -> list[float] | None:
    box = numbers(element.findtext(f".//{OFD}PhysicalBox"))
    return box if len(box) == 4 and box[2] > 0 and box[3] > 0 else None  # noqa: PLR2004 — left, top, width, height


EXTRACTOR: Final = Ofd()
