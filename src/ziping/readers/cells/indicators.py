"""Reads the indicator table from cells: shifted rows, labels over several rows, cells cut by a page end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ziping.model.form import ProblemKind
from ziping.readers.cells.alignment import fields_of, is_heading, shift_of
from ziping.readers.cells.columns import IGNORED, Columns, columns_under, depth_of, without_side_label
from ziping.readers.cleaning import cell_text, joined
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.indicators import NUMBERS, TEXTS, is_placeholder, is_starred_or_part, is_subtotal
from ziping.readers.labels import Group, named
from ziping.readers.levels import Levels
from ziping.readers.numerals import is_blank
from ziping.readers.sections import Row, text_of

_LEVELS: Final = {"level1": Group.LEVEL1, "level2": Group.LEVEL2}
_GROUPS: Final = (Group.INDICATOR_COLUMN, Group.TARGET_PART)
_NO_COMPARATOR: Final = frozenset({"定性", "定性指标"})

Fields = Mapping[str, Row]
"""The cells of a row by field, without blanks and dashes."""


@dataclass
class Entry:
    """One indicator in the making: the cells of each field, more than one where a page end cut it."""

    levels: Levels
    cells: dict[str, list[Cell]]
    is_shifted: bool
    """The row stood sideways of its headings."""


@dataclass
class Table:
    """Goes down the rows of one indicator table."""

    draft: Draft
    columns: Columns = field(default_factory=Columns)
    levels: Levels = field(default_factory=Levels)
    entries: list[Entry] = field(default_factory=list)
    last: int = 0
    """The row that was taken last; a gap below it is a page end."""

    def head(self, rows: Sequence[Row]) -> None:
        """Take the heading: that of the table, or another one on a new page."""
        self.columns = columns_under([without_side_label(row) for row in rows], _GROUPS)
        self.last = rows[-1][0].row
        for cell in self.columns.not_read:
            message = f"绩效指标表中“{cell_text(cell.text)}”一栏未读取"
            self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, cell.text)

    def take(self, row: Row) -> None:
        """Take a row: an indicator, the rest of the row above, or labels without data."""
        shift = shift_of(row, self.columns)
        fields = _told(fields_of(row, self.columns, shift))
        is_cut = bool(self.entries) and row[0].row - self.last > 1
        self.last = row[0].row
        name = _raw(fields, "level3")
        if is_subtotal(_raw(fields, field) for field in ("level1", "level2", "level3")):
            return
        is_bare = not fields.keys() - {*_LEVELS, "level3"}
        if is_bare and is_placeholder(name):
            self._enter_labels(fields, is_cut=is_cut and not name)
        elif is_cut and self._lacks_numbers(fields) and not is_starred_or_part(name):
            self._take_rest(fields)
        elif name or fields.keys() & set(NUMBERS) or (row[0].table and not is_cut and not is_bare):
            self._take_indicator(fields, is_shifted=shift != 0)
        elif self.entries:
            self._take_rest(fields)
        else:
            self._refuse(row)

    def put(self) -> None:
        """Set all indicators of the table."""
        for entry in self.entries:
            pointer = self.draft.add("indicators")
            entry.levels.put(self.draft, pointer)
            if entry.is_shifted and not entry.levels.inferred:
                message = "本行各格与表头错开，按数字栏和指标名称对齐"
                self.draft.note(ProblemKind.DOUBTFUL, pointer, message)
            for name, cells in entry.cells.items():
                put_cells(self.draft, f"{pointer}/{name}", cells, is_number=name in NUMBERS)

    def _lacks_numbers(self, fields: Fields) -> bool:
        """Tell whether the table has points or scores and the row has none."""
        return not fields.keys() & set(NUMBERS) and bool({*self.columns.fields} & set(NUMBERS))

    def _take_rest(self, fields: Fields) -> None:
        """Append to the row above what a page end cut from its cells."""
        self._enter_labels(fields, is_cut=True)
        for name in TEXTS:
            self.entries[-1].cells.setdefault(name, []).extend(fields.get(name, ()))

    def _take_indicator(self, fields: Fields, *, is_shifted: bool) -> None:
        self._enter_labels(fields, is_cut=False)
        has_lost = "level2" in fields and "level1" not in fields and self.columns.has("level1")
        if has_lost and (is_shifted or self.levels.level1 is None):
            self.levels.infer()
        cells = {
            name: list(cells) for name, cells in _with_whole_target(fields).items() if name not in _LEVELS
        }
        self.entries.append(Entry(self.levels.now(), cells, is_shifted))

    def _enter_labels(self, fields: Fields, *, is_cut: bool) -> None:
        """Take the label cells; below a page end, what is no label of its own is the rest of the one above."""
        for name, group in _LEVELS.items():
            raw, label = _raw(fields, name), getattr(self.levels, name)
            if not raw:
                continue
            if is_cut and label and not named(raw, group):
                label.pieces.append(cell_text(raw))
            else:
                enter = self.levels.enter1 if name == "level1" else self.levels.enter2
                enter(raw, fields[name][0].place)

    def _refuse(self, row: Row) -> None:
        message = "绩效指标表中有一行未能读懂"
        self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of(row))


def put_indicators(draft: Draft, rows: Sequence[Row]) -> Columns:
    """Set the indicators and return the columns of the table, in which the total stands too."""
    table = Table(draft)
    number = 0
    while number < len(rows):
        if is_heading(rows[number]):
            depth = _depth(rows[number:])
            table.head(rows[number : number + depth])
            number += depth
            continue
        if table.columns and (row := without_side_label(rows[number])):
            table.take(row)
        number += 1
    if rows and not table.columns:
        message = "绩效指标表没有表头，各行未能读取"
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of(rows[0]))
    table.put()
    return table.columns


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
    else:
        draft.put_text(pointer, joined(cell.text.strip() for cell in cells), cells[0].place)


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
