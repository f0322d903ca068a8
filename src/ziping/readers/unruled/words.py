"""Parts printed lines into words at wide gaps, all pages of a document on one long strip."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ziping.readers.extract.glyphs import TextLine
from ziping.readers.extract.page import Glyph, Page, Rectangle

STRIP: Final = 100_000
"""Height of one page on the strip, in tenths of a point; no page is higher."""

_GAP: Final = 29
"""Percent of the width of a Chinese character beyond which a distance parts two words."""
_BIN: Final = 120
"""Height of a stripe in which words are looked up, in twentieths of a point."""


class Word(NamedTuple):
    """Glyphs of one line without a wide gap; top and bottom count on the strip."""

    left: int
    top: int
    right: int
    bottom: int
    text: str
    glyphs: Sequence[Glyph]
    page: Page

    @property
    def middle(self) -> int:
        """Return the height of its middle on the strip."""
        return (self.top + self.bottom) // 2

    @property
    def centre(self) -> int:
        """Return where its middle is from left to right."""
        return (self.left + self.right) // 2

    @property
    def height(self) -> int:
        """Return how high its characters are."""
        return self.bottom - self.top

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield from where to where it is printed without any gap."""
        least = self.height // 10
        left, right = self.glyphs[0].left, self.glyphs[0].right
        for glyph in self.glyphs[1:]:
            if glyph.left - right > least:
                yield left, right
                left = glyph.left
            right = max(right, glyph.right)
        yield left, right


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on its page."""

    page: Page
    line: TextLine

    @property
    def top(self) -> int:
        """Return where it begins on the strip."""
        return self.line.box[1] + self.page.number * STRIP

    def without(self, taken: Container[tuple[int, Glyph]]) -> "Printed | None":
        """Return what is left of the line without the glyphs taken from its page, None where that is nothing."""
        left = [glyph for glyph in self.line.glyphs if (self.page.number, glyph) not in taken]
        if len(left) == len(self.line.glyphs):
            return self
        return Printed(self.page, TextLine(left)) if any(not it.text.isspace() for it in left) else None


def words_on(page: Page, glyphs: Iterable[Glyph]) -> list[Word]:
    """Return the words of a page: glyphs that follow each other at the same height, wherever other columns stand."""
    runs: list[list[Glyph]] = []
    heights: dict[int, list[list[Glyph]]] = {}
    for glyph in sorted(glyphs):
        at = (glyph.top + glyph.bottom) // _BIN
        for place in (at - 1, at, at + 1):
            heights[place] = [run for run in heights.get(place, ()) if _is_in_reach(run, glyph)]
        near = (run for place in (at - 1, at, at + 1) for run in heights[place])
        run = max((run for run in near if _goes_on(run, glyph)), key=lambda run: run[-1].right, default=None)
        if run is not None:
            run.append(glyph)
        elif not glyph.text.isspace():
            runs.append([glyph])
            heights[at].append(runs[-1])
    return [word_of(_trimmed(run), page) for run in runs]


def _is_in_reach(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Tell whether this or any later glyph may go on with the run."""
    return glyph.left - run[-1].right <= glyph.bottom - glyph.top


def _goes_on(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Tell whether the glyph belongs to the run; two blanks part words."""
    last = run[-1]
    height = min(last.bottom - last.top, glyph.bottom - glyph.top)
    off = abs(last.top + last.bottom - glyph.top - glyph.bottom)
    gap = glyph.left - last.right
    is_near = -height <= 2 * gap and 100 * gap <= _GAP * _em(last, glyph) and 10 * off <= 6 * height
    return is_near and not (last.text.isspace() and (glyph.text.isspace() or run[-2].text.isspace()))


def _em(last: Glyph, glyph: Glyph) -> int:
    """Return about the width of a Chinese character beside the two."""
    widths = [it.right - it.left for it in (last, glyph) if not it.text.isascii()]
    return max(widths, default=(glyph.bottom - glyph.top) * 4 // 5)


def _trimmed(run: list[Glyph]) -> list[Glyph]:
    while run[-1].text.isspace():
        run.pop()
    return run


def word_of(glyphs: Sequence[Glyph], page: Page) -> Word:
    """Return the glyphs as one word."""
    left, top, right, bottom = TextLine(glyphs).box
    down = page.number * STRIP
    return Word(left, top + down, right, bottom + down, TextLine(glyphs).text, glyphs, page)


class Strip:
    """All words of a document from top to bottom."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Put them in order."""
        self.words = sorted(words, key=lambda word: (word.middle, word.left))
        self._middles = [word.middle for word in self.words]

    def between(self, begin: int, end: int) -> Sequence[Word]:
        """Return the words whose middle lies from one height to below the other."""
        return self.words[bisect_left(self._middles, begin) : bisect_left(self._middles, end)]


def box_of(words: Iterable[Word]) -> Rectangle:
    """Return the edges of the words on the strip."""
    held = list(words)
    return (
        min(word.left for word in held),
        min(word.top for word in held),
        max(word.right for word in held),
        max(word.bottom for word in held),
    )
