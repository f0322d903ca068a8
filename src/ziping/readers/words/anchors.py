"""Finds the rows of an indicator table in a run of words: each ends in two numbers, its points and its score."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.readers.grid import Cell
from ziping.readers.numerals import is_blank

_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,4})?分?")
_MISREAD = re.compile(r"[0-9A-Za-z.,]{0,5}[0-9][0-9A-Za-z.,]{0,5}")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """The words up to one pair of points and score."""

    words: list[Cell]
    points: Cell
    score: Cell


def anchored(words: Sequence[Cell]) -> tuple[list[Entry], list[Cell]]:
    """Return the entries and the words below the last one."""
    entries: list[Entry] = []
    current: list[Cell] = []
    run = 0
    for word, following in zip(words, (*words[1:], None), strict=False):
        current.append(word)
        run = run + 1 if _may_be_number(word) else 0
        if run >= _PAIR and (following is None or not _may_be_number(following)) and _is_pair(current[-2:]):
            entries.append(Entry(current[:-2], *current[-2:]))
            current, run = [], 0
    return entries, current


def _may_be_number(word: Cell) -> bool:
    return _is_number(word) or is_blank(word.text) or bool(_MISREAD.fullmatch(word.text))


def _is_number(word: Cell) -> bool:
    return bool(_NUMBER.fullmatch(unicodedata.normalize("NFKC", word.text[:12])))


def _is_pair(words: Sequence[Cell]) -> bool:
    """Tell whether one of the two is a number at least; the other may be blank, or misread on the same line."""
    numbers = sum(map(_is_number, words))
    blanks = sum(is_blank(word.text) for word in words)
    return numbers + blanks == _PAIR if words[0].row != words[1].row else numbers > 0
