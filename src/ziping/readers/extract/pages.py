"""Turns pages of glyphs and rulings into one grid: tables as cells, all other text as lines, page after page.

A table that goes on over a page end is one table: its columns are those of all its pages together, and a gap in the row
numbers stands for the page end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from ziping.model.language import Text
from ziping.readers.extract.assembly import Assembly
from ziping.readers.extract.glyphs import TextLine, lines_of, text_in
from ziping.readers.extract.page import Glyph, Page
from ziping.readers.extract.ruling import SNAP, RuledTable, tables
from ziping.readers.extract.spacing import Spacing
from ziping.readers.grid import Cell, Grid, Source
from ziping.readers.unruled.forms import blocks as blocks_of
from ziping.readers.unruled.words import Printed

_PAGE_NUMBER: Final = re.compile(
    r"[-—–－·\s]*(?:第\s*)?[1-9][0-9]{0,3}(?:\s*[页/／]\s*(?:共\s*)?[0-9]*\s*页?)?[-—–－·\s]*"
)
_MARGIN: Final = 12
"""The twelfth of a page's height at its top and bottom where page numbers stand."""
_SAME_EDGE: Final = 40


@dataclass(frozen=True, slots=True)
class _Held:
    """A table on its page, with the lines of every cell."""

    page: Page
    table: RuledTable
    lines: Sequence[Sequence[TextLine]]

    def cells(self, edges: Mapping[int, int], number: int, first: int, spacing: Spacing) -> Iterator[Cell]:
        """Yield the cells, in the columns that the whole table has."""
        for span, lines in zip(self.table.spans, self.lines, strict=True):
            box = self.table.box_of(span)
            column, end = (edges[self.table.xs[at]] for at in (span.column, span.column + span.columns))
            yield Cell(
                text_in(lines, box, spacing),
                self.page.place(box, self.page.confidence(chain.from_iterable(it.glyphs for it in lines))),
                span.row + first,
                column,
                span.rows,
                max(1, end - column),
                number,
            )


@dataclass
class Pages:
    """Takes page after page; a table is added once it is known where it ends."""

    source: Source
    assembly: Assembly = field(init=False)
    spacing: Spacing = field(default_factory=Spacing)
    run: list[_Held] = field(default_factory=list)
    """The parts of a table that may go on over the next page."""
    lines: list[Printed] = field(default_factory=list)
    """The lines since the last table."""

    def __post_init__(self) -> None:
        """Begin with an empty grid."""
        self.assembly = Assembly(self.source)

    def add(self, page: Page) -> None:
        """Add the lines and tables of a page."""
        for text in _doubts(page):
            self.assembly.notice(text)
        found = tables(page.horizontals, page.verticals)
        cells, loose = _shared_out(page.glyphs, found)
        blocks: list[tuple[int, _Held | TextLine]] = [
            (table.ys[0], _Held(page, table, [lines_of(glyphs) for glyphs in held]))
            for table, held in zip(found, cells, strict=True)
        ]
        blocks += [(line.box[1], line) for line in lines_of(loose) if not _is_page_number(line, page)]
        self._look_at(page, blocks)
        is_first = True
        for _, block in sorted(blocks, key=lambda block: block[0]):
            if isinstance(block, _Held):
                self._flush_lines()
                self._table(block, is_first=is_first)
            else:
                self._flush()
                self.lines.append(Printed(page, block))
            is_first = False

    def grid(self) -> Grid:
        """Return the grid of all pages."""
        self._flush()
        self._flush_lines()
        return self.assembly.grid()

    def _look_at(self, page: Page, blocks: Iterable[tuple[int, _Held | TextLine]]) -> None:
        """Take note of the blanks on the page; those between recognised characters say nothing."""
        for _, block in [] if page.is_recognised else blocks:
            for line in chain.from_iterable(block.lines) if isinstance(block, _Held) else (block,):
                self.spacing.look_at(line.glyphs)

    def _table(self, held: _Held, *, is_first: bool) -> None:
        if self.run and not (is_first and _continues(self.run[-1], held)):
            self._flush()
        self.run.append(held)

    def _flush_lines(self) -> None:
        """Add the lines since the last table; where they are forms without lines drawn around their cells, those cells."""
        lines, self.lines = self.lines, []
        for block in blocks_of(lines):
            if isinstance(block, Printed):
                line, page = block.line, block.page
                text = line.text_with(self.spacing.blanks(line.glyphs))
                self.assembly.line(text.strip(), page.place(line.box, page.confidence(line.glyphs)))
            else:
                number = self.assembly.next_table(is_guessed=True)
                self.assembly.cells(block.cells(number, self.assembly.next_row, self.spacing))

    def _flush(self) -> None:
        """Add the table that has ended."""
        run, self.run = self.run, []
        if not run:
            return
        edges = _edges(run)
        number = self.assembly.next_table()
        for held in run:
            if held is not run[0]:
                self.assembly.gap()
            self.assembly.cells(held.cells(edges, number, self.assembly.next_row, self.spacing))


def _doubts(page: Page) -> Iterator[Text]:
    """Say what may be wrong with everything on the page."""
    if page.is_overdrawn:
        yield Text(
            f"第 {page.number} 页的线条过多，按无表格线读取",
            f"page {page.number} has too many lines drawn on it and is read without them",
        )
    if page.is_uncoded:
        yield Text(
            f"第 {page.number} 页的字体没有文字编码，读出的文字可能不对，请对照原件",
            f"the fonts of page {page.number} do not say what their characters are; compare with the original",
        )


def _shared_out(
    glyphs: Iterable[Glyph], found: Sequence[RuledTable]
) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """Return the glyphs of every cell of every table, and those outside of all tables."""
    cells: list[list[list[Glyph]]] = [[[] for _ in table.spans] for table in found]
    loose = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) // 2, (glyph.top + glyph.bottom) // 2
        for table, held in zip(found, cells, strict=True):
            number = table.cell_at(x, y)
            if number is not None:
                held[number].append(glyph)
                break
        else:
            loose.append(glyph)
    return cells, loose


def _is_page_number(line: TextLine, page: Page) -> bool:
    _, top, _, bottom = line.box
    is_outside = bottom * _MARGIN < page.height or (page.height - top) * _MARGIN < page.height
    return is_outside and bool(_PAGE_NUMBER.fullmatch(line.text))


def _continues(above: _Held, below: _Held) -> bool:
    """Tell whether the table goes on on the next page: nothing stands between, and both sides are in line."""
    first, second = above.table.box, below.table.box
    return (
        below.page.number == above.page.number + 1
        and abs(first[0] - second[0]) <= _SAME_EDGE
        and abs(first[2] - second[2]) <= _SAME_EDGE
    )


def _edges(run: Sequence[_Held]) -> dict[int, int]:
    """Return the column that begins at each position, over all pages of the table."""
    numbers: dict[int, int] = {}
    first = None
    for x in sorted({*chain.from_iterable(held.table.xs for held in run)}):
        if first is None or x - first > SNAP:
            first = x
            numbers[x] = len({*numbers.values()})
        else:
            numbers[x] = numbers[first]
    return numbers
