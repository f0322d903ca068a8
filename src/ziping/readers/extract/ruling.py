"""Finds the cells of a table in the lines that are drawn around them.

Lines that touch belong to one table. Between its positions the table is a lattice of small fields; fields without a line
between them are one cell. The outer edge counts as drawn, since tables are often open at the sides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from ziping.readers.extract.page import Rectangle, Ruling

SNAP: Final = 25
"""Lines closer than this are one: double lines, and both edges of a thin rectangle."""
TOUCH: Final = 30
"""How far a line may end before the one that it meets."""
JOIN: Final = 30
"""A gap in a line that is bridged, as in dotted lines."""
SHORTEST: Final = 50
MOST_FIELDS: Final = 200_000
"""Fields of the lattice of one page; a form has about a thousand."""


class Span(NamedTuple):
    """A cell as a rectangle of lattice fields."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The positions of the lines of one table and the cells between them, row by row."""

    xs: Sequence[int]
    ys: Sequence[int]
    spans: Sequence[Span]
    owner: Sequence[Sequence[int]]
    """Number of the cell that each field belongs to, by row and column."""

    @property
    def box(self) -> Rectangle:
        """Return the outer edge."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, span: Span) -> Rectangle:
        """Return the edges of a cell."""
        return (
            self.xs[span.column],
            self.ys[span.row],
            self.xs[span.column + span.columns],
            self.ys[span.row + span.rows],
        )

    def cell_at(self, x: int, y: int) -> int | None:
        """Return the number of the cell around the point, or None outside of the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None


def tables(horizontals: Iterable[Ruling], verticals: Iterable[Ruling]) -> list[RuledTable]:
    """Return the tables of more than one cell, smallest first: a table in a cell of another comes before it."""
    across, down = _merged(horizontals), _merged(verticals)
    found = [_table(*group) for group in _touching(across, down)]
    kept = [table for table in found if table is not None and len(table.spans) > 1]
    return sorted(kept, key=lambda t: (t.xs[-1] - t.xs[0]) * (t.ys[-1] - t.ys[0]))


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Return the lines with those on the same position put together."""
    merged: list[Ruling] = []
    for cluster in _clusters(sorted(rulings)):
        at = sum(ruling.at for ruling in cluster) // len(cluster)
        start, end = cluster[0].start, cluster[0].end
        for ruling in cluster[1:]:
            if ruling.start <= end + JOIN:
                end = max(end, ruling.end)
            else:
                merged.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        merged.append(Ruling(at, start, end))
    return [ruling for ruling in merged if ruling.end - ruling.start >= SHORTEST]


def _clusters(rulings: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    cluster: list[Ruling] = []
    for ruling in rulings:
        if cluster and ruling.at - cluster[0].at > SNAP:
            yield sorted(cluster, key=lambda held: held.start)
            cluster = []
        cluster.append(ruling)
    if cluster:
        yield sorted(cluster, key=lambda held: held.start)


def _touching(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterable[tuple[list[Ruling], list[Ruling]]]:
    """Yield the groups of lines that touch each other, directly or through others."""
    group = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    heights = [ruling.at for ruling in across]
    for place, line in enumerate(down, len(across)):
        first, last = bisect_left(heights, line.start - TOUCH), bisect_right(heights, line.end + TOUCH)
        for number in range(first, last):
            if across[number].start - TOUCH <= line.at <= across[number].end + TOUCH:
                group[root(number)] = root(place)
    found: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number in range(len(group)):
        held = found.setdefault(root(number), ([], []))
        if number < len(across):
            held[0].append(across[number])
        else:
            held[1].append(down[number - len(across)])
    return found.values()


def _table(across: Sequence[Ruling], down: Sequence[Ruling]) -> RuledTable | None:
    xs = _positions([r.at for r in down], [e for r in across for e in (r.start, r.end)])
    ys = _positions([r.at for r in across], [e for r in down for e in (r.start, r.end)])
    fields = (len(xs) - 1) * (len(ys) - 1)
    if not across or not down or fields < 1 or fields > MOST_FIELDS:
        return None
    walls = _drawn(down, xs, ys)
    floors = _drawn(across, ys, xs)
    spans, owner = _spans(walls, floors)
    return RuledTable(xs, ys, spans, owner)


def _positions(drawn: Iterable[int], ends: Sequence[int]) -> list[int]:
    """Return the positions of the lines; where the outermost ends reach further, the table is open there."""
    found = sorted(set(drawn))
    if found and ends:
        if min(ends) < found[0] - 2 * TOUCH:
            found.insert(0, min(ends))
        if max(ends) > found[-1] + 2 * TOUCH:
            found.append(max(ends))
    return found


def _drawn(rulings: Iterable[Ruling], across: Sequence[int], along: Sequence[int]) -> list[list[bool]]:
    """Tell for each inner position and each step along it whether a line is drawn there."""
    number = {at: place for place, at in enumerate(across)}
    middles = [(first + last) // 2 for first, last in pairwise(along)]
    drawn = [[False] * len(middles) for _ in across]
    for ruling in rulings:
        first, last = bisect_left(middles, ruling.start), bisect_right(middles, ruling.end)
        drawn[number[ruling.at]][first:last] = [True] * (last - first)
    drawn[0] = [True] * len(middles)
    drawn[-1] = [True] * len(middles)
    return drawn


def _spans(walls: list[list[bool]], floors: list[list[bool]]) -> tuple[list[Span], list[list[int]]]:
    """Return the cells: each grows to the right, then down, until it meets a line or another cell."""
    rows, columns = len(floors) - 1, len(walls) - 1
    owner = [[-1] * columns for _ in range(rows)]
    spans: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] < 0:
                right = column + 1
                while right < columns and not walls[right][row] and owner[row][right] < 0:
                    right += 1
                below = row + 1
                while below < rows and _is_open(below, column, right, walls, floors):
                    below += 1
                for taken in owner[row:below]:
                    taken[column:right] = [len(spans)] * (right - column)
                spans.append(Span(row, column, below - row, right - column))
    return spans, owner


def _is_open(row: int, left: int, right: int, walls: list[list[bool]], floors: list[list[bool]]) -> bool:
    """Tell whether no line is drawn above or inside that row between the two sides."""
    return not any(floors[row][left:right]) and not any(walls[at][row] for at in range(left + 1, right))
