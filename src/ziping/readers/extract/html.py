"""Web pages, also those that are saved as .xls or .doc or as a single-file archive: tables with spans, text as lines."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from typing import Final, Protocol

from lxml import etree, html

from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.extract.assembly import MOST_SPAN, Assembly, Box
from ziping.readers.extract.package import MOST_TAGS
from ziping.readers.extract.refusals import beyond, broken
from ziping.readers.extract.text import MOST_BYTES
from ziping.readers.grid import Grid, Source

MOST_COVERED: Final = 1_000_000
"""Places that the cells of one table cover, spans counted in full."""

_HEAD: Final = 4096
_BEGINS: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|body|head|meta|div)\b", re.IGNORECASE
)
_HOLDS: Final = re.compile(rb"<(?:html|table)\b", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312"})
_BLANKS: Final = re.compile(r"[ \t\r\n\f\xa0]+")
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SKIPPED: Final = frozenset(
    {"script", "style", "head", "template", "noscript", "select", "textarea", "title"}
)
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_ROW_GROUPS: Final = frozenset({"tbody", "thead", "tfoot", "form"})
_KIND: Final = Text("网页", "web page")


@dataclass(frozen=True)
class Html:
    """HTML in whatever encoding, by lxml."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "html"

    def likes(self, source: Source) -> int:
        """Go by the first tags, never by the name: many a .xls is a web page."""
        head = source.data[:_HEAD].replace(b"\0", b"")
        if _BEGINS.search(head) or _is_archive(source.data):
            return 85
        return 70 if _HOLDS.search(head) and b"%PDF" not in head[:_HEAD] and head[:2] != b"PK" else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the one grid of the page, or raise the ``ZipingError`` that says why not."""
        data = _page_in(source.data) if _is_archive(source.data) else source.data
        if len(data) > MOST_BYTES:
            raise beyond(source, Text("网页的字节数", "bytes of a web page"), MOST_BYTES)
        if data.count(b"<") > MOST_TAGS:
            raise beyond(source, Text("网页的标记数", "tags of a web page"), MOST_TAGS)
        text, is_whole = _decoded(data)
        assembly = Assembly(source)
        if not is_whole:
            assembly.notice(Text("网页中有无法解码的字符", "the page has characters that cannot be decoded"))
        walk = _Page(source, assembly)
        walk.flow(_root(source, text))
        walk.end()
        yield assembly.grid()


def _is_archive(data: bytes) -> bool:
    head = data[:_HEAD]
    return b"MIME-Version:" in head and b"multipart/related" in head


def _page_in(data: bytes) -> bytes:
    """Return the page of a single-file archive (MHTML)."""
    try:
        parts = list(message_from_bytes(data).walk())
    except (MessageError, ValueError, LookupError):
        return data
    pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
    page = next(pages, None)
    return page if isinstance(page, bytes) else data


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether every character could be decoded: by its mark, as UTF-8, by what it says."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), True
    said = _CHARSET.search(data[:_HEAD])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    for encoding in ("utf-8", "gb18030" if name in _CHINESE else name, "gb18030"):
        try:
            return data.decode(encoding), True
        except (UnicodeDecodeError, LookupError):
            continue
    best = "gb18030" if name in _CHINESE else "utf-8"
    return data.decode(best, "replace"), False


def _root(source: Source, text: str) -> etree._Element:
    """Return the page as a tree; libxml2 stops at a depth of its own."""
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as fault:
        raise broken(source, _KIND) from fault
    return root


class _Sink(Protocol):
    """What takes up the text of a page."""

    def text(self, text: str) -> None:
        """Take a piece of text within a line."""

    def end(self) -> None:
        """End the line."""

    def table(self, table: etree._Element) -> None:
        """Take a table."""


def _flow(element: etree._Element, sink: _Sink) -> None:
    """Give the text of an element to the sink, line by line, and the tables in it."""
    sink.text(element.text or "")
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or _is_unseen(child):
            pass
        elif tag == "br":
            sink.end()
        elif tag == "table":
            sink.end()
            sink.table(child)
        elif tag in _INLINE:
            _flow(child, sink)
        else:
            sink.end()
            _flow(child, sink)
            sink.end()
        sink.text(child.tail or "")


def _is_unseen(element: etree._Element) -> bool:
    style = element.get("style")
    return "hidden" in element.attrib or (style is not None and bool(_UNSEEN.search(style)))


@dataclass
class _CellText:
    """The text of one cell; tables in it are kept aside unless they are one cell themselves."""

    tables: list[etree._Element]
    parts: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Take a piece of text within a line."""
        self.parts.append(_BLANKS.sub(" ", text))

    def end(self) -> None:
        """End the line."""
        self.parts.append("\n")

    def table(self, table: etree._Element) -> None:
        """Take a table."""
        if sum(1 for _ in table.iter("td", "th")) > 1:
            self.tables.append(table)
        else:
            _flow(table, self)

    @property
    def result(self) -> str:
        """Return the lines without those that are blank."""
        lines = (_BLANKS.sub(" ", line).strip() for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


@dataclass
class _Page:
    """Goes through a page and adds its lines and tables to the grid."""

    source: Source
    assembly: Assembly
    parts: list[str] = field(default_factory=list)
    lines: int = 0

    def flow(self, element: etree._Element) -> None:
        """Add what the element holds."""
        _flow(element, self)

    def text(self, text: str) -> None:
        """Take a piece of text within a line."""
        if text:
            self.parts.append(text)

    def end(self) -> None:
        """Add the line, unless it is blank."""
        if not self.parts:
            return
        line = _BLANKS.sub(" ", "".join(self.parts)).strip()
        self.parts = []
        if line:
            self.lines += 1
            self.assembly.line(line, Place(line=self.lines))

    def table(self, table: etree._Element) -> None:
        """Add a table and then those in its cells; one of a single cell is a frame around other things."""
        rows = list(_found(table, "tr"))
        cells = [list(_found(row, "td", "th")) for row in rows]
        for caption in table.iterchildren("caption"):
            _flow(caption, self)
            self.end()
        if sum(map(len, cells)) <= 1:
            for held in cells:
                for cell in held:
                    _flow(cell, self)
            self.end()
            return
        nested: list[etree._Element] = []
        self.assembly.table(self._boxes(cells, nested))
        for inner in nested:
            self.table(inner)

    def _boxes(self, rows: list[list[etree._Element]], nested: list[etree._Element]) -> list[Box]:
        """Return the cells in the columns that earlier cells leave free, as a browser places them."""
        boxes: list[Box] = []
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                height = min(_span(cell, "rowspan"), len(rows) - row)
                width = _span(cell, "colspan")
                sink = _CellText(nested)
                _flow(cell, sink)
                boxes.append(Box(sink.result, row, column, height, width))
                taken.update((r, c) for r in range(row, row + height) for c in range(column, column + width))
                if len(taken) > MOST_COVERED:
                    raise beyond(
                        self.source, Text("表格覆盖的格数", "places covered by a table"), MOST_COVERED
                    )
                column += width
        return boxes


def _found(element: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in wanted and not _is_unseen(child):
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _found(child, *wanted)


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return max(1, min(int(text[:4]), MOST_SPAN)) if text[:4].isdecimal() else 1


EXTRACTOR: Final = Html()
