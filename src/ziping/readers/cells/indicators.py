"""Reads the indicator table from cells: shifted rows, labels over several rows, cells cut by a page end."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from ziping.model.form import ProblemKind
from ziping.model.language import Text
from ziping.readers.cells.alignment import fields_of, is_askew, is_heading, names_columns_only, shift_of
from ziping.readers.cells.columns import IGNORED, Columns, columns_under, depth_of, without_side_label
from ziping.readers.cleaning import cell_text, joined
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.indicators import NUMBERS, TEXTS, is_placeholder, is_starred_or_part, is_subtotal
from ziping.readers.labels import Group, named
from ziping.readers.levels import Levels
from ziping.readers.numerals import is_blank
from ziping.readers.sections import Row, text_of
from ziping.readers.totals import TICKS

_LEVELS: Final = {"level1": Group.LEVEL1, "level2": Group.LEVEL2}
_GROUPS: Final = (Group.INDICATOR_COLUMN, Group.TARGET_PART)
_NUMBER: Final = re.compile(r"[0-9]{1,2}[.、]?")
_NO_COMPARATOR: Final = frozenset(
    f"{word}{end}" for word in ("定性", "定量", "正向", "反向", "逆向", "正", "负") for end in ("", "指标")
)
"""What may stand in the column of the comparator and is none."""

Fields = Mapping[str, Row]
"""The cells of a row by field, without blanks and dashes."""


@dataclass
class Entry:
    """One indicator in the making: the cells of each field, more than one where a page end cut it."""

    is_shifted: bool = False
    """The row stood sideways of its headings."""
    is_askew: bool = False
    """The row may stand sideways of its headings, and nothing tells where it belongs."""
    is_headless: bool = False
    """A cell of the row stands under no heading of its own."""
    carried: frozenset[str] = frozenset()
    """The levels whose cell is blank, so that the label above holds."""
    levels: Levels = field(default_factory=Levels)
    cells: dict[str, list[Cell]] = field(default_factory=dict)


@dataclass
class Table:
    """Goes down the rows of one indicator table."""

    draft: Draft
    blank: Mapping[int, Row] = field(default_factory=dict)
    """The blank cells of the table, by the row in which they begin."""
    columns: Columns = field(default_factory=Columns)
    levels: Levels = field(default_factory=Levels)
    entries: list[Entry] = field(default_factory=list)
    last: int = 0
    """The row that was taken last; a gap below it is a page end."""
    heading: int = 0
    """The last row of the heading."""
    is_repeated: bool = False
    """The heading stands on a new page again, so that a row below it may be the rest of one that the page end cut."""
    is_first: bool = True
    """The row is the first of its page, where labels are printed again."""
    is_explicit: bool = False
    """Labels are merged over their rows or repeated in each, so that a blank cell below one says nothing of it."""

    def head(self, rows: Sequence[Row]) -> None:
        """Take the heading: that of the table, or another one on a new page."""
        self.columns = columns_under([without_side_label(row) for row in rows], _GROUPS)
        self.is_repeated = bool(self.entries) and rows[0][0].row - self.last > 1
        self.last = self.heading = rows[-1][0].row
        for cell in self.columns.not_read:
            message = Text(
                f"绩效指标表中“{cell_text(cell.text)}”一栏未读取",
                f"column “{cell_text(cell.text)}” of the indicator table was not read",
            )
            self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, cell.text)

    def take_from(self, row: Row, starts: Mapping[int, Sequence[int]]) -> None:
        """Take a row that may stand in another table than the heading, as on a page of its own."""
        if self.columns.table and not row[0].table:
            return  # a line between or below the tables
        if row[0].table == self.columns.table:
            self.take(row)
        elif moved := self.columns.moved_under(row, starts[row[0].table]):
            self.take(moved)
        else:
            self._refuse(row)

    def take(self, row: Row) -> None:
        """Take a row: an indicator, the rest of the row above, or labels without data."""
        shift = shift_of(row, self.columns)
        headless = frozenset(filter(self.columns.is_headless, row))
        fields = _told(fields_of(self._with_labels_under_headings(row, headless), self.columns, shift))
        fields = self._with_names_alone(fields)
        is_below_page_end = row[0].row - self.last > 1 and self.last + 1 not in self.blank
        is_cut = bool(self.entries) and (
            is_below_page_end or (self.is_repeated and self.last == self.heading)
        )
        self.is_first = is_cut or self.last == self.heading
        self.last = row[0].row
        carried = frozenset() if self.is_first else self._enter_blank(row[0].row)
        name = _raw(fields, "level3")
        if is_subtotal(_raw(fields, field) for field in ("level1", "level2", "level3")):
            return
        is_bare = not fields.keys() - {*_LEVELS, "level3"}
        if is_bare and is_askew(row, fields):
            self._refuse(row)
        elif is_bare and is_placeholder(name):
            self._enter_labels(fields, is_cut=is_cut and not name)
        elif is_cut and self._lacks_numbers(fields) and not is_starred_or_part(name):
            self._take_rest(fields)
        elif name or fields.keys() & set(NUMBERS) or (row[0].table and not is_cut and not is_bare):
            entry = Entry(shift != 0, is_askew(row, fields), bool(headless), carried)
            self._take_indicator(fields, entry)
        elif self.entries:
            self._take_rest(fields)
        else:
            self._refuse(row)

    def _with_labels_under_headings(self, row: Row, headless: AbstractSet[Cell]) -> Row:
        """Return the row without labels of a level that stand under no heading, for they would join another one."""
        lost = tuple(cell for cell in headless if self.columns.field_of(cell) in {*_LEVELS, IGNORED})
        for cell in lost:
            message = Text(
                f"绩效指标表中“{cell_text(cell.text)}”上方没有表头，未读取",
                f"“{cell_text(cell.text)}” in the indicator table has no heading above it and was not read",
            )
            self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, cell.text)
        return tuple(cell for cell in row if cell not in lost)

    def _with_names_alone(self, fields: Fields) -> Fields:
        """Return the fields without what else stands under the heading of the names: a number, or labels of levels."""
        names = fields.get("level3", ())
        if len(names) > 1 and _NUMBER.fullmatch(names[0].text.strip()):
            return {**fields, "level3": names[1:]}
        if not names or self.columns.has("level1") or self.columns.has("level2"):
            return fields
        level = next((name for name, group in _LEVELS.items() if named(names[0].text, group)), None)
        if level and len(names) > 1:
            return {**fields, level: names[:1], "level3": names[1:]}
        return {level: names} if level and not fields.keys() & {"target", "actual"} else fields

    def put(self) -> None:
        """Set all indicators of the table."""
        for entry in self.entries:
            pointer = self.draft.add("indicators")
            entry.levels.put(self.draft, pointer)
            for name, message in self._doubts(entry):
                self.draft.note(ProblemKind.DOUBTFUL, f"{pointer}/{name}".rstrip("/"), message)
            for name, cells in entry.cells.items():
                put_cells(self.draft, f"{pointer}/{name}", cells, is_number=name in NUMBERS)

    def _doubts(self, entry: Entry) -> Iterator[tuple[str, Text]]:
        """Yield the field, or nothing for the whole row, and what is doubtful about it."""
        if entry.is_shifted and not entry.levels.inferred:
            yield (
                "",
                Text(
                    "本行各格与表头错开，按数字栏和指标名称对齐",
                    "the row stands beside its headings; aligned by its numbers and its name",
                ),
            )
        if entry.is_askew:
            yield (
                "",
                Text(
                    "本行格数与表头不符，各值可能错栏，请核对原件",
                    "the row has not as many cells as the headings; compare its values with the original",
                ),
            )
        if not entry.cells.get("level3"):
            yield "", Text("本行没有指标名称", "this row has no indicator name")
        if entry.is_headless:
            yield (
                "",
                Text(
                    "有一格上方没有表头，按左边一栏读取",
                    "a cell has no heading above it; read as part of the column left of it",
                ),
            )
        for level in sorted(entry.carried) if self.is_explicit else ():
            yield level, Text("本格为空，按上一行读取", "this cell is blank; read as in the row above")

    def _lacks_numbers(self, fields: Fields) -> bool:
        """Tell whether the table has points or scores and the row has none."""
        return not fields.keys() & set(NUMBERS) and bool({*self.columns.fields} & set(NUMBERS))

    def _take_rest(self, fields: Fields) -> None:
        """Append to the row above what a page end cut from its cells."""
        self._enter_labels(fields, is_cut=True)
        for name in TEXTS:
            self.entries[-1].cells.setdefault(name, []).extend(fields.get(name, ()))

    def _enter_blank(self, row: int) -> frozenset[str]:
        """End the labels above where a blank cell over several rows begins; return the levels that are carried on."""
        blank = {self.columns.field_of(cell): cell for cell in self.blank.get(row, ())}
        for name in _LEVELS:
            if name in blank and blank[name].rows > 1:
                setattr(self.levels, name, None)
        return frozenset(_LEVELS.keys() & blank.keys())

    def _take_indicator(self, fields: Fields, entry: Entry) -> None:
        self._enter_labels(fields, is_cut=False)
        has_lost = "level2" in fields and "level1" not in fields and self.columns.has("level1")
        if has_lost and (entry.is_shifted or self.levels.level1 is None):
            self.levels.infer()
        entry.levels = self.levels.now()
        entry.cells = {
            name: list(cells) for name, cells in _with_whole_target(fields).items() if name not in _LEVELS
        }
        self.entries.append(entry)

    def _enter_labels(self, fields: Fields, *, is_cut: bool) -> None:
        """Take the label cells; below a page end, what is no label of its own is the rest of the one above."""
        for name, group in _LEVELS.items():
            raw, label = _raw(fields, name), getattr(self.levels, name)
            if not raw:
                continue
            is_repeated = label is not None and label.text == cell_text(raw) and not self.is_first
            self.is_explicit |= is_repeated or any(cell.rows > 1 for cell in fields[name])
            if is_cut and label and not named(raw, group):
                label.pieces.append(cell_text(raw))
            else:
                enter = self.levels.enter1 if name == "level1" else self.levels.enter2
                enter(raw, fields[name][0].place)

    def _refuse(self, row: Row) -> None:
        message = Text("绩效指标表中有一行未能读懂", "a row of the indicator table was not understood")
        self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of(row))


def put_indicators(draft: Draft, rows: Sequence[Row], blank: Mapping[int, Row]) -> Columns:
    """Set the indicators and return the columns of the table, in which the total stands too."""
    table = Table(draft, blank)
    starts = _starts(chain(rows, blank.values()))
    number = 0
    while number < len(rows):
        if is_heading(rows[number]):
            depth = _depth(rows[number:])
            table.head(rows[number : number + depth])
            number += depth
            continue
        if table.columns and (row := without_side_label(rows[number])) and not names_columns_only(row):
            table.take_from(row, starts)
        number += 1
    if rows and not table.columns:
        message = Text(
            "绩效指标表没有表头，各行未能读取",
            "the indicator table has no heading, so its rows were not read",
        )
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of(rows[0]))
    table.put()
    return table.columns


def _starts(rows: Iterable[Row]) -> Mapping[int, Sequence[int]]:
    """Return where the columns of each table begin."""
    found: dict[int, set[int]] = {}
    for cell in chain.from_iterable(rows):
        found.setdefault(cell.table, set()).add(cell.column)
    return {table: sorted(starts) for table, starts in found.items()}


def _depth(rows: Sequence[Row]) -> int:
    """Return how many rows the heading at the top takes."""
    named_rows = next((n for n, row in enumerate(rows) if not is_heading(row)), len(rows))
    return max(named_rows, depth_of(rows, _GROUPS))


def put_cells(draft: Draft, pointer: str, cells: Sequence[Cell], *, is_number: bool) -> None:
    """Set a value from its cells; only a text may consist of several."""
    if not cells:
        return
    if is_number:
        draft.put_number(pointer, " ".join(cell.text for cell in cells), cells[0].place)
    elif len({cell.column for cell in cells}) > 1 and pointer.endswith("/deviation"):
        draft.put_prose(pointer, _reasons(cells), cells[0].place, of_lines=True)
    else:
        draft.put_text(pointer, joined(cell.text.strip() for cell in cells), cells[0].place)


def _reasons(cells: Sequence[Cell]) -> str:
    """Return the reasons and the measures of their columns, each on its line; a tick only says what kind of reason."""
    columns = dict.fromkeys(cell.column for cell in cells)
    texts = (joined(c.text.strip() for c in cells if c.column == column) for column in columns)
    return "\n".join(dict.fromkeys(text for text in texts if text not in TICKS))


def _told(fields: Fields) -> Fields:
    return {
        name: cells
        for name, cells in fields.items()
        if name != IGNORED and not all(is_blank(cell.text) for cell in cells)
    }


def _raw(fields: Fields, name: str) -> str:
    return joined(cell.text.strip() for cell in fields.get(name, ()))


def _with_whole_target(fields: Fields) -> Fields:
    """Join a target that stands in three cells: comparator, value, unit."""
    comparator = tuple(c for c in fields.get("comparator", ()) if c.text.strip() not in _NO_COMPARATOR)
    target = (*comparator, *fields.get("target", ()), *fields.get("unit", ()))
    rest = {name: cells for name, cells in fields.items() if name not in {"comparator", "target", "unit"}}
    return {**rest, "target": target}
