"""Parts the words of one indicator row into its cells: reason of the row above, name, target, actual value."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from ziping.readers.cleaning import lines_of, text_of_cells
from ziping.readers.grid import Cell
from ziping.readers.numerals import is_number
from ziping.readers.words.breaks import cost_of_blanks, cost_of_breaks

MOST_WORDS: Final = 40
"""A row of more words is not parted: there are too many ways."""
MOST_CELL_WORDS: Final = 10
"""A target or actual value of more words was not seen."""
CLOSE: Final = 1.0
"""Two ways to part a row whose costs differ by less are both possible."""

_EMPTY: Final = 5.0
_MISPLACED: Final = 4.0
_VALUE_BROKEN: Final = 0.5
_REASON: Final = 0.5
_REASON_FOR_NOTHING: Final = 3.0
_SENTENCE: Final = 1.0
_COMPLETION: Final = 2.0
_SAME_TEXT: Final = 2.0
_SAME_UNIT: Final = 1.5
_BOTH_NUMBERS: Final = 0.5

_COMPARATOR = re.compile(r"[≥≤＞＜>=<≧≦﹦═＝]|不少于|不低于|不高于|不超过|大于|小于")
_COMPLETED = re.compile(r"(?:部分)?(?:达成|达到|完成)|未(?:达成|完成)|已")
_VALUE = re.compile(r"[0-9.,]+")

Words = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Parts:
    """One way to part a row, and how unlikely it is."""

    cost: float
    words: Words
    borders: tuple[int, int, int]
    """Where name, target and actual value begin."""

    @property
    def reason(self) -> Words:
        """Return the words of the reason that the row above gives for its lost points."""
        return self.words[: self.borders[0]]

    @property
    def name(self) -> Words:
        """Return the words of the name."""
        return self.words[self.borders[0] : self.borders[1]]

    @property
    def target(self) -> Words:
        """Return the words of the target."""
        return self.words[self.borders[1] : self.borders[2]]

    @property
    def actual(self) -> Words:
        """Return the words of the actual value."""
        return self.words[self.borders[2] :]


def parted(words: Words, least_reason: int, *, lost_points: bool | None) -> tuple[Parts, Parts | None]:
    """Return the best way and, if it is close, the second.

    The reason has at least ``least_reason`` words. ``lost_points`` tells whether the row above lost points and so
    should give a reason; None that no reason can stand here beyond those words.
    """
    last = len(words)
    heads = {
        end: _best_head(words[:end], least_reason, lost_points=lost_points)
        for end in range(max(least_reason, last - 2 * MOST_CELL_WORDS), last + 1)
    }
    actuals = {
        start: _cost_of_actual(words[start:]) for start in range(max(0, last - MOST_CELL_WORDS), last + 1)
    }
    ways = [
        Parts(cost + _cost_of_values(words[end:start], words[start:]) + actual, words, (reason, end, start))
        for end, (cost, reason) in heads.items()
        for start, actual in actuals.items()
        if end <= start <= end + MOST_CELL_WORDS
    ]
    best, *others = nsmallest(2, ways, key=lambda way: way.cost)
    second = next((way for way in others if way.cost - best.cost < CLOSE), None)
    return best, second


Head = tuple[float, int]
"""Cost of reason and name, and where the reason ends."""


def _best_head(words: Words, least: int, *, lost_points: bool | None) -> Head:
    ends = [least]
    if lost_points is not None:
        ends += [end for end in range(least + 1, len(words)) if words[end - 1].row != words[end].row]
    return min(
        (_cost_of_reason(words[:end], lost_points=lost_points) + _cost_of_name(words[end:]), end)
        for end in ends
    )


def _cost_of_values(target: Words, actual: Words) -> float:
    return _cost_of_target(target) + _cost_of_pair(target, actual)


def _cost_of_layout(words: Words) -> float:
    return cost_of_breaks(lines_of(words)) + cost_of_blanks(words)


def _cost_of_reason(words: Words, *, lost_points: bool | None) -> float:
    if not words:
        return 0.0
    ends_sentence = words[-1].text.endswith("。")
    unlikely = _REASON if lost_points else _REASON_FOR_NOTHING
    return cost_of_breaks(lines_of(words)) + unlikely - (_SENTENCE if ends_sentence else 0.0)


def _cost_of_name(words: Words) -> float:
    if not words:
        return _EMPTY
    misplaced = sum(bool(_COMPARATOR.match(word.text)) + is_number(word.text) / 2 for word in words)
    return _cost_of_layout(words) + misplaced * _MISPLACED


def _cost_of_target(words: Words) -> float:
    misplaced = sum(bool(_COMPLETED.match(word.text)) for word in words[1:])
    return _cost_of_value(words) + misplaced * _MISPLACED


def _cost_of_actual(words: Words) -> float:
    return _cost_of_value(words) - _COMPLETION * bool(words and _COMPLETED.match(words[0].text))


def _cost_of_value(words: Words) -> float:
    """Judge a target or actual value: a comparator may begin it only, and it is broken less often than a name."""
    if not words:
        return _MISPLACED
    misplaced = sum(bool(_COMPARATOR.match(word.text)) for word in words[1:])
    breaks = len({word.row for word in words}) - 1
    return _cost_of_layout(words) + misplaced * _MISPLACED + breaks * _VALUE_BROKEN


def _cost_of_pair(target: Words, actual: Words) -> float:
    """Reward what target and actual value have in common: the same text, or a number with the same unit."""
    if not target or not actual:
        return 0.0
    texts = (unicodedata.normalize("NFKC", text_of_cells(words)) for words in (target, actual))
    bare_target, bare_actual = (_COMPARATOR.sub("", text) for text in texts)
    if bare_target == bare_actual:
        return -_SAME_TEXT
    if not (_VALUE.search(bare_target) and _VALUE.search(bare_actual)):
        return 0.0
    return -_SAME_UNIT if _VALUE.sub("", bare_target) == _VALUE.sub("", bare_actual) else -_BOTH_NUMBERS
