"""The official form as PDF/A, set by Typst: selectable text, subset fonts embedded, tagged for screen readers."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ziping.writers import typesetting
from ziping.writers.fonts import chinese_font, fonts
from ziping.writers.layout import MARGIN, PAGES
from ziping.writers.paging import Paging
from ziping.writers.sheet import MADE, Sheet
from ziping.writers.table import Cell, Part, Role


class Pdf:
    """Portable documents for the archive."""

    name = "pdf"

    def write(self, sheet: Sheet) -> bytes:
        """Return the document; raise ``NoChineseFontError`` or ``UnsetError`` where it cannot be as it should."""
        data = json.dumps(_data(sheet), ensure_ascii=False, separators=(",", ":"))
        return typesetting.pdf(_template(), {"form": data})


WRITER: Final = Pdf()


@cache
def _template() -> bytes:
    return files("ziping.writers").joinpath("parts", "form.typ").read_bytes()


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
