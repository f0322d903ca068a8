"""Reads the fund table from cells, also where a table extractor moved the rows against the heading."""

from collections.abc import Iterable, Mapping, Sequence

from ziping.model.form import ProblemKind
from ziping.readers.draft import Draft
from ziping.readers.funds import put_fund, put_row_not_understood, put_what_labels_carry
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, is_side_label, named
from ziping.readers.numerals import is_blank, is_number
from ziping.readers.sections import Row, text_of

Columns = Mapping[int, str]
"""Column → field."""


def put_funds(draft: Draft, rows: Sequence[Row]) -> None:
    """Set the fund rows, the money unit and the points that stand in a label."""
    columns = next(filter(None, map(_columns, rows)), {})
    if rows and not columns:
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/funds", "项目资金表没有表头，各栏未能读取", text_of(rows[0]))
        return
    body = [row for row in rows if not _columns(row)]
    pointers = [pointer for row in body if (pointer := _put_row(draft, _without_side_labels(row), columns))]
    put_what_labels_carry(draft, (cell for row in rows for cell in row), pointers)


def _columns(row: Row) -> Columns:
    names = {cell.column: name for cell in row if (name := named(cell.text, Group.FUND_COLUMN))}
    return names if len(names) > 1 else {}


def _without_side_labels(row: Row) -> Row:
    return tuple(cell for cell in row if not is_side_label(cell.text) and cell.text.strip(" :：") != "其中")


def _put_row(draft: Draft, row: Row, columns: Columns) -> str | None:
    if len(row) < 2:  # noqa: PLR2004 — a label alone is a row that was left blank: no data
        if row and not _is_label(row[0]):
            put_row_not_understood(draft, text_of(row))
        return None
    label, values = row[0], row[1:]
    if not _is_label(label) and not any(is_number(cell.text) for cell in values):
        put_row_not_understood(draft, text_of(row))
        return None
    aligned = _aligned(label, values, columns)
    pointer = put_fund(draft, label, aligned)
    if not aligned:
        draft.note(ProblemKind.NOT_UNDERSTOOD, pointer, "本行各栏与表头对不上，未读取", text_of(row))
    return pointer


def _is_label(cell: Cell) -> bool:
    return named(cell.text, Group.FUND_ROW) is not None or is_blank(cell.text)


def _aligned(label: Cell, values: Row, columns: Columns) -> Sequence[tuple[str, Cell]]:
    """Return field and cell: by column, moved where the label stands under the first heading, else in order."""
    moved = max(0, label.column + 1 - min(columns))
    if all(cell.column - moved in columns for cell in values):
        return [(columns[cell.column - moved], cell) for cell in values]
    if len(values) == len(columns):
        return list(zip(_in_order(columns), values, strict=True))
    return []


def _in_order(columns: Columns) -> Iterable[str]:
    return (columns[column] for column in sorted(columns))
