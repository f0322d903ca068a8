"""Reads the goals from lines: the expected one, then the actual one."""

import re
from collections.abc import Sequence
from typing import Final

from ziping.model.form import ProblemKind
from ziping.model.language import Text
from ziping.readers.cleaning import joined_prose
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, is_side_label, named
from ziping.readers.sections import Row, text_of
from ziping.readers.words.breaks import cost_of_blank, cost_of_breaks

MOST_LINES: Final = 200
"""Beyond it nobody could tell where one goal ends."""

_FIRST_ITEM = re.compile(r"[(（]?(?:1|一)[、.．)）](?![0-9])|目标1")
_NUMBERED_ANEW: Final = 2.5


def put_goal(draft: Draft, rows: Sequence[Row]) -> None:
    """Set both goals; unless one blank line parts them, their border is a guess and reported as such."""
    if not any(named(word.text, Group.GOAL_COLUMN) for row in rows for word in row):
        if rows:
            message = Text(
                "年度总体目标没有表头，未能读取", "the annual goal has no heading and was not read"
            )
            draft.note(ProblemKind.NOT_UNDERSTOOD, "/goal", message, text_of(rows[0]))
        return
    lines = [row for row in rows if not all(_is_label(word) for word in row)]
    if len(lines) > MOST_LINES:
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            "/goal",
            Text(
                "年度总体目标过长，未能分开预期目标和实际完成情况",
                "the annual goal is too long to part what was expected from what was done",
            ),
        )
        return
    if len(lines) == 1:
        lines = _halves(lines[0])
    border, is_sure = _border(lines)
    for field, part in (("expected", lines[:border]), ("actual", lines[border:])):
        _put(draft, f"/goal/{field}", part, is_sure=is_sure)


def _is_label(word: Cell) -> bool:
    return named(word.text, Group.GOAL_COLUMN) is not None or is_side_label(word.text)


def _border(lines: Sequence[Row]) -> tuple[int, bool]:
    """Return how many lines are the expected goal, and whether that is sure."""
    gaps = [n for n in range(1, len(lines)) if lines[n][0].row - lines[n - 1][0].row > 1]
    if len(gaps) == 1:
        return gaps[0], True
    texts = [text_of(line) for line in lines]
    cost = {n: _cost(texts[:n]) + _cost(texts[n:]) for n in gaps or range(1, len(lines))}
    return min(cost, key=lambda n: cost[n], default=len(lines)), not lines


def _cost(lines: Sequence[str]) -> float:
    """Return how unlikely it is that these lines are one goal: numbering begins anew with a new one."""
    anew = sum(bool(_FIRST_ITEM.match(line)) for line in lines[1:])
    return cost_of_breaks(lines) + anew * _NUMBERED_ANEW


def _halves(line: Row) -> list[Row]:
    """Return the two goals that stand in one line, parted at the blank that is the least usual inside a text."""
    breaks = range(1, len(line))
    best = max(breaks, key=lambda n: _unusual(line[n - 1].text, line[n].text), default=len(line))
    return [half for half in (line[:best], line[best:]) if half]


def _unusual(left: str, right: str) -> float:
    return _NUMBERED_ANEW if _FIRST_ITEM.match(right) else cost_of_blank(left, right)


def _put(draft: Draft, pointer: str, lines: Sequence[Row], *, is_sure: bool) -> None:
    if not lines:
        return
    draft.put_prose(pointer, joined_prose(map(text_of, lines)), lines[0][0].place, of_lines=True)
    if not is_sure:
        message = Text(
            "文本中看不出预期目标和实际完成情况的分界，按行宽推断",
            "the text does not tell what was expected from what was done; parted by the width of the lines",
        )
        draft.note(ProblemKind.DOUBTFUL, pointer, message, text_of(lines[0]))
