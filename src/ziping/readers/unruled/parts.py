"""Puts the words below a heading into the cells of a table: funds, goals and indicators."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from ziping.model.language import Text
from ziping.readers.labels import Group, fund_label, named
from ziping.readers.unruled.headings import Heading, Label, whole
from ziping.readers.unruled.levels import spread
from ziping.readers.unruled.rivers import in_columns, river
from ziping.readers.unruled.rows import NOT_CUT, Alignment, Block, Cut, Kind, Row, lines_of, rows_of
from ziping.readers.unruled.table import CROSSED, CUT, OFF, SPREAD, Placed, Table
from ziping.readers.unruled.words import Word, box_of

_LEVELS: Final = {"level1": Group.LEVEL1, "level2": Group.LEVEL2}
_NUMBERS: Final = ("points", "score", "execution_rate", "initial_budget", "full_year_budget", "executed")
_GROUPS: Final = frozenset({"", "其中"})
"""What stands beside the rows of the funds and says nothing of its own."""
_HALF_NUMBER: Final = re.compile(r"[0-9,]+\.[0-9]?")
_KINDS: Final = {**dict.fromkeys(_NUMBERS, Kind.NUMBER), "label": Kind.LABEL, "level3": Kind.LABEL}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns part, and their fields; those left of the heading have none."""

    edges: tuple[int, ...]
    fields: tuple[str, ...]
    crossed: tuple[bool, ...]
    """Which columns have no clean river on one of their sides."""


def columns_under(heading: Heading, words: Sequence[Word]) -> Columns:
    """Return the columns of a heading, and those left of it: the label at the left edge, the names of fund rows."""
    body = [word for word in words if not named(word.text, Group.TOTAL)]
    labels = heading.labels
    rivers = [river(body, a.centre, b.centre) for a, b in pairwise(labels)]
    fields = [label.field for label in labels]
    if heading.group is Group.FUND_COLUMN and (names := _fund_names(labels[0], words)):
        rivers.insert(0, river(body, names, labels[0].centre))
        fields.insert(0, "label")
    crossed = [it.crossed > 0 for it in rivers]
    doubts = tuple(a or b for a, b in zip([False, *crossed], [*crossed, False], strict=True))
    return Columns(tuple(it.middle for it in rivers), tuple(fields), doubts)


def _fund_names(first: Label, words: Iterable[Word]) -> int | None:
    """Return where the middle of the names of fund rows is, left of the amounts."""
    names = [
        word for word in words if word.right < first.centre and named(fund_label(word.text), Group.FUND_ROW)
    ]
    return max(word.centre for word in names) if names else None


def table_under(
    heading: Heading, repeated: Sequence[Heading], words: Sequence[Word], side: Sequence[Word]
) -> Table:
    """Return the table of the heading; the label at its left edge is the first of its columns."""
    heading = whole(heading, words)
    columns = columns_under(heading, words)
    builder = _Builder(columns, Table(sides=_sides(columns, words)), heading.group is Group.GOAL_COLUMN)
    pages = [(page, list(held)) for page, held in groupby(words, lambda word: word.page.number)]
    for page, held in pages:
        own = next((h for h in (heading, *repeated) if h.words[0].page.number == page), None)
        builder.cut = Cut(above=page > pages[0][0], below=page < pages[-1][0])
        builder.add_page(held, own, [word for word in side if word.page.number == page])
    return builder.table


def _sides(columns: Columns, words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    found = {}
    for number, held in enumerate(in_columns(words, columns.edges), 1):
        if held:
            left, _, right, _ = box_of(held)
            found[number] = left, right
    return found


@dataclass
class _Builder:
    """Fills a table page by page; its first column is for the label at the left edge."""

    columns: Columns
    table: Table
    is_one_row: bool
    """Everything under a heading is one cell, as for the goals."""
    row: int = 0
    cut: Cut = NOT_CUT
    headings: set[int] = field(default_factory=set)
    """The words that stand in a heading."""

    def add_page(self, words: Sequence[Word], heading: Heading | None, side: Sequence[Word]) -> None:
        """Add what stands on one page."""
        if self.row:
            self.row += 1  # a gap stands for the page end
        first = self.row
        if heading:
            self._add_heading(heading)
            self.headings |= {id(word) for word in heading.words}
        body = [it for it in words if id(it) not in self.headings and it.text.strip(":：") not in _GROUPS]
        held = self._in_columns(body)
        if self.is_one_row:
            self._add_one(held)
        else:
            self._add_rows(held)
        if self.row > first:
            self._place(lines_of(side), first, -1, rows=self.row - first)

    def _in_columns(self, words: Sequence[Word]) -> list[list[Word]]:
        """Return the words of each column; the label of the total stands in merged cells, so it goes to the names."""
        if "level3" not in self.columns.fields:
            return in_columns(words, self.columns.edges)
        totals = [word for word in words if named(word.text, Group.TOTAL)]
        held = in_columns([word for word in words if word not in totals], self.columns.edges)
        held[self.columns.fields.index("level3")] += totals
        return held

    def _place(self, block: Block, row: int, column: int, rows: int = 1, doubt: Text | None = None) -> None:
        self.table.placed.append(Placed(block, row, column + 1, rows, doubt=doubt))

    def _add_heading(self, heading: Heading) -> None:
        start = len(self.columns.fields) - len(heading.labels)
        for number in range(start):
            self._place((), self.row, number)
        for number, label in enumerate(heading.labels, start):
            if number < len(self.columns.fields):
                self._place(lines_of(label.words), self.row, number)
        self.row += 1

    def _add_one(self, held: Sequence[Sequence[Word]]) -> None:
        if any(held):
            self._put({number: (lines_of(words), False) for number, words in enumerate(held)})
            self.row += 1

    def _add_rows(self, held: Sequence[list[Word]]) -> None:
        fields = self.columns.fields
        name = fields.index("level3") if "level3" in fields else None
        numbers = [n for n, field in enumerate(fields) if field not in _LEVELS]
        kinds = [_KINDS.get(fields[n], Kind.TEXT) for n in numbers]
        alignments, rows = rows_of([held[n] for n in numbers], kinds, self.cut)
        first = self.row
        for row in rows:
            is_last = self.cut.below and row is rows[-1]
            self._put(dict(zip(numbers, zip(row.cells, row.off, strict=True), strict=True)), is_last=is_last)
            self.row += 1
        total = _total_row(rows, numbers, name)
        if rows[:total]:
            self._put_levels(held, rows[:total], alignments, first)
        for number in (n for n in range(len(fields)) if n not in numbers):
            for at in range(first + total, self.row):
                self._place((), at, number)

    def _put(self, blocks: Mapping[int, tuple[Block, bool]], *, is_last: bool = False) -> None:
        for number, (block, is_off) in blocks.items():
            is_half = is_last and bool(_HALF_NUMBER.fullmatch("".join(line.text for line in block)))
            doubt = CUT if is_half else OFF if is_off else CROSSED if self.columns.crossed[number] else None
            self._place(block, self.row, number, doubt=doubt if block else None)

    def _put_levels(
        self, held: Sequence[list[Word]], rows: Sequence[Row], alignments: Sequence[Alignment], first: int
    ) -> None:
        numbers = {_LEVELS[field]: n for n, field in enumerate(self.columns.fields) if field in _LEVELS}
        labels = {group: lines_of(held[number]) for group, number in numbers.items()}
        for group, found in spread(labels, rows, alignments, self.cut).items():
            for it in found:
                doubt = SPREAD if it.is_doubtful else None
                rows_of_it = range(first + it.first, first + it.end)
                if it.block:
                    self._place(it.block, rows_of_it[0], numbers[group], len(rows_of_it), doubt)
                for row in () if it.block else rows_of_it:
                    self._place((), row, numbers[group])


def _total_row(rows: Sequence[Row], numbers: Sequence[int], name: int | None) -> int:
    """Return the number of the total row, or how many rows there are."""
    if name is None:
        return len(rows)
    at = list(numbers).index(name)
    found = (
        n
        for n, row in enumerate(rows)
        if row.cells[at] and named("".join(line.text for line in row.cells[at]), Group.TOTAL)
    )
    return next(found, len(rows))
