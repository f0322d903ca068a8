"""Splits lines into words and puts labels together again that a narrow column broke over several lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from ziping.model.template import plain
from ziping.readers.grid import Cell, Grid
from ziping.readers.labels import NOT_READ, Group, begins_label, meanings
from ziping.readers.sections import Row

LONGEST_LINE: Final = 20_000
"""A longer line was never printed on a page; it stays in one piece, for its words would only cost time."""

_WORD = re.compile(r"\S+")
_TWO_DECIMALS = re.compile(r"[0-9,]{1,20}\.[0-9]{2}")
_MOST_PIECES: Final = 6
"""服务|对象|满意|度指|标 has five; more were not seen."""

_GLUED: Final = (
    frozenset(Group) - {Group.FUND_COLUMN, Group.FUND_ROW, Group.GOAL_COLUMN, Group.TARGET_PART} - NOT_READ
)
"""Labels that stand at the start of a line; 执行率 得分 must not become the label 执行率得分."""


def words_of(grid: Grid) -> Iterator[Row]:
    """Yield the words of each line; a word is a cell whose column is its number in the line."""
    for cells in grid.rows:
        pairs = ((cell, word) for cell in cells for word in _split(cell.text))
        if row := tuple(Cell(word, cell.place, cell.row, n) for n, (cell, word) in enumerate(pairs)):
            yield row


def _split(text: str) -> list[str]:
    return _WORD.findall(text) if len(text) <= LONGEST_LINE else [text]


def whole_labels(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows with labels in one piece: 满意 / 度指 / 标 becomes one word, in the line where it begins."""
    words = [word for row in rows for word in row]
    for _, row in groupby(_joined_labels(words), lambda word: word.row):
        yield tuple(row)


def _joined_labels(words: Sequence[Cell]) -> Iterator[Cell]:
    """Join words to a label only where one may stand: at the start of a line or behind another label."""
    start, may_begin = 0, True
    while start < len(words):
        word = words[start]
        length = _label_length(words, start) if may_begin or word.column == 0 else 0
        if length > 1:
            word = replace(word, text="".join(piece.text for piece in words[start : start + length]))
        yield word
        may_begin = length > 0
        start += max(length, 1)


def _label_length(words: Sequence[Cell], start: int) -> int:
    """Return how many words make the longest label that begins here; a word that is a label stays alone."""
    first = words[start].text
    if _is_split_comparator(words[start : start + 2]):
        return 2
    if first[0] in "(（":  # (2020年度) is not the beginning of 项目名称
        return 0
    own = _GLUED & meanings(first).keys()
    text, longest = "", int(bool(own))
    for count, word in enumerate(words[start : start + _MOST_PIECES], 1):
        text += word.text
        if not begins_label(text) or not plain(word.text):
            break
        if count > 1 and (_GLUED - own) & meanings(text).keys():
            longest = count
    return longest


def _is_split_comparator(words: Sequence[Cell]) -> bool:
    return words[0].text in {">", "<", "＞", "＜"} and words[-1].text[0] in "=＝"


def whole_numbers(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows with numbers in one piece: lines ending in 20.0 and consisting of 0 become 20.00.

    Two numbers below each other look the same, so this is only worth a try where a form does not add up.
    """
    pending: Row = ()
    for row in rows:
        if pending and _goes_on(pending[-1].text, row):
            pending = (*pending[:-1], replace(pending[-1], text=pending[-1].text + row[0].text), *row[1:])
            continue
        if pending:
            yield pending
        pending = row
    if pending:
        yield pending


def _goes_on(text: str, row: Row) -> bool:
    """Tell whether the line goes on with the decimals of the number that ends the line above."""
    is_alone = len(row) == 1 or text.endswith(".")
    return (
        is_alone and bool(_TWO_DECIMALS.fullmatch(text + row[0].text)) and not _TWO_DECIMALS.fullmatch(text)
    )
