"""Where blanks stand between printed characters: some are printed, some are mere distance, some are lost at line ends.

LibreOffice prints a blank between Chinese and Latin characters as a distance of a quarter of a character, and moves
characters without a blank a fifth apart. Word moves them a quarter apart without a blank. So a distance counts as a blank
only in a document that has smaller ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, permutations
from statistics import median
from typing import Final

from ziping.readers.extract.page import Glyph

_BLANK: Final = 23
"""Percent of a Chinese character's width from which a distance may be a blank."""

_TOUCHING: Final = 3
"""Percent up to which characters touch."""

_OPENING: Final = frozenset("(（[［《〈「『“‘【<{")
_CLOSING: Final = frozenset(")）]］》〉」』”’】>},，。.、;；:：!！?？%％…")
_POINTS: Final = frozenset(",;:")


_WIDE, _LATIN, _POINT, _BLANKS = "w", "l", "p", " "
_PAIRS: Final = tuple(map("".join, permutations((_WIDE, _LATIN, _POINT), 2)))


@lru_cache(maxsize=1 << 16)
def _kind(character: str) -> str:
    """Return how a character behaves beside a blank: as a Chinese or a Latin one, as a point after either, or not at all."""
    if character in _POINTS:
        return _POINT
    if character.isspace():
        return _BLANKS
    if character.isascii():
        return _LATIN if character.isalnum() else "-"
    return _WIDE if character.isalpha() else "-"


def _kinds(text: Iterable[str]) -> str:
    return "".join(map(_kind, text))


@dataclass(slots=True)
class Spacing:
    """What is known of one document: where its distances are blanks, and where it has blanks at all."""

    are_narrow: bool = False
    """Somewhere it sets Chinese and Latin characters close to each other."""
    habit: "Habit" = field(default_factory=lambda: Habit(Counter()))

    def look_at(self, line: Sequence[Glyph]) -> None:
        """Take note of a line."""
        kinds = _kinds(glyph.text for glyph in line)
        self.are_narrow = self.are_narrow or any(distance < _BLANK for _, distance in _distances(line, kinds))
        self.habit.take(kinds)

    def blanks(self, line: Sequence[Glyph]) -> frozenset[int]:
        """Return the numbers of the glyphs in front of which a distance stands for a blank."""
        if len(line) < 2:  # noqa: PLR2004 — nothing stands between
            return frozenset()
        kinds = _kinds(glyph.text for glyph in line)
        mixed = _distances(line, kinds) if self.are_narrow else ()
        return frozenset(number for number, distance in (*mixed, *_gaps(line, kinds)) if distance >= _BLANK)


def _distances(line: Sequence[Glyph], kinds: str) -> Iterator[tuple[int, int]]:
    """Yield the distance in front of each glyph that stands between a Chinese and a Latin one, in percent."""
    if _WIDE + _LATIN not in kinds and _LATIN + _WIDE not in kinds:
        return
    widths = (glyph.right - glyph.left for glyph, kind in zip(line, kinds, strict=True) if kind == _WIDE)
    width = int(median(widths)) or 1
    for number, (before, kind) in enumerate(pairwise(kinds), 1):
        if {before, kind} == {_WIDE, _LATIN}:
            last = line[number - 1]
            end = last.left + width if before == _WIDE else last.right
            yield number, (line[number].left - end) * 100 // width


def _gaps(line: Sequence[Glyph], kinds: str) -> Sequence[tuple[int, int]]:
    """Return likewise the distances between Chinese characters, of a line where most of them touch."""
    if _WIDE * 2 not in kinds or not any((b[0] - a[2]) * 5 > b[2] - b[0] for a, b in pairwise(line)):
        return ()
    gaps = [
        (
            number,
            (line[number].left - line[number - 1].right)
            * 100
            // max(1, line[number].right - line[number].left),
        )
        for number, pair in enumerate(pairwise(kinds), 1)
        if pair == (_WIDE, _WIDE)
    ]
    is_close = median(gap for _, gap in gaps) <= _TOUCHING
    return gaps if is_close else ()


def unbroken(line: Sequence[Glyph]) -> int:
    """Return the width of what begins the line and may not be broken: brackets, a word or number, closing points."""
    end = 0
    while end < len(line) - 1 and line[end].text in _OPENING:
        end += 1
    if _kind(line[end].text) == _LATIN:
        while end + 1 < len(line) and _kind(line[end + 1].text) == _LATIN:
            end += 1
    while end + 1 < len(line) and line[end + 1].text in _CLOSING:
        end += 1
    return line[end].right - line[0].left


@dataclass(frozen=True, slots=True)
class Habit:
    """How often a text has a blank between two kinds of characters, and how often none."""

    counted: Counter[tuple[str, bool]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Habit":
        """Count within the lines of one cell."""
        habit = cls(Counter())
        for line in lines:
            habit.take(_kinds(line))
        return habit

    def take(self, kinds: str) -> None:
        """Count within a line that has Chinese characters and others."""
        if _WIDE not in kinds or (_LATIN not in kinds and _POINT not in kinds):
            return
        for pair in _PAIRS:
            self.counted[pair, False] += kinds.count(pair)
            self.counted[pair, True] += kinds.count(_BLANKS.join(pair))

    def blank(self, above: str, below: str, document: "Habit") -> str:
        """Return the blank that was lost where a line goes on in the next one, if the cell has such blanks elsewhere.

        Where it has no such place, the whole document tells.
        """
        if above[-1:].isalpha() and below[:1].isalpha() and (above[-1] + below[0]).isascii():
            return "" if above.isalnum() else " "  # a word that fills its line was broken, others are not
        pair = _kinds((above[-1:], below[:1]))
        counted = self.counted if self.counted[pair, True] + self.counted[pair, False] else document.counted
        return " " if counted[pair, True] > counted[pair, False] else ""
