"""The official form as PDF/A, set by Typst: selectable text, subset fonts embedded, tagged for screen readers."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from typst import Compiler, TypstError

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.writers.fonts import chinese_font, fonts
from ziping.writers.layout import MARGIN, PAGES
from ziping.writers.paging import Paging
from ziping.writers.sheet import MADE, Sheet
from ziping.writers.table import Cell, Part, Role

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: Final[list["PDFStandard"]] = ["a-2a", "ua-1"]


_NO_GLYPH: Final = re.compile(r'the text `"(.+?)"` could not be displayed with font `"(.+?)"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


class UnsetError(ZipingError):
    """Typst could not set the form or left something out."""

    def __init__(self, why: str) -> None:
        """Pass on what Typst says."""
        super().__init__(
            Text(
                f"PDF 未能排出：{why}；请改用 docx 或 html",
                f"the PDF could not be set: {why}; use docx or html",
            )
        )


class MissingGlyphError(ZipingError):
    """The font has no shape for a character, which an archive file may not leave out."""

    def __init__(self, character: str, font: str) -> None:
        """Name the character with its number, since it may be invisible."""
        code = "、".join(f"U+{ord(it):04X}" for it in character)
        super().__init__(
            Text(
                f"字体 {font} 里没有“{character}”（{code}），PDF 未生成；请改正这个字，或改用 docx、html",
                f"the font {font} lacks “{character}” ({code}), no PDF was made; mend it, or write docx or html",
            )
        )


class Pdf:
    """Portable documents for the archive."""

    name = "pdf"

    def write(self, sheet: Sheet) -> bytes:
        """Return the document; raise ``NoChineseFontError`` or ``UnsetError`` where it cannot be as it should."""
        data = json.dumps(_data(sheet), ensure_ascii=False, separators=(",", ":"))
        try:
            made, warnings = _compiler().compile_with_warnings(
                input=_template(), format="pdf", sys_inputs={"form": data}, pdf_standards=STANDARDS
            )
        except TypstError as error:
            raise _refusal(error.message) from error
        if warnings or not isinstance(made, bytes):
            raise UnsetError("；".join(it.message for it in warnings))
        return made


WRITER: Final = Pdf()


def _refusal(said: str) -> ZipingError:
    """Return the error for what Typst says: most often a character that the font does not have."""
    found = _NO_GLYPH.search(said)
    if found is None:
        return UnsetError(said)
    escaped = _ESCAPED.fullmatch(found[1])
    return MissingGlyphError(chr(int(escaped[1], 16)) if escaped else found[1], found[2])


@cache
def _template() -> bytes:
    return files("ziping.writers").joinpath("parts", "form.typ").read_bytes()


@cache
def _compiler() -> Compiler:
    return Compiler(font_paths=fonts())


def _data(sheet: Sheet) -> dict[str, Any]:
    table, paging = sheet.table, Paging(sheet.table)
    return {
        "title": sheet.title,
        "heading": table.title,
        "year": table.year,
        "note": table.note,
        "keywords": sheet.keywords,
        "made": (MADE.year, MADE.month, MADE.day),
        "font": chinese_font(fonts().families()),
        "page": PAGES[table.page],
        "margin": MARGIN,
        "widths": table.widths,
        "together": paging.runs,
        "parts": [_part(paging, part) for part in table.parts],
    }


def _part(paging: Paging, part: Part) -> dict[str, Any]:
    first_of_body = part.first + part.header
    rows = paging.table.by_row
    return {
        "header": [_cell(paging, cell) for row in rows[part.first : first_of_body] for cell in row],
        "body": [_cell(paging, cell) for row in rows[first_of_body : part.end] for cell in row],
    }


def _setting(paging: Paging, cell: Cell) -> str:
    """Return how the text is set: a number shrinks to fit, a web address or the like is broken anywhere."""
    if cell.role is Role.NUMBER:
        return "fitting" if paging.lines(cell) > 1 else ""
    if paging.is_tight(cell):
        return "broken"
    return "lines" if "\n" in cell.text else ""


def _cell(paging: Paging, cell: Cell) -> dict[str, Any]:
    """Return what differs from the usual cell; every argument that is not passed makes setting faster."""
    place = {"x": cell.column, "y": cell.row}
    spans = {"rowspan": cell.rows, "colspan": cell.columns}
    looks = {"prose": cell.role is Role.PROSE, "short": cell.rows == 1 and not paging.is_long(cell.row)}
    return {
        "place": place | {name: span for name, span in spans.items() if span > 1},
        "looks": [name for name, given in looks.items() if given],
        "open": cell.open,
        "text": cell.text,
        "set": _setting(paging, cell),
    }
