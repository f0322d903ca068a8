"""What a page of a PDF, an OFD or a scan consists of: glyphs and rulings with their places, whatever drew them.

All lengths are integers in tenths of a point, from the upper left corner of the page as it is read, text upright.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ziping.model.place import Place

Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom."""


class Glyph(NamedTuple):
    """One printed character and its box."""

    left: int
    top: int
    right: int
    bottom: int
    text: str
    confidence: int = 100
    """How sure its recognition is, in percent."""


class Ruling(NamedTuple):
    """A straight line: a horizontal one at ``at`` from left to right, a vertical one from top to bottom."""

    at: int
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """One page, turned so that its text stands upright."""

    number: int
    width: int
    height: int
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    turns: int = 0
    """Quarter turns clockwise from the upright page to the page as it is displayed."""
    lean: float = 0.0
    """By how much the lines of the displayed page fall to the right, in radians; what was read was straightened."""
    has_picture: bool = False
    """A picture covers most of the page."""
    is_uncoded: bool = False
    """The fonts do not tell which characters their glyphs are, so the text may be another one."""
    is_recognised: bool = False
    """The glyphs were recognised in a picture."""
    is_overdrawn: bool = False
    """There are more lines than any form has, so none was kept."""

    def confidence(self, glyphs: Iterable[Glyph]) -> int | None:
        """Return how sure the recognition of the glyphs is, None where they stood in the document itself."""
        if not self.is_recognised:
            return None
        return min((glyph.confidence for glyph in glyphs), default=100)

    def place(self, box: Rectangle, confidence: int | None = None) -> Place:
        """Return the place of an upright box on the displayed page."""
        left, top, right, bottom = self._leaning(box)
        turned = (
            (left, top, right, bottom),
            (self.height - bottom, left, self.height - top, right),
            (self.width - right, self.height - bottom, self.width - left, self.height - top),
            (top, self.width - right, bottom, self.width - left),
        )[self.turns % 4]
        return Place(page=self.number, box=turned, confidence=confidence)

    def _leaning(self, box: Rectangle) -> Rectangle:
        """Return the box moved to where its middle is on the page that leans."""
        if not self.lean:
            return box
        left, top, right, bottom = box
        x, y = (left + right - self.width) / 2, (top + bottom - self.height) / 2
        cosine, sine = math.cos(self.lean), math.sin(self.lean)
        across, down = round(cosine * x - sine * y - x), round(sine * x + cosine * y - y)
        return left + across, top + down, right + across, bottom + down
