"""Judges where a text without cell borders goes from one cell to the next, by how its lines are broken.

A line that was broken inside a cell is as long as the cell is wide; so a short line that goes on is suspect.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ziping.readers.cleaning import begins_item
from ziping.readers.grid import Cell

_MOST_SLACK: Final = 3
"""How much shorter, in half-width columns, a broken line may be: a wide character, or punctuation kept together."""

LONGEST_UNIT: Final = 3

# What speaks against a cell, chosen by hand: only their order and rough distance matter.
BROKEN: Final = 0.3
PARAGRAPH: Final = 0.8
BROKEN_SHORT: Final = 3.0
BLANK_BEFORE_UNIT: Final = 0.3
BLANK_USUAL: Final = 1.2
BLANK_IN_WORD: Final = 2.0


def width(text: str) -> int:
    """Return the width of a text in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "FWA" else 1 for character in text)


def cost_of_breaks(lines: Sequence[str]) -> float:
    """Return how unlikely it is that these lines are one cell."""
    widths = [width(line) for line in lines]
    widest = max(widths, default=0)
    least = widest - min(_MOST_SLACK, widest // 4)
    followed = zip(lines, widths, lines[1:], strict=False)
    return sum(_cost_of_break(line, following, is_full=here >= least) for line, here, following in followed)


def _cost_of_break(line: str, following: str, *, is_full: bool) -> float:
    if is_full:
        return BROKEN
    return PARAGRAPH if begins_item(following) or line.endswith(("。", "；")) else BROKEN_SHORT


def cost_of_blanks(words: Sequence[Cell]) -> float:
    """Return how unlikely it is that a cell has these blanks inside."""
    return sum(cost_of_blank(a.text, b.text) for a, b in pairwise(words) if a.row == b.row)


def cost_of_blank(left: str, right: str) -> float:
    """Rank blanks: between a number and its unit, beside a bracket, Latin or punctuation, inside a Chinese word."""
    if left[-1].isdigit() and not right[0].isascii() and len(right) <= LONGEST_UNIT:
        return BLANK_BEFORE_UNIT
    usual = right[0] in "(（" or left[-1] in "，、；：。,;:" or left[-1].isascii() or right[0].isascii()
    return BLANK_USUAL if usual else BLANK_IN_WORD
