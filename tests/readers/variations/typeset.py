"""Typesets a sheet without drawing a line: glyphs on pages, as a PDF has them when nobody drew the table."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from tests.readers.variations.sheet import WIDTH, Box, Sheet
from ziping.readers.extract.page import Glyph, Page
from ziping.readers.extract.pages import Pages
from ziping.readers.grid import Grid, Source

EM: Final = 90
PITCH: Final = 120
PADDING: Final = 25
COLUMN: Final = 310
"""Width of one of the columns of a sheet, in tenths of a point."""
LEFT: Final = 400
TOP: Final = 600
BOTTOM: Final = 9_000


@dataclass(frozen=True)
class Setting:
    """How the cells of a document are aligned."""

    down: str = "middle"
    across: str = "center"


def unruled(sheet: Sheet, setting: Setting) -> Grid:
    """Return what is read of the sheet when it is printed without lines."""
    pages = Pages(Source("unruled.pdf", b""))
    for page in typeset(sheet, setting):
        pages.add(page)
    return pages.grid()


def typeset(sheet: Sheet, setting: Setting) -> list[Page]:
    """Return the pages; a row goes to the next one where it has no room."""
    return _Typesetter(sheet, setting).pages()


@dataclass
class _Typesetter:
    sheet: Sheet
    setting: Setting
    heights: dict[int, int] = field(default_factory=dict)

    def pages(self) -> list[Page]:
        boxes = self.sheet.sorted()
        for row, held in groupby(boxes, key=lambda box: box.row):
            lines = [len(_lines(box)) for box in held if box.rows < 2]
            self.heights[row] = max(lines, default=1) * PITCH + 2 * PADDING
        for box in boxes:
            rows = range(box.row, box.row + max(1, box.rows))
            lacking = len(_lines(box)) * PITCH + 2 * PADDING - sum(self.heights.get(row, 0) for row in rows)
            self.heights[rows[-1]] = self.heights.get(rows[-1], 0) + max(0, lacking)
        return self._filled(boxes)

    def _filled(self, boxes: list[Box]) -> list[Page]:
        page, tops, at = Page(1, 2 * LEFT + WIDTH * COLUMN, BOTTOM), {}, TOP
        for row in range(self.sheet.height):
            tops[row] = at
            at += self.heights.get(row, PITCH)
        page.height = at + TOP
        for box in boxes:
            tall = sum(self.heights.get(row, 0) for row in range(box.row, box.row + max(1, box.rows)))
            page.glyphs += self._glyphs(box, tops[box.row], tall)
        return [page]

    def _glyphs(self, box: Box, top: int, tall: int) -> list[Glyph]:
        lines = _lines(box)
        room = tall - len(lines) * PITCH
        down = {"top": PADDING, "middle": room // 2, "bottom": room - PADDING}[self.setting.down]
        glyphs = []
        for number, line in enumerate(lines):
            left, right = LEFT + box.column * COLUMN, LEFT + (box.column + box.columns) * COLUMN
            x = left + PADDING if self.setting.across == "left" else (left + right - _width(line)) // 2
            y = top + down + number * PITCH
            for character in line:
                glyphs.append(Glyph(x, y, x + _width(character), y + EM, character))
                x += _width(character)
        return glyphs


def _width(text: str) -> int:
    return sum(EM // 2 if character.isascii() else EM for character in text)


def _lines(box: Box) -> list[str]:
    """Break the text of a cell into lines that have room in it."""
    room = box.columns * COLUMN - 2 * PADDING
    lines = [""]
    for paragraph in box.text.split("\n"):
        for character in paragraph:
            if _width(lines[-1] + character) > room:
                lines.append("")
            lines[-1] += character
        lines.append("")
    return [line for line in lines if line.strip()]
