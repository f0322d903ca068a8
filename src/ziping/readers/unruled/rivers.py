"""Finds where columns part: the blank river that runs down between the words of two columns."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ziping.readers.unruled.words import Word, word_of


class River(NamedTuple):
    """Where two columns part, how wide that is, and how many words cross it."""

    middle: int
    width: int
    crossed: int


def river(words: Iterable[Word], low: int, high: int) -> River:
    """Return the widest stretch between the two positions that the fewest words cross."""
    steps: dict[int, int] = {low: 0, high: 0}
    spans = (span for word in words if word.left < high and word.right > low for span in word.spans())
    for left, right in spans:
        if left < high and right > low:
            steps[max(low, left)] = steps.get(max(low, left), 0) + 1
            steps[min(high, right)] = steps.get(min(high, right), 0) - 1
    best, count = River((low + high) // 2, 0, 1 << 30), 0
    places = sorted(steps)
    for place, following in pairwise(places):
        count += steps[place]
        found = River((place + following) // 2, following - place, count)
        if (found.crossed, -found.width) < (best.crossed, -best.width):
            best = found
    return best


def in_columns(words: Iterable[Word], edges: Sequence[int]) -> list[list[Word]]:
    """Return the words of each column; one that an edge goes through is split."""
    columns: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in words:
        if bisect(edges, word.left) == bisect(edges, word.right):
            columns[bisect(edges, word.left)].append(word)
            continue
        for number, glyphs in groupby(
            word.glyphs, lambda glyph: bisect(edges, (glyph.left + glyph.right) // 2)
        ):
            columns[number].append(word_of(list(glyphs), word.page))
    return columns
