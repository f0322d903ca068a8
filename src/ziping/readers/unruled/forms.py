"""Puts the words of a form into cells, part by part."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from ziping.model.place import Place
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, is_foreign_label, opening
from ziping.readers.sections import is_title
from ziping.readers.unruled.headings import Heading, headings, side_of
from ziping.readers.unruled.heads import head_table
from ziping.readers.unruled.parts import table_under
from ziping.readers.unruled.table import Table
from ziping.readers.unruled.words import Printed, Strip, Word, words_on

_HINT: Final = "指标"
"""Stands in the heading of every indicator table; documents without it need no search."""

MOST_WORDS: Final = 3_000
"""Words of one page; a form has about two hundred."""
_END: Final = 1 << 60

Found = tuple[Table, Sequence[Word]]
"""A table and the words of which it consists."""


def blocks(printed: Sequence[Printed]) -> Iterator[Printed | Table]:
    """Yield the tables that were found, and the lines around them, from top to bottom."""
    found = _tables(_strip(printed)) if any(_HINT in it.line.text for it in printed) else []
    taken = {(word.page.number, glyph) for _, held in found for word in held for glyph in word.glyphs}
    both: list[tuple[int, Printed | Table]] = [(min(w.top for w in held), table) for table, held in found]
    left = (it.without(taken) if taken else it for it in printed)
    both += [(it.top, it) for it in left if it]
    yield from (block for _, block in sorted(both, key=lambda pair: pair[0]))


def _strip(printed: Iterable[Printed]) -> Strip:
    """Return the words of all pages; a page with more words than any form has none."""
    words: list[Word] = []
    for _, lines in groupby(printed, key=lambda it: it.page.number):
        held = list(lines)
        found = words_on(held[0].page, (glyph for it in held for glyph in it.line.glyphs))
        words += found if len(found) <= MOST_WORDS else []
    return Strip(words)


def _tables(strip: Strip) -> list[Found]:
    """Return the tables of all forms among the words; without the heading of an indicator table there is none."""
    indicators = list(headings(strip, Group.INDICATOR_COLUMN))
    if not indicators:
        return []
    others = [h for group in (Group.FUND_COLUMN, Group.GOAL_COLUMN) for h in headings(strip, group)]
    tops = sorted([*indicators, *others], key=lambda heading: heading.top)
    sides = list(_sides(strip, tops))
    taken = {id(word) for side in sides for word in side}
    rest = Strip(word for word in strip.words if id(word) not in taken)
    return [found for region in _regions(rest, tops, sides) for found in region]


def _sides(strip: Strip, tops: Sequence[Heading]) -> Iterator[list[Word]]:
    """Yield the label at the left edge of each table."""
    begin = 0
    for heading, below in zip(tops, (*tops[1:], None), strict=True):
        side = side_of(heading, strip.between(begin, below.top if below else _END))
        yield side
        begin = max([heading.bottom, *(word.bottom for word in side)])


def _regions(strip: Strip, tops: Sequence[Heading], sides: Sequence[list[Word]]) -> Iterator[list[Found]]:
    """Yield the tables between two headings, and those before the first and behind the last of a form."""
    begin = number = 0
    while number < len(tops):
        heading = tops[number]
        yield _heads(strip.between(begin, heading.top))
        following = number + 1
        while following < len(tops) and _repeats(strip, heading, tops[following]):
            following += 1
        end = _end(strip, heading, tops[following].top if following < len(tops) else _END)
        held = strip.between(heading.top, end)
        table = table_under(heading, tops[number + 1 : following], held, sides[number])
        yield [(table, [*held, *sides[number]])]
        begin, number = end, following
    yield _heads(strip.between(begin, _END))


def _repeats(strip: Strip, heading: Heading, other: Heading) -> bool:
    """Tell whether the heading stands again on another page of the same form."""
    return other.group is heading.group and other.top < _end(strip, heading, other.top + 1)


def _end(strip: Strip, heading: Heading, limit: int) -> int:
    """Return where the table ends below its heading: at a title, at the grade or at what stands below the form."""
    left = heading.labels[min(1, len(heading.labels) - 1)].right
    for word in strip.between(heading.bottom, limit):
        groups = opening(word.text)
        is_first = Group.GRADE in groups and _is_leftmost(word, strip)
        is_below = word.centre < left and (Group.FOOT in groups or is_foreign_label(word.text))
        if is_first or is_below or groups.get(Group.HEAD) == "project" or _is_title(word):
            return word.top
    return limit


def _is_leftmost(word: Word, strip: Strip) -> bool:
    """Tell whether nothing stands left of the word in its line."""
    half = word.height // 2
    return not any(it.right <= word.left for it in strip.between(word.middle - half, word.middle + half))


def _is_title(word: Word) -> bool:
    return "表" in word.text and is_title((Cell(word.text, Place(), 0),))


def _heads(words: Sequence[Word]) -> list[Found]:
    """Return the labels and values between a title and the first heading, and those below the form before."""
    starts = [number for number, word in enumerate(words) if _is_title(word)]
    parts = [words[a:b] for a, b in pairwise([0, *starts, len(words)]) if a < b]
    return [found for part in parts for found in head_table(part)]
