"""Turns the cells of a worksheet into a grid: merged cells are one, hidden rows and columns are not printed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.extract.assembly import reference
from ziping.readers.extract.refusals import beyond
from ziping.readers.extract.text import MOST_CELLS
from ziping.readers.grid import Cell, Grid, Source

MOST_MERGED_ROWS: Final = 1_000_000
"""Rows of all merged ranges together, counted where they have cells."""

NO_VALUE: Final = Text(
    "公式没有保存计算结果，未能读取；请用 Excel 或 WPS 打开、保存后再读",
    "the formula has no saved value; open the file in Excel or WPS, save it and read it again",
)
_SHOWN: Final = 20
"""Numbers of hidden rows or columns that a notice lists."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, with both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Written:
    """What a cell holds: its text as shown, and why that deserves a second look."""

    text: str
    note: Text | None = None


@dataclass
class Worksheet:
    """One sheet as its file describes it; rows and columns count from 0."""

    name: str
    cells: dict[int, dict[int, Written]] = field(default_factory=dict)
    merges: Sequence[Merge] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def grid_of(source: Source, sheet: Worksheet) -> Grid:
    """Return the sheet as a grid, or raise the ``ZipingError`` that says which limit it exceeds."""
    if sum(map(len, sheet.cells.values())) > MOST_CELLS:
        raise beyond(source, Text("单元格数", "cells"), MOST_CELLS)
    anchors, covered = _spans(source, sheet)
    rows = []
    for row in sorted(sheet.cells.keys() - sheet.hidden_rows):
        held = sheet.cells[row]
        hidden = covered.get(row, set())
        columns = [c for c in sorted(held) if c not in sheet.hidden_columns and c not in hidden]
        if columns:
            rows.append(tuple(_cell(sheet, row, column, anchors) for column in columns))
    return Grid(tuple(rows), ruled=bool(rows), notices=tuple(_notices(sheet)))


def _cell(sheet: Worksheet, row: int, column: int, anchors: Mapping[tuple[int, int], Merge]) -> Cell:
    held = sheet.cells[row][column]
    merge = anchors.get((row, column))
    rows, columns = (merge.bottom - row + 1, merge.right - column + 1) if merge else (1, 1)
    return Cell(
        held.text,
        Place(sheet=sheet.name, cell=reference(row, column)),
        row,
        column,
        rows,
        columns,
        table=1,
        note=held.note,
    )


def _spans(source: Source, sheet: Worksheet) -> tuple[dict[tuple[int, int], Merge], dict[int, set[int]]]:
    """Return the merged ranges by their first cell, and the existing cells that they cover.

    Ranges end where the cells of the sheet end, and one that begins inside another counts only where it holds a
    text.
    """
    rows = sorted(sheet.cells)
    right = max((max(row) for row in sheet.cells.values() if row), default=0)
    anchors: dict[tuple[int, int], Merge] = {}
    covered: dict[int, set[int]] = {}
    firsts = {(merge.top, merge.left) for merge in sheet.merges}
    left = MOST_MERGED_ROWS
    for merge in sheet.merges:
        held = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
        if not held or merge.left > right or merge.left in covered.get(merge.top, ()):
            continue
        left -= len(held)
        if left < 0:
            raise beyond(source, Text("合并单元格的行数", "rows of merged cells"), MOST_MERGED_ROWS)
        kept = Merge(merge.top, merge.left, min(merge.bottom, rows[-1]), min(merge.right, right))
        anchors[kept.top, kept.left] = kept
        for row in held:
            columns = sheet.cells[row]
            inside = [
                c for c in columns if kept.left <= c <= kept.right and (row, c) != (kept.top, kept.left)
            ]
            covered.setdefault(row, set()).update(
                c for c in inside if (row, c) not in firsts or not columns[c].text
            )
    return anchors, covered


def _notices(sheet: Worksheet) -> Iterable[Text]:
    """Say which rows and columns with content are hidden, since nobody who prints the sheet sees them."""
    rows = [
        str(row + 1)
        for row in sorted(sheet.hidden_rows & sheet.cells.keys())
        if any(held.text for held in sheet.cells[row].values())
    ]
    if rows:
        listed = "、".join(rows[:_SHOWN])
        yield Text(
            f"工作表“{sheet.name}”的隐藏行未读取：{listed}",
            f"hidden rows of sheet “{sheet.name}” not read: {', '.join(rows[:_SHOWN])}",
        )
    columns = [
        reference(0, column)[:-1]
        for column in sorted(sheet.hidden_columns)
        if any(column in row and row[column].text for row in sheet.cells.values())
    ]
    if columns:
        yield Text(
            f"工作表“{sheet.name}”的隐藏列未读取：{'、'.join(columns[:_SHOWN])}",
            f"hidden columns of sheet “{sheet.name}” not read: {', '.join(columns[:_SHOWN])}",
        )


def hidden_sheets(names: Sequence[str]) -> tuple[Text, ...]:
    """Say which sheets are hidden and therefore not read."""
    if not names:
        return ()
    listed = names[:_SHOWN]
    return (Text(f"隐藏的工作表未读取：{'、'.join(listed)}", f"hidden sheets not read: {', '.join(listed)}"),)
