"""The official form as a Word document: a package of our own parts, the tables as one XML string.

Two tables with a seam of one point between them, for Word repeats a heading row only at the top of a table. A paragraph
follows the last table; without it some programs lose that table.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from ziping.writers.archive import archive
from ziping.writers.layout import MARGIN, PAGES
from ziping.writers.paging import Paging
from ziping.writers.sheet import MADE, Sheet
from ziping.writers.table import Cell, Part, Role, Table

_PARTS: Final = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
}
_STYLES: Final = {Role.PROSE: "Prose"}
_LEAST_HEIGHT: Final = 8
_USUAL, _SMALLEST = 20, 8
"""Half-points of the text in the table, and of the smallest number."""
_TWIPS, _PADDING = 20, 90
"""Twips of a point, and of both sides of a cell."""
_DIGIT: Final = 636
_WIDE: Final = {".": 318, ",": 318, "-": 361, "%": 950}
"""Thousandths of the size that digits take in DejaVu Sans, the broadest of the fonts that stand in for 宋体."""
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_RESTART, _GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_OPEN: Final = {
    "": "",
    "top": '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>',
    "bottom": '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>',
}


class Docx:
    """Office Open XML documents."""

    name = "docx"

    def write(self, sheet: Sheet) -> bytes:
        """Return the document."""
        fixed = [(name, _part(file)) for name, file in _PARTS.items()]
        core = _part("core.xml").format(
            title=_xml(sheet.title),
            keywords=_xml("，".join(sheet.keywords)),
            made=f"{MADE.isoformat()}Z",
        )
        return archive([*fixed, ("docProps/core.xml", core), ("word/document.xml", _document(sheet.table))])


WRITER: Final = Docx()


@cache
def _part(file: str) -> str:
    return files("ziping.writers").joinpath("parts", "docx", file).read_text("utf-8")


def _xml(text: str) -> str:
    return escape(text, quote=True)


def _twips(millimetres: int) -> int:
    return (millimetres * 14_400 + 127) // 254


def _document(table: Table) -> str:
    width, height = PAGES[table.page]
    seam = _paragraph("", "Seam")
    return _part("document.xml").format(
        body="".join(
            (
                _paragraph(table.title, "Title"),
                _paragraph(table.year, "Year") if table.year else "",
                seam.join(_table(Paging(table), part) for part in table.parts),
                _paragraph(table.note, "Note") if table.note else seam,
            )
        ),
        width=_twips(width),
        height=_twips(height),
        orient=' w:orient="landscape"' if table.page == "landscape" else "",
        margin=_twips(MARGIN),
    )


def _paragraph(text: str, style: str, size: int = 0, *, keep: bool = False) -> str:
    run = _run(text, size) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}</w:pPr>{run}</w:p>'


def _run(text: str, size: int) -> str:
    smaller = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    properties = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{smaller}</w:rPr>'
    return f'<w:r>{properties}<w:t xml:space="preserve">{_xml(text)}</w:t></w:r>'


def _size(table: Table, cell: Cell) -> int:
    """Return the half-points in which a number fits its cell, 0 for the usual size: Word would break it."""
    wide = sum(_WIDE.get(sign, _DIGIT) for sign in cell.text) or _DIGIT
    fitting = 2000 * (_twips(table.width(cell)) - _PADDING) // (_TWIPS * wide)
    return max(fitting, _SMALLEST) if cell.role is Role.NUMBER and fitting < _USUAL else 0


def _table(paging: Paging, part: Part) -> str:
    table = paging.table
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
    rows = "".join(_row(paging, part, row) for row in range(part.first, part.end))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(table.widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(paging: Paging, part: Part, row: int) -> str:
    properties = (
        ("" if paging.is_long(row) else "<w:cantSplit/>")
        + f'<w:trHeight w:val="{_twips(_LEAST_HEIGHT)}"/>'
        + ("<w:tblHeader/>" if row < part.first + part.header else "")
    )
    keep = row in paging.followed
    cells = "".join(_cell(paging.table, cell, row, keep=keep) for cell in _covering(paging.table, row))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _covering(table: Table, row: int) -> Iterator[Cell]:
    """Yield the cells that stand in a row, also those that began above it."""
    first = max(0, row - table.tallest + 1)
    begun = (cell for cells in table.by_row[first : row + 1] for cell in cells)
    yield from sorted((it for it in begun if it.row + it.rows > row), key=lambda it: it.column)


def _cell(table: Table, cell: Cell, row: int, *, keep: bool) -> str:
    text = cell.text if cell.row == row else ""
    style, size = _STYLES.get(cell.role, "Label"), _size(table, cell)
    merge = "" if cell.rows == 1 else _RESTART if cell.row == row else _GO_ON
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    paragraphs = "".join(_paragraph(line, style, size, keep=keep) for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(table.width(cell))}" w:type="dxa"/>{span}{merge}'
        f'{_OPEN[cell.open]}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )
