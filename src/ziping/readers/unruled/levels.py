"""Spreads labels that are merged over several rows: each stands in the middle, or at the top or bottom, of its rows.

Where cells are centred, the middles of the rows give away where the rows end: the end of a row lies as far below its middle
as its beginning lies above it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from typing import Final, NamedTuple

from ziping.readers.labels import Group, named
from ziping.readers.unruled.rows import Alignment, Block, Cut, Line, Row

_FAR: Final = 1e9
_NO_LABEL: Final = 1.0
_CUT_LABEL: Final = 0.5
"""What blank rows cost, and those at the top of a page, whose label may stand on the page before."""
_STRANGE: Final = 0.55
_KNOWN: Final = 0.05
_NEAR: Final = 0.45
"""How far off, in heights of a line, a label may stand without a doubt."""
_MOST: Final = 6_000
"""Rows times lines of one page that are looked at; a form has a few hundred."""
_MOST_LINES: Final = 8


class Merged(NamedTuple):
    """A label, or none, and the rows that it spans."""

    block: Block
    first: int
    end: int
    is_doubtful: bool


def borders(rows: Sequence[Row]) -> list[float]:
    """Return where each row begins, and the end of the last one; rows that a page end cut tell it only by their text."""
    first = int(rows[0].is_cut)
    last = len(rows) - int(rows[-1].is_cut and len(rows) > first)
    inner = _mirrored(rows[first:last]) if last > first else []
    before = [float(rows[0].top)] if first else []
    if not inner:
        return [float(rows[0].top), *(float(row.bottom) for row in rows)]
    return [*before, *inner, *([float(rows[-1].bottom)] if last < len(rows) else [])]


def _mirrored(rows: Sequence[Row]) -> list[float]:
    """Return the borders of rows whose middles are known: each is as far from the middle as the one before."""
    fixed = [0.0]
    for row in rows:
        fixed.append(2.0 * row.height - fixed[-1])
    lows, highs = [], []
    for number, at in enumerate(fixed):
        low = rows[number - 1].bottom if number else -_FAR
        high = rows[number].top if number < len(rows) else _FAR
        bounds = (low - at, high - at) if number % 2 == 0 else (at - high, at - low)
        lows.append(bounds[0])
        highs.append(bounds[1])
    low, high = max(lows), min(highs)
    if low < -_FAR / 2 or high > _FAR / 2 or low - high > rows[0].bottom - rows[0].top:
        return _halfway(rows)
    begin = (low + high) / 2
    return [at + begin if number % 2 == 0 else at - begin for number, at in enumerate(fixed)]


def _halfway(rows: Sequence[Row]) -> list[float]:
    inner = [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]
    return [rows[0].top, *inner, rows[-1].bottom]


def spread(
    labels: Mapping[Group, Sequence[Line]], rows: Sequence[Row], alignments: Sequence[Alignment], cut: Cut
) -> dict[Group, list[Merged]]:
    """Return the labels that the lines of each level make up, with the rows that they span, so that all comes out best."""
    if len(rows) * max(map(len, labels.values()), default=0) > _MOST:
        return {group: [] for group in labels}
    ways = [
        {group: _Spreading(lines, rows, alignment, group, cut).best() for group, lines in labels.items()}
        for alignment in alignments
    ]
    costs = [sum(cost for cost, _ in way.values()) for way in ways]
    best = ways[costs.index(min(costs))]
    rivals = [way for way, cost in zip(ways, costs, strict=True) if cost - min(costs) < _NO_LABEL]
    return {
        group: [_doubted(it, [rival[group][1] for rival in rivals]) for it in merged]
        for group, (_, merged) in best.items()
    }


def _doubted(label: Merged, rivals: Sequence[Sequence[Merged]]) -> Merged:
    """Return the label with a doubt where it may as well span other rows."""
    span = label.first, label.end
    is_sure = all(any((it.first, it.end) == span for it in rival) for rival in rivals)
    return label if is_sure else label._replace(is_doubtful=True)


class _Spreading:
    """Looks for the best way to share out lines among labels, and rows among labels."""

    def __init__(
        self, lines: Sequence[Line], rows: Sequence[Row], alignment: Alignment, group: Group, cut: Cut
    ) -> None:
        self.lines, self.rows, self.alignment, self.group, self.cut = lines, rows, alignment, group, cut
        self.ends = borders(rows) if alignment is Alignment.MIDDLE else _halfway(rows)
        self.em = max(1, lines[0].bottom - lines[0].top) if lines else 1

    def best(self) -> tuple[float, list[Merged]]:
        """Return what the labels cost, and these from top to bottom."""
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        for row, line in product(range(len(self.rows)), range(len(self.lines) + 1)):
            if (row, line) in best:
                self._go_on(best, row, line)
        found, at = [], (len(self.rows), len(self.lines))
        cost = best[at][0]
        while at != (0, 0):
            row, line = best[at][1]
            block = self.lines[line : at[1]]
            is_off = bool(block) and self._off(block, row, at[0]) > _NEAR
            found.append(Merged(block, row, at[0], is_off))
            at = row, line
        return cost, found[::-1]

    def _go_on(self, best: dict[tuple[int, int], tuple[float, tuple[int, int]]], row: int, line: int) -> None:
        """Add every label that may follow on those of the rows above."""
        most = min(len(self.lines), line + _MOST_LINES)
        for end, last in product(range(row + 1, len(self.rows) + 1), range(line, most + 1)):
            total = best[row, line][0] + self._cost(self.lines[line:last], row, end)
            if (end, last) not in best or total < best[end, last][0]:
                best[end, last] = total, (row, line)

    def _cost(self, block: Block, first: int, end: int) -> float:
        if not block:
            return _CUT_LABEL if self.cut.above and not first else _NO_LABEL
        gaps = sum(max(0.0, 2 * ((b.middle - a.middle) / self.em - 1.6)) for a, b in pairwise(block))
        is_known = named("".join(line.text for line in block), self.group)
        return self._off(block, first, end) + gaps + (_KNOWN if is_known else _STRANGE)

    def _off(self, block: Block, first: int, end: int) -> float:
        """Return how far from where it should be the label stands, in heights of a line."""
        off = abs(self.alignment.of(block) - self._height(first, end))
        if self.cut.below and end == len(self.rows):
            off = min(off, abs(block[0].top - self.ends[first]))
        return off / self.em

    def _height(self, first: int, end: int) -> float:
        if self.alignment is Alignment.TOP:
            return self.rows[first].height
        if self.alignment is Alignment.BOTTOM:
            return self.rows[end - 1].height
        return (self.ends[first] + self.ends[end]) / 2
