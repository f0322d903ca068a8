"""Reads the goals from cells: under 预期目标 and under 实际完成情况."""

from collections.abc import Iterable, Iterator, Sequence

from ziping.model.form import ProblemKind
from ziping.readers.cleaning import begins_item, cell_prose
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, is_side_label, named
from ziping.readers.sections import Row, text_of

Columns = tuple[tuple[int, str], ...]
"""Where each goal column begins; a column that is neither 预期目标 nor 实际完成情况 has an empty name."""

_SENTENCE_END = tuple("。；;！!.")


def put_goal(draft: Draft, rows: Sequence[Row]) -> None:
    """Set both goals; several rows are joined by line ends, two halves of a sentence directly."""
    columns = next(filter(None, map(_columns, rows)), ())
    if not columns:
        if rows:
            message = "年度总体目标没有表头，未能读取"
            draft.note(ProblemKind.NOT_UNDERSTOOD, "/goal", message, text_of(rows[0]))
        return
    body = [_without_label(row) for row in rows if not _columns(row)]
    for field in ("expected", "actual"):
        cells = [cell for row in body for cell in _cells_of(field, row, columns)]
        if cells:
            draft.put_prose(f"/goal/{field}", "".join(_strung(cells)), cells[0].place, of_lines=False)


def _columns(row: Row) -> Columns:
    names = [(cell.column, named(cell.text, Group.GOAL_COLUMN)) for cell in row]
    if {name for _, name in names} < {"expected", "actual"}:
        return ()
    actual = max((column for column, name in names if name == "actual"), default=0)
    expected = [column for column, name in names if name == "expected" and column < actual]
    if not actual or not expected:
        return ()
    side = len(expected) > 1 and is_side_label(row[0].text)
    first = expected[1] if side else expected[0]
    others = [(column, "") for column, _ in names if first < column < actual]
    return ((first, "expected"), *others, (actual, "actual"))


def _without_label(row: Row) -> Row:
    return row[1:] if row and is_side_label(row[0].text) else row


def _cells_of(field: str, row: Row, columns: Columns) -> Row:
    if len(row) == len(columns):
        return tuple(cell for cell, (_, name) in zip(row, columns, strict=True) if name == field)
    return tuple(cell for cell in row if _name_at(cell.column, columns) == field)


def _name_at(column: int, columns: Columns) -> str:
    """Return the column that spans the place; what stands left of the first one belongs to the first."""
    names = [name for start, name in columns if start <= column]
    return names[-1] if names else columns[0][1]


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
