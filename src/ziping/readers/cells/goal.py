"""Reads the goals from cells: under 预期目标 and under 实际完成情况, or beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ziping.model.form import ProblemKind
from ziping.model.language import Text
from ziping.readers.cells.columns import IGNORED, Columns, columns_under, without_side_label
from ziping.readers.cleaning import begins_item, cell_prose, cell_text
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, meanings, named
from ziping.readers.sections import Row, text_of

_GROUPS: Final = (Group.GOAL_COLUMN,)
_FIELDS: Final = ("expected", "actual")
_NUMBER: Final = re.compile(r"(?:目标)?[0-9一二三四五六七八九十]{1,2}[、.:：]?")
_SENTENCE_END: Final = tuple("。；;！!.")


def put_goal(draft: Draft, rows: Sequence[Row]) -> None:
    """Set both goals; several rows are joined by line ends, two halves of a sentence directly."""
    rows = [_without_doubled_label(row) for row in rows]
    rows = _with_labels_apart([row for row in rows if row])
    if rows and all(_names(row[:1]) for row in rows):
        _put_beside(draft, rows)
        return
    first = next((n for n, row in enumerate(rows) if _names(row)), None)
    if first is not None:
        _put_under(draft, rows[first], rows[first + 1 :])
    elif rows:
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            "/goal",
            Text("年度总体目标没有表头，未能读取", "the annual goal has no heading and was not read"),
            text_of(rows[0]),
        )


def _with_labels_apart(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with label and goal in cells of their own, where one cell holds both (预期目标：…)."""
    inner = [without_side_label(row) for row in rows]
    if any(_names(row) for row in inner):
        return rows
    parted = [tuple(part for cell in row for part in _parted(cell)) for row in inner]
    return parted if {name for row in parted for name in _names(row)} == {*_FIELDS} else rows


def _parted(cell: Cell) -> Row:
    label, colon, goal = cell.text.replace("：", ":", 1).partition(":")
    is_labelled = colon and goal.strip() and named(label, Group.GOAL_COLUMN) in _FIELDS
    return (replace(cell, text=label), replace(cell, text=goal)) if is_labelled else (cell,)


def _names(row: Row) -> set[str]:
    return {name for cell in row if (name := named(cell.text, Group.GOAL_COLUMN)) in _FIELDS}


def _put_under(draft: Draft, heading: Row, rows: Sequence[Row]) -> None:
    columns = columns_under([heading], _GROUPS)
    rows = [tuple(cell for cell in row if not _is_counted(cell, columns)) for row in rows]
    columns = columns.right_of(columns.start_of(_FIELDS))
    for cell in columns.not_read:
        message = Text(
            f"年度总体目标中“{cell_text(cell.text)}”一栏未读取",
            f"column “{cell_text(cell.text)}” of the annual goal was not read",
        )
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/goal", message, cell.text)
    body = list(_of_goals([row for row in rows if _names(row) != {*_FIELDS}], columns))
    for field in _FIELDS:
        cells = [cell for row in body for cell in _cells_of(field, row, columns)]
        if cells:
            draft.put_prose(
                f"/goal/{field}", "".join(_strung(cells)), cells[0].place, of_lines=_keeps_lines(cells[0])
            )
        if any(map(columns.is_headless, cells)):
            draft.note(
                ProblemKind.DOUBTFUL,
                f"/goal/{field}",
                Text(
                    "有一格上方没有表头，按左边一栏读取",
                    "a cell has no heading above it; read as part of the column left of it",
                ),
            )


def _is_counted(cell: Cell, columns: Columns) -> bool:
    """Tell whether the cell stands under a heading that is no goal, such as 序号, so that no other field begins there."""
    return cell.table > 0 and not columns.is_left(cell) and columns.field_of(cell) == IGNORED


def _without_doubled_label(row: Row) -> Row:
    """Return the row without its label at the left edge, which may read like one of the columns."""
    names = [named(cell.text, Group.GOAL_COLUMN) for cell in row]
    told = [name for name in names if name]
    if names[0] and len(told) <= len(_FIELDS):
        return row
    return row[1:] if names[0] else without_side_label(row)


def _of_goals(rows: Sequence[Row], columns: Columns) -> Iterator[Row]:
    """Yield the rows that stand under the heading; in a table with cells another field begins further left."""
    for row in map(_without_number, rows):
        if row and row[0].table and columns.is_left(row[0]):
            return
        if row:
            yield row


def _without_number(row: Row) -> Row:
    """Return the row without the number of its goal, which has a cell of its own: 1 or 目标1."""
    return row[1:] if len(row) > 1 and _NUMBER.fullmatch(row[0].text.strip()) else row


def _put_beside(draft: Draft, rows: Sequence[Row]) -> None:
    """Set the goals that stand right of their labels."""
    for row in rows:
        for label, value in pairwise(row):
            field = named(label.text, Group.GOAL_COLUMN)
            if field in _FIELDS and not meanings(value.text):
                draft.put_prose(f"/goal/{field}", value.text, value.place, of_lines=_keeps_lines(value))


def _keeps_lines(cell: Cell) -> bool:
    """Tell whether the cell kept its line ends; in a text with tabs they became blanks."""
    return cell.place.line is None


def _cells_of(field: str, row: Row, columns: Columns) -> Row:
    if (not row[0].table or row[0].table != columns.table) and len(row) == len(columns.fields):
        return tuple(cell for cell, name in zip(row, columns.fields, strict=True) if name == field)
    return tuple(cell for cell in row if columns.field_of(cell) == field)


def _strung(cells: Iterable[Cell]) -> Iterator[str]:
    last: Cell | None = None
    for cell in cells:
        if last is not None:
            yield "" if _goes_on(last, cell) else "\n"
        yield cell.text.strip()
        last = cell


def _goes_on(last: Cell, cell: Cell) -> bool:
    """Tell whether a page end cut a sentence: there is a gap between the rows and no sentence ended."""
    cut = cell.row - last.row > 1 and not last.text.strip().endswith(_SENTENCE_END)
    return cut and not begins_item(cell_prose(cell.text) or "")
