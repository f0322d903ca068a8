"""Word documents (DOCX): paragraphs and tables as printed, with tracked changes taken as accepted."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.extract.assembly import MOST_SPAN, Assembly, Box
from ziping.readers.extract.docx_numbering import Numbering
from ziping.readers.extract.package import Package, holds, package_of
from ziping.readers.extract.refusals import broken
from ziping.readers.grid import Grid, Source

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_P, _TBL, _TR, _TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_VAL: Final = f"{_W}val"
_PROPERTIES_OF_CELL, _SPAN, _MERGED = f"{_W}tcPr", f"{_W}gridSpan", f"{_W}vMerge"
_WRAPPERS: Final = frozenset(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body")
)
_DROPPED: Final = tuple(f"{_W}{name}" for name in ("del", "moveFrom", "rt", "pPrChange", "rPrChange", "tabs"))
"""What is not printed once all changes are accepted: deletions, former formatting, tab stops."""
_PROPERTIES: Final = (f"{_W}rPr", f"{_W}trPr")
_BREAKS: Final = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_NOTHING: Final = etree.Element(_PROPERTIES_OF_CELL)
_SYMBOL: Final = f"{_W}sym"
_T: Final = f"{_W}t"
_PRINTED: Final = (_T, _SYMBOL, *_BREAKS)
_SYMBOLS: Final = {
    "F052": "☑",
    "F0FE": "☑",
    "F0FD": "☒",
    "F054": "☒",
    "F0A8": "□",
    "F06F": "□",
    "F0A3": "□",
    "F0FC": "√",
    "F050": "√",
}
"""The check boxes and ticks of Wingdings, which have no characters of their own."""


@dataclass(frozen=True)
class Docx:
    """Office Open XML text documents."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "docx"

    def likes(self, source: Source) -> int:
        """Go by the members of the package, never by the name."""
        return 90 if holds(source, "word/document") else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the one grid of the document: paragraphs as lines, tables as cells, in reading order."""
        package = package_of(source)
        root = package.xml(_main_part(package))
        body = None if root is None else root.find(f"{_W}body")
        if body is None:
            raise broken(source, Text("Word 文档", "Word document"))
        _accept_changes(body)
        printed, boxes = _printed_in(body), _detached_boxes(body)
        walk = _Walk(Assembly(source), Numbering(package, body), boxes, _endless(body), printed)
        walk.blocks(body)
        yield walk.assembly.grid()


def _main_part(package: Package) -> str:
    """Return the name of the document; some programs count it."""
    names = sorted(n for n in package.names if n.startswith("word/document") and n.endswith(".xml"))
    return names[0] if names else ""


def _accept_changes(body: etree._Element) -> None:
    """Take out deletions and hidden text, and of two renderings of the same drawing the older one."""
    for element in list(body.iter(_ALTERNATIVES)):
        for other in list(element)[1:]:
            element.remove(other)
    for element in list(body.iter(*_DROPPED)):
        parent = element.getparent()
        if parent is not None and parent.tag not in _PROPERTIES:
            parent.remove(element)
    for element in list(body.iter(f"{_W}vanish")):
        run = element.getparent().getparent()  # type: ignore[union-attr]
        if element.get(_VAL, "1") in {"1", "true", "on"} and run is not None and run.tag == f"{_W}r":
            run.clear()


def _detached_boxes(body: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """Take the text boxes out of their paragraphs and return them by paragraph: they follow it."""
    boxes: dict[etree._Element, list[etree._Element]] = {}
    for box in list(body.iter(f"{_W}txbxContent")):
        paragraph, parent = next(box.iterancestors(_P), None), box.getparent()
        if paragraph is not None and parent is not None:
            parent.remove(box)
            boxes.setdefault(paragraph, []).append(box)
    return boxes


def _printed_in(body: etree._Element) -> Sequence[str]:
    """Return which of the elements that print something are in the document; a search for few takes less time."""
    return [tag for tag in _PRINTED if next(body.iter(tag), None) is not None] or [_T]


def _endless(body: etree._Element) -> AbstractSet[etree._Element]:
    """Return the paragraphs whose end is marked as deleted."""
    marks = (mark for mark in body.iter(f"{_W}del") if mark.getparent().tag == f"{_W}rPr")  # type: ignore[union-attr]
    return {next(mark.iterancestors(_P), mark) for mark in marks}


def _found(element: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """Yield the children of these kinds, whatever content control or change mark wraps them."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _found(child, *wanted)


def _counted(text: str, default: int) -> int:
    return min(int(text[:4]), MOST_SPAN) if text[:4].isdecimal() else default


@dataclass
class _Walk:
    """Goes through the blocks of a document and adds them to the grid."""

    assembly: Assembly
    numbering: Numbering
    boxes: Mapping[etree._Element, list[etree._Element]]
    endless: AbstractSet[etree._Element]
    """Paragraphs whose end was deleted."""
    printed: Sequence[str]
    """What prints something in this document."""
    paragraphs: int = 0
    carried: str = ""
    """Text of a paragraph whose end was deleted: it belongs to the next one."""

    def blocks(self, element: etree._Element) -> None:
        """Add paragraphs as lines and tables as cells."""
        for block in _found(element, _P, _TBL):
            if block.tag == _TBL:
                self._table(block)
            else:
                self.paragraphs += 1
                text = self._paragraph(block)
                for line in text.split("\n") if text is not None else ():
                    self.assembly.line(line, Place(line=self.paragraphs))
                for box in self.boxes.get(block, ()):
                    self.blocks(box)

    def _paragraph(self, paragraph: etree._Element) -> str | None:
        """Return the text, or None where its end was deleted and the text goes on in the next paragraph."""
        text = (
            self.carried
            + self.numbering.label(paragraph)
            + "".join(map(_printed, paragraph.iter(*self.printed)))
        )
        is_merged = paragraph in self.endless
        self.carried = text if is_merged else ""
        return None if is_merged else text

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in _found(table, _TR) if row.find(f"{_W}trPr/{_W}del") is None]
        cells = [list(_found(row, _TC)) for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:
            self.blocks(cells[0][0])
            return
        nested: list[etree._Element] = []
        self.assembly.table(self._boxes_of(rows, cells, nested))
        for inner in nested:
            self._table(inner)

    def _boxes_of(
        self, rows: list[etree._Element], cells: list[list[etree._Element]], nested: list[etree._Element]
    ) -> list[Box]:
        """Return the cells with their spans; a merged cell below the first one lengthens that."""
        boxes: list[Box] = []
        above: dict[int, Box] = {}
        for number, (row, held) in enumerate(zip(rows, cells, strict=True)):
            before = row.find(f"{_W}trPr/{_W}gridBefore")
            column = 0 if before is None else _counted(before.get(_VAL, ""), 0)
            for cell in held:
                span, goes_on = _merging(cell)
                text = self._cell(cell, nested)
                open_box = above.get(column)
                if open_box and goes_on and open_box.row + open_box.rows == number:
                    open_box.rows += 1
                    open_box.text = "\n".join(filter(None, (open_box.text, text)))
                else:
                    above[column] = Box(text, number, column, columns=span)
                    boxes.append(above[column])
                column += span
        return boxes

    def _cell(self, cell: etree._Element, nested: list[etree._Element]) -> str:
        """Return the text of the cell; tables in it come after the table, those of one cell are text."""
        texts: list[str | None] = []
        for block in _found(cell, _P, _TBL):
            if block.tag == _P:
                texts.append(self._paragraph(block))
                texts.extend(self._cell(box, nested) for box in self.boxes.get(block, ()))
            elif sum(1 for _ in block.iter(_TC)) > 1:
                nested.append(block)
            else:
                texts.extend(self._cell(inner, nested) for inner in block.iter(_TC))
        return "\n".join(text for text in texts if text is not None).strip("\n")


def _printed(element: etree._Element) -> str:
    """Return what a text, a break or a symbol prints."""
    tag = element.tag
    if tag == _T:
        return element.text or ""
    if tag == _SYMBOL:
        return _SYMBOLS.get(element.get(f"{_W}char", ""), "")
    return "" if element.get(f"{_W}type") in {"page", "column"} else _BREAKS[tag]


def _merging(cell: etree._Element) -> tuple[int, bool]:
    """Return how many columns the cell spans, and whether it is the lower part of a merged one."""
    span, goes_on = 1, False
    properties = next(cell.iterchildren(_PROPERTIES_OF_CELL), _NOTHING)
    for mark in properties.iterchildren(_SPAN, _MERGED):
        if mark.tag == _SPAN:
            span = _counted(mark.get(_VAL, ""), 1)
        else:
            goes_on = mark.get(_VAL, "continue") == "continue"
    return max(1, span), goes_on


EXTRACTOR: Final = Docx()
