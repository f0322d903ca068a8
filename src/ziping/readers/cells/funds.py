"""Reads the fund table from cells, also where a table extractor moved the rows against the heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ziping.model.form import FundSource, ProblemKind
from ziping.model.language import Text
from ziping.readers.cells.columns import IGNORED, Columns, columns_under, depth_of, without_side_label
from ziping.readers.cells.fund_sources import (
    SOURCES,
    is_by_field_and_source,
    is_by_source,
    put_amounts_behind_labels,
    put_by_field_and_source,
    put_by_source,
    put_pairs,
    put_single_amounts,
    put_turned,
)
from ziping.readers.cleaning import cell_text
from ziping.readers.draft import Draft
from ziping.readers.funds import AMOUNTS, put_fund, put_row_not_understood, put_what_labels_carry
from ziping.readers.grid import Cell
from ziping.readers.labels import LONGEST_LABEL, Group, is_side_label, named
from ziping.readers.numerals import is_blank, is_number, number_in
from ziping.readers.sections import Row, pairs_of_funds, text_of

_GROUPS: Final = (Group.FUND_COLUMN,)
_FIELDS: Final = frozenset({*AMOUNTS, "points", "execution_rate", "score"})


def put_funds(draft: Draft, rows: Sequence[Row]) -> None:
    """Set the fund rows, the money unit and the points that stand in a label."""
    first = next((n for n, row in enumerate(rows) if _is_heading(row)), None)
    pointers = put_turned(draft, rows)
    if not pointers and first is None:
        pointers = _put_without_heading(draft, rows)
    elif not pointers and first is not None:
        pointers = _put_under_heading(draft, rows, first)
    if pointers or first is not None:
        put_what_labels_carry(draft, _cells(rows), pointers)


def _put_without_heading(draft: Draft, rows: Sequence[Row]) -> list[str]:
    if pairs := [pair for row in rows for pair in pairs_of_funds(row)]:
        pointer = put_pairs(draft, rows[0], pairs)
        for row in rows:
            if not pairs_of_funds(row) and any(is_number(cell.text) for cell in row):
                put_row_not_understood(draft, text_of(row))
        return [pointer]
    behind = [pointer for row in rows for pointer in put_amounts_behind_labels(draft, row)]
    found = behind or put_single_amounts(draft, [_without_side_labels(row) for row in rows])
    if rows and not found:
        message = Text(
            "项目资金表没有表头，各栏未能读取",
            "the fund table has no heading, so its columns were not read",
        )
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/funds", message, text_of(rows[0]))
    return found


def _put_under_heading(draft: Draft, rows: Sequence[Row], first: int) -> list[str]:
    depth = depth_of(rows[first:], _GROUPS)
    heading = [without_side_label(row) for row in rows[first : first + depth]]
    body = [row for row in (*rows[:first], *rows[first + depth :]) if not _is_heading(row)]
    if not is_by_source(heading[-1], body):
        return _put_rows(draft, heading, body)
    if is_by_field_and_source(heading):
        return put_by_field_and_source(draft, heading, body)
    return put_by_source(draft, heading[-1], body)


def _cells(rows: Sequence[Row]) -> Iterator[Cell]:
    return (cell for row in rows for cell in row)


def _put_rows(draft: Draft, heading: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    columns = columns_under([tuple(_beyond_labels(row, rows)) for row in heading], _GROUPS)
    with_numbers = {cell.column for row in rows for cell in row if is_number(cell.text)}
    lost = [cell for cell in columns.not_read if cell.column in with_numbers]
    columns = columns.right_of(columns.start_of(_FIELDS))
    for cell in dict.fromkeys((*lost, *columns.not_read)):
        message = Text(
            f"项目资金表中“{cell_text(cell.text)}”一栏未读取",
            f"column “{cell_text(cell.text)}” of the fund table was not read",
        )
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/funds", message, cell.text)
    if not columns:
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            "/funds",
            Text(
                "项目资金表没有表头，各栏未能读取",
                "the fund table has no heading, so its columns were not read",
            ),
            text_of(rows[0]) if rows else None,
        )
        return []
    pointers: list[str] = []
    rows = [_without_side_labels(row) for row in rows]
    moved = _moved(rows, columns)
    for row in rows:
        behind = put_amounts_behind_labels(draft, row)
        pointer = None if behind else _put_row(draft, _right(row, moved), columns)
        pointers += [*behind, *([pointer] if pointer else [])]
    return pointers


def _moved(rows: Sequence[Row], columns: Columns) -> int:
    """Return how far the rows of a text stand left of their heading, as the one with a value for each column tells."""
    for row in rows:
        places = [cell.column for cell in row[1:]]
        if row and not row[0].table and len(places) == len(columns.starts):
            steps = {start - place for start, place in zip(columns.starts, places, strict=True)}
            return max(0, *steps) if len(steps) == 1 else 0
    return 0


def _right(row: Row, moved: int) -> Row:
    return tuple(replace(cell, column=cell.column + moved) for cell in row) if moved else row


def _beyond_labels(heading: Row, rows: Sequence[Row]) -> Iterator[Cell]:
    """Yield the headings that reach beyond the labels of the rows; one above the labels alone names no amounts."""
    labels = [cell for row in rows for cell in row[:2] if cell.table and named(cell.text, Group.FUND_ROW)]
    first = max((cell.column + 1 for cell in labels), default=0)
    end = max((cell.column + cell.columns for cell in labels), default=0)
    yield from (cell for cell in heading if cell.column >= first or cell.column + cell.columns > end)


def _is_heading(row: Row) -> bool:
    names = {name for cell in row if (name := named(cell.text, Group.FUND_COLUMN))}
    return len(names) > 1 and not pairs_of_funds(row)


def _without_side_labels(row: Row) -> Row:
    return tuple(
        cell
        for cell in row
        if not is_side_label(cell.text)
        and cell.text.strip(" :：") != "其中"
        and named(cell.text, Group.OTHER_FIELD) is None
    )


def _put_row(draft: Draft, row: Row, columns: Columns) -> str | None:
    is_ruled = row and row[0].table == columns.table > 0
    labels = [cell for cell in row if is_ruled and columns.is_left(cell)] or list(row[:1])
    values = tuple(cell for cell in row if cell not in labels and not _is_name(cell))
    if row and is_number(labels[0].text):
        return _put_unnamed(draft, row, columns)
    if not labels:
        return None
    label = next((cell for cell in reversed(labels) if _is_source(cell)), labels[0])
    has_number = any(is_number(cell.text) for cell in values)
    if not has_number and not _is_source(label):
        put_row_not_understood(draft, text_of(row))
        return None
    if all(number_in(cell.text) is None and not is_blank(cell.text) for cell in values):
        return None  # a label alone, or units that were printed into blank cells: no data
    aligned = _aligned(label, values, columns)
    told = [(field, cell) for field, cell in aligned if field != IGNORED]
    if aligned and not told:
        return None
    pointer = put_fund(draft, label, told)
    _doubt_total(draft, pointer, label, told)
    if any(columns.is_headless(cell) for _, cell in told):
        draft.note(
            ProblemKind.DOUBTFUL,
            pointer,
            Text(
                "有一格上方没有表头，按左边一栏读取",
                "a cell has no heading above it; read as part of the column left of it",
            ),
            text_of(row),
        )
    if not aligned:
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            pointer,
            Text(
                "本行各栏与表头对不上，未读取",
                "the cells of this row do not stand under the headings; not read",
            ),
            text_of(row),
        )
    return pointer


def _doubt_total(draft: Draft, pointer: str, label: Cell, told: Sequence[tuple[str, Cell]]) -> None:
    """Take a row for the total that names only its first amount (预算数 | 200 | 执行数 | 180); doubt one of a strange name."""
    name = cell_text(label.text)
    if named(label.text, Group.FUND_COLUMN):
        draft.put_source(pointer, FundSource.TOTAL)
        message = Text(
            f"本行没有资金来源，只写“{name}”，按年度资金总额读取",
            f"this row names no source of funds, only “{name}”; read as the total",
        )
        draft.note(ProblemKind.DOUBTFUL, pointer, message, label.text)
    elif pointer == "/funds/0" and not _is_source(label) and any(is_number(cell.text) for _, cell in told):
        message = Text(
            f"看不出“{name}”是哪一项资金，它可能是年度资金总额",
            f"“{name}” names no known source of funds; it may be the total",
        )
        draft.note(ProblemKind.DOUBTFUL, pointer, message, label.text)


def _is_name(cell: Cell) -> bool:
    """Tell whether the cell names what stands beside it: 到位数 | 200 | 执行数 | 180."""
    return any(named(cell.text, group) for group in (Group.FUND_ROW, Group.FUND_COLUMN, Group.OTHER_COLUMN))


def _put_unnamed(draft: Draft, row: Row, columns: Columns) -> str | None:
    """Set the one row of a fund table without labels: it can only be the total."""
    values = _by_column(row, columns)
    if draft.value("/funds") or not values or row[0].table != columns.table:
        put_row_not_understood(draft, text_of(row))
        return None
    told = [(name, cell) for name, cell in values if name != IGNORED]
    pointer = put_fund(draft, replace(row[0], text="年度资金总额"), told)
    draft.note(
        ProblemKind.DOUBTFUL,
        pointer,
        Text("本行没有名称，按年度资金总额读取", "this row has no label; read as the total of the year"),
        text_of(row),
    )
    return pointer


def _is_source(cell: Cell) -> bool:
    return _is_label(cell) or bool(SOURCES.search(cell.text[:LONGEST_LABEL]))


def _is_label(cell: Cell) -> bool:
    return named(cell.text, Group.FUND_ROW) is not None or is_blank(cell.text)


def _aligned(label: Cell, values: Row, columns: Columns) -> Sequence[tuple[str, Cell]]:
    """Return field and cell: by column, moved where the label stands under the first heading, else in order."""
    if label.table == columns.table > 0:
        return _by_column(values, columns)
    moved = max(0, label.column + 1 - columns.starts[0])
    if not label.table and all(cell.column - moved in columns.starts for cell in values):
        return [(columns.field_of(cell, -moved), cell) for cell in values]
    if len(values) == len(columns.starts):
        return list(zip(columns.fields, values, strict=True))
    return []


def _by_column(values: Row, columns: Columns) -> Sequence[tuple[str, Cell]]:
    """Return field and cell by column; none where two cells stand under one heading."""
    aligned = [(columns.field_of(cell), cell) for cell in values]
    fields = [field for field, _ in aligned if field != IGNORED]
    return aligned if len(fields) == len(set(fields)) else []
