"""Puts glyphs together to lines, and lines to the text of a cell."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ziping.readers.extract.page import Glyph, Rectangle
from ziping.readers.extract.spacing import Habit, Spacing, unbroken

_PADDING: Final = 108
"""Blank space that Word keeps free beside a line, both sides together; other programs keep less."""
_DIGITS: Final = frozenset("0123456789.,%")


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs that stand side by side."""

    glyphs: Sequence[Glyph]

    @property
    def box(self) -> Rectangle:
        """Return the edges of the line."""
        return (
            min(glyph.left for glyph in self.glyphs),
            min(glyph.top for glyph in self.glyphs),
            max(glyph.right for glyph in self.glyphs),
            max(glyph.bottom for glyph in self.glyphs),
        )

    @property
    def text(self) -> str:
        """Return the text without blanks that are mere distance between Chinese and Latin characters."""
        return self.text_with(frozenset())

    def text_with(self, blanks: Container[int]) -> str:
        """Return the text; wide gaps are blanks, so are small ones between Latin letters, and those before the numbers given."""
        parts: list[str] = []
        last: Glyph | None = None
        for number, glyph in enumerate(self.glyphs):
            if last is not None and not last.text.isspace() and not glyph.text.isspace():
                gap, height = glyph.left - last.right, glyph.bottom - glyph.top
                latin = last.text.isascii() and glyph.text.isascii() and last.text.isalpha()
                if gap > height or number in blanks or (latin and glyph.text.isalpha() and gap * 5 > height):
                    parts.append(" ")
            parts.append(glyph.text)
            last = glyph
        return "".join(parts)


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Return the lines from top to bottom: glyphs whose middles stand at about the same height."""
    lines: list[list[Glyph]] = []
    middle = height = 0
    for glyph in sorted(glyphs, key=lambda held: held.top + held.bottom):
        centre, tall = glyph.top + glyph.bottom, glyph.bottom - glyph.top
        if lines and centre - middle <= min(height, tall):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            middle, height = centre, tall
    return [TextLine(_once(sorted(line))) for line in lines]


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop a glyph that is printed again over itself, as some programs do for bold type."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        last = kept[-1] if kept else None
        if last is None or glyph.text != last.text or (glyph.left - last.left) * 4 > last.right - last.left:
            kept.append(glyph)
    return kept


def text_in(lines: Sequence[TextLine], box: Rectangle, spacing: Spacing) -> str:
    """Return the text of a cell: full lines go on in the next one, short ones end a paragraph."""
    texts = [line.text_with(spacing.blanks(line.glyphs)).strip() for line in lines]
    habit = Habit.of(texts) if len(texts) > 1 else None
    parts = texts[:1]
    for (line, text), (following, below) in pairwise(zip(lines, texts, strict=True)):
        goes_on = habit is not None and _is_full(line, following, box)
        parts += [habit.blank(text, below, spacing.habit) if habit and goes_on else "\n", below]
    return "".join(parts).strip()


def _is_full(line: TextLine, following: TextLine, box: Rectangle) -> bool:
    """Tell whether what begins the next line had no room in this one; inside a number, a little less will do."""
    last, first = line.glyphs[-1], following.glyphs[0]
    needed = last.right - line.glyphs[0].left + unbroken(following.glyphs) + (first.bottom - first.top) // 2
    room = box[2] - box[0] - _PADDING
    is_number = last.text in _DIGITS and first.text in _DIGITS
    return needed > (room * 4 // 5 if is_number else room)
