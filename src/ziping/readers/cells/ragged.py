"""Finds rows of a table that are shorter than the table, as a lost or added cell leaves them: their values moved."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ziping.model.form import Form, Problem, ProblemKind
from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.grid import Cell, Grid

_ROW_DEPTH: Final = 2
"""/indicators/3 has two parts."""


@dataclass
class Widths:
    """How many columns the cells of each row of one table take up, those included that reach down into it."""

    rows: Counter[int] = field(default_factory=Counter)

    def add(self, cell: Cell) -> None:
        """Count a cell in every row that it spans."""
        for row in range(cell.row, cell.row + cell.rows):
            self.rows[row] += cell.columns

    def ragged(self) -> Iterator[int]:
        """Yield the rows that differ from the width that most rows have."""
        (usual, count), *_ = Counter(self.rows.values()).most_common(1)
        if count * 2 > len(self.rows):
            yield from (row for row, width in self.rows.items() if width != usual)


def with_ragged_rows(forms: Sequence[Form], grid: Grid) -> tuple[Form, ...]:
    """Return the forms with a problem for each row whose cells are fewer or more than its table's."""
    places = frozenset(_places(grid))
    return tuple(_noted(form, places) for form in forms) if places else tuple(forms)


def _places(grid: Grid) -> Iterator[Place]:
    tables: dict[int, Widths] = {}
    for row in grid.rows:
        for cell in row:
            if cell.table:
                tables.setdefault(cell.table, Widths()).add(cell)
    ragged = {(table, row) for table, widths in tables.items() for row in widths.ragged()}
    if ragged:
        yield from (cell.place for row in grid.rows for cell in row if (cell.table, cell.row) in ragged)


def _noted(form: Form, places: frozenset[Place]) -> Form:
    pointers = dict.fromkeys(
        "/".join(pointer.split("/")[: _ROW_DEPTH + 1])
        if pointer.startswith(("/funds/", "/indicators/"))
        else pointer
        for pointer, place in form.places.items()
        if place in places and not pointer.endswith(("/level1", "/level2"))
    )
    message = Text(
        "本行的单元格与表格其他行不齐，各值可能错栏，请核对原件",
        "this row has more or fewer cells than the others of its table; values may be in the wrong column, check the document",
    )
    found = (Problem.of(ProblemKind.DOUBTFUL, p, message) for p in pointers)
    return form.model_copy(update={"problems": (*form.problems, *found)}) if pointers else form
