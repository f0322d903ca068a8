"""Finds which lines of neighbouring columns are one row: the cells of a row have their middle, top or bottom in common.

Rows are cut where all of this comes out best together, not one after the other.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import Final

from ziping.readers.indicators import is_placeholder
from ziping.readers.labels import Group, fund_label, meanings
from ziping.readers.unruled.words import Word

_NUMBER: Final = re.compile(r"[-—–－/]{1,2}|-?[0-9,]*\.?[0-9]*[%％]?(?:万?元|分)?")
_WHOLE: Final = re.compile(r"[0-9,]+\.[0-9]{2,}[%％]?|[-—–－/]{1,2}")
_BEGINNING: Final = re.compile(r"指标[0-9]{1,2}[:：.、]")
"""How numbered names begin."""
_FAR: Final = 1e6
_NEW_ROW: Final = 0.3
_BLANK: Final = 0.3
_ALL_BROKEN: Final = 2.0
"""What each line more costs that all cells of a row have."""
_BROKEN_INTEGER: Final = 2.0
_OFF: Final = 0.3
"""How far off, in heights of a line, a cell is no longer at the height of its row."""
_HOPELESS: Final = 30.0
"""Lines that cost so much together are no row, nor are they with those above."""
_MOST_LEVELS: Final = 300
"""Heights at which lines stand on one page; a page of a form has less than a hundred. Beyond, nothing is clear."""
_TOO_HIGH: Final = 60
"""No cell has more lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one column that stand side by side."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Return its text."""
        return "".join(word.text for word in self.words)

    @property
    def middle(self) -> int:
        """Return the height of its middle."""
        return self.words[0].middle

    @property
    def top(self) -> int:
        """Return where it begins."""
        return self.words[0].top

    @property
    def bottom(self) -> int:
        """Return where it ends."""
        return self.words[0].bottom


Block = Sequence[Line]
"""The lines of one cell."""


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    LABEL = "label"
    """Names, among them labels of rows that say all by themselves."""


_MOST_OFF: Final = 2.0
"""What a cell costs at most that is off the height of its row."""
_NEEDED: Final = {Kind.NUMBER: 1.0, Kind.LABEL: 1.5}
"""What a row costs that has no number, or no name, where the table has such columns."""


class Alignment(Enum):
    """Which height the cells of a row have in common."""

    MIDDLE = "middle"
    TOP = "top"
    BOTTOM = "bottom"

    def of(self, block: Block) -> int:
        """Return that height of a cell."""
        if self is Alignment.TOP:
            return block[0].middle
        if self is Alignment.BOTTOM:
            return block[-1].middle
        return (block[0].middle + block[-1].middle) // 2


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each column that stand in one row."""

    cells: tuple[Block, ...]
    height: int
    """What its cells have in common."""
    off: tuple[bool, ...]
    """Which cells stand elsewhere, so that they may belong to another row."""
    is_cut: bool = False
    """A page end cut it, so that its cells begin at its top."""

    @property
    def top(self) -> int:
        """Return where its highest line begins."""
        return min(block[0].top for block in self.cells if block)

    @property
    def bottom(self) -> int:
        """Return where its lowest line ends."""
        return max(block[-1].bottom for block in self.cells if block)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines of one column."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda held: held.middle):
        if lines and word.middle - lines[-1][0].middle <= min(word.height, lines[-1][0].height) // 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda word: word.left))) for line in lines]


@dataclass(frozen=True, slots=True)
class Cut:
    """Whether the table goes on above or below the page, so that a page end may have cut its first or last row."""

    above: bool = False
    below: bool = False


NOT_CUT: Final = Cut()


def rows_of(
    columns: Sequence[Sequence[Word]], kinds: Sequence[Kind], cut: Cut
) -> tuple[list[Alignment], list[Row]]:
    """Return the rows of the columns on one page, and how their cells may be aligned, most likely first."""
    lines = [lines_of(words) for words in columns]
    cuttings = [(*_Cutting(lines, kinds, alignment, cut).best(), alignment) for alignment in Alignment]
    least, rows, _ = min(cuttings, key=lambda found: found[0])
    return [alignment for cost, _, alignment in cuttings if cost - least < _NEW_ROW], rows


class _Cutting:
    """Looks for the best cuts through the lines of all columns."""

    def __init__(
        self, columns: Sequence[Sequence[Line]], kinds: Sequence[Kind], alignment: Alignment, cut: Cut
    ) -> None:
        self.columns, self.kinds, self.alignment, self.cut = columns, kinds, alignment, cut
        lines = [line for column in columns for line in column]
        self.em = median([line.bottom - line.top for line in lines]) if lines else 1
        self.middles = [[line.middle for line in column] for column in columns]
        self.levels = _levels([line.middle for line in lines], self.em / 6)
        gaps = (b.middle - a.middle for column in columns for a, b in pairwise(column))
        self.pitch = max(min(gaps, default=0), int(self.em * 0.8))

    def best(self) -> tuple[float, list[Row]]:
        """Return the cost of the best cuts, and the rows between them."""
        count = len(self.levels)
        if count > _MOST_LEVELS:
            return _FAR, [self._row(at, at + 1, is_off=True) for at in range(count)]
        costs, before = [0.0] + [_FAR] * count, [0] * (count + 1)
        for end in range(1, count + 1):
            for start in range(end - 1, max(-1, end - 1 - _TOO_HIGH), -1):
                own = self._cost(start, end)
                if costs[start] + own < costs[end]:
                    costs[end], before[end] = costs[start] + own, start
                if own >= _HOPELESS:
                    break
        rows, end = [], count
        while end:
            rows.append(self._row(before[end], end))
            end = before[end]
        return costs[-1], rows[::-1]

    def _blocks(self, start: int, end: int) -> list[Block]:
        low, high = self.levels[start][0], self.levels[end - 1][1]
        return [
            column[bisect_left(middles, low) : bisect_right(middles, high)]
            for column, middles in zip(self.columns, self.middles, strict=True)
        ]

    def _alignments(self, start: int, end: int) -> tuple[Alignment, ...]:
        """Return how the cells of these lines may be aligned: what a page end cuts begins at its top."""
        is_cut = (self.cut.above and not start) or (self.cut.below and end == len(self.levels))
        return (self.alignment, Alignment.TOP) if is_cut else (self.alignment,)

    def _cost(self, start: int, end: int) -> float:
        blocks = self._blocks(start, end)
        held = [block for block in blocks if block]
        cells = list(zip(blocks, self.kinds, strict=True))
        if any(len(block) > 1 and not _is_one(block, kind) for block, kind in cells):
            return _FAR
        cost = min(self._unevenness(blocks, alignment) for alignment in self._alignments(start, end))
        cost += _NEW_ROW + sum(map(self._looseness, held))
        if len(held) > 1:
            cost += _ALL_BROKEN * (min(map(len, held)) - 1)
        if not (self.cut.above and not start):
            lacking = {*self.kinds} - {kind for block, kind in cells if block}
            cost += sum(_NEEDED.get(kind, 0) for kind in lacking) + _BLANK * (len(blocks) - len(held))
        return cost + _BROKEN_INTEGER * sum(map(_is_broken_integer, *zip(*cells, strict=True)))

    def _unevenness(self, blocks: Sequence[Block], alignment: Alignment) -> float:
        """Return how far the cells are off the height that they should have in common."""
        height = _height(blocks, alignment)
        off = (abs(alignment.of(block) - height) / self.em for block in blocks if block)
        return sum(min(_MOST_OFF, distance) for distance in off)

    def _looseness(self, block: Block) -> float:
        """Return how much further apart than usual the lines of a cell stand."""
        gaps = (b.middle - a.middle for a, b in pairwise(block))
        return sum(max(0.0, 3 * (gap / self.pitch - 1.35)) for gap in gaps)

    def _row(self, start: int, end: int, *, is_off: bool = False) -> Row:
        blocks = self._blocks(start, end)
        alignment = min(self._alignments(start, end), key=lambda held: self._unevenness(blocks, held))
        height = _height(blocks, alignment)
        off = tuple(bool(b) and (is_off or abs(alignment.of(b) - height) > self.em * _OFF) for b in blocks)
        return Row(tuple(blocks), height, off, is_cut=alignment is not self.alignment)


def _height(blocks: Sequence[Block], alignment: Alignment) -> int:
    """Return what the cells have in common: the short ones tell it best."""
    held = [block for block in blocks if block]
    shortest = min(len(block) for block in held)
    return int(median(alignment.of(block) for block in held if len(block) == shortest))


def _levels(middles: Iterable[int], near: float) -> list[tuple[int, int]]:
    """Return the heights at which lines stand, those together that differ by a hair."""
    levels: list[tuple[int, int]] = []
    for middle in sorted(middles):
        if levels and middle - levels[-1][0] <= near:
            levels[-1] = levels[-1][0], middle
        else:
            levels.append((middle, middle))
    return levels


def _is_one(block: Block, kind: Kind) -> bool:
    """Tell whether the lines may be one cell: one number that a narrow column broke, no label with other text."""
    texts = [line.text for line in block]
    if kind is Kind.NUMBER:
        return bool(_NUMBER.fullmatch("".join(texts))) and not any(map(_WHOLE.fullmatch, texts[:-1]))
    begins = any(_BEGINNING.match(text) for text in texts[1:]) or any(map(is_placeholder, texts))
    return kind is Kind.TEXT or not (begins or any(map(_is_row_label, texts)))


def _is_broken_integer(block: Block, kind: Kind) -> bool:
    """Tell whether two lines of a number may as well be two numbers."""
    return kind is Kind.NUMBER and len(block) > 1 and "." not in "".join(line.text for line in block)


def _is_row_label(text: str) -> bool:
    found = meanings(fund_label(text))
    return Group.FUND_ROW in found or Group.TOTAL in found
