"""Turns what an extractor has to say about a document or a cell into problems of the forms concerned."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ziping.model.form import Form, Problem, ProblemKind
from ziping.model.language import Text
from ziping.readers.cleaning import shown
from ziping.readers.grid import Cell, Grid

_OUTSIDE: Final = frozenset({"/title", "/year"})
"""What stands outside of the tables in every document."""
_TABLES: Final = frozenset({"/funds", "/indicators"})
DOUBTFUL_BELOW: Final = 90
"""Percent of confidence under which a recognised value is to be looked at."""


def with_notices(forms: Sequence[Form], grid: Grid) -> tuple[Form, ...]:
    """Return the forms with a problem for every notice, and for every noted or doubtful cell that they hold.

    A note on a cell from which no value came belongs to the form in whose rows the cell stands.
    """
    forms = tuple(_with_doubt(form, grid) for form in forms)
    noted = [cell for row in grid.rows for cell in row if _says(cell)]
    if not forms or (not noted and not grid.notices):
        return forms
    rows = {cell.place: cell.row for row in grid.rows for cell in row}
    firsts = [min((rows.get(place, 0) for place in form.places.values()), default=0) for form in forms]
    ends = [*firsts[1:], max(rows.values(), default=0) + 1]
    return tuple(
        _added(
            form, grid, (c for c in noted if (first <= c.row < end) or (form is forms[0] and c.row < first))
        )
        for form, first, end in zip(forms, firsts, ends, strict=True)
    )


def _with_doubt(form: Form, grid: Grid) -> Form:
    """Return the form with a doubt at each of its parts where its tables were guessed from text on a page without lines."""
    lines = {
        cell.place
        for row in grid.rows
        for cell in row
        if (cell.place.page is not None and not cell.table) or cell.table in grid.guessed
    }
    guessed = {pointer for pointer, place in form.places.items() if place in lines}
    parts = dict.fromkeys(f"/{pointer.split('/')[1]}" for pointer in guessed if pointer not in _OUTSIDE)
    if not any(part in _TABLES for part in parts):
        return form
    doubts = (
        _problem(
            part,
            Text(
                "原件的表格没有框线，各栏按文字的先后和位置推断，请逐项核对",
                "the tables of the document have no lines, so the columns were inferred from the text; check every value",
            ),
        )
        for part in parts
    )
    return form.model_copy(update={"problems": (*form.problems, *doubts)})


def _added(form: Form, grid: Grid, noted: Iterable[Cell]) -> Form:
    pointers: dict[object, list[str]] = {}
    for pointer, place in form.places.items():
        pointers.setdefault(place, []).append(pointer)
    general = (_problem("", notice) for notice in grid.notices)
    problems = (*form.problems, *general, *_of_cells(noted, pointers, grid))
    return form.model_copy(update={"problems": problems})


def _of_cells(noted: Iterable[Cell], pointers: dict[object, list[str]], grid: Grid) -> Iterator[Problem]:
    """Yield a problem for each cell; for one whose rows were guessed, at each of the values that it gave."""
    for cell in noted:
        found = pointers.get(cell.place, [])
        message = _says(cell)
        kind = ProblemKind.NOTICE if cell.is_left_out else ProblemKind.DOUBTFUL
        if message is None:
            continue
        for pointer in found if cell.table in grid.guessed else found[:1]:
            yield _problem(pointer, message, cell.text, kind)
        if not found and cell.note is not None:
            at = cell.place.describe()
            said = Text(f"{at.zh}：{message.zh}", f"{at.en}: {message.en}")
            yield _problem("", said, cell.text, kind)


def _says(cell: Cell) -> Text | None:
    if cell.note is not None:
        return cell.note
    if cell.confidence is not None and cell.text and cell.confidence < DOUBTFUL_BELOW:
        return Text(
            f"图像识别的把握只有 {cell.confidence}%，请核对原件",
            f"recognised with a confidence of {cell.confidence}% only; check the document",
        )
    return None


def _problem(
    pointer: str, message: Text, raw: str | None = None, kind: ProblemKind = ProblemKind.DOUBTFUL
) -> Problem:
    return Problem.of(kind, pointer, message, shown(raw) if raw else None)
