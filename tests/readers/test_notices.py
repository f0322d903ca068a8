"""What an extractor has to say becomes a problem of the form, at the value where there is one."""

from dataclasses import replace

from tests.readers.extract.known import grids
from tests.readers.tables import WHOLE
from ziping.model.form import Form, ProblemKind
from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.extract.text import grid_of
from ziping.readers.grid import Cell, Grid
from ziping.readers.notices import with_notices
from ziping.readers.reading import forms_of

NOTE = Text("公式没有值", "no value")


def changed(grid: Grid, text: str, **changes: object) -> Grid:
    """Return the grid with changed cells of that text, the first of each form."""

    def cell(held: Cell) -> Cell:
        return replace(held, **changes) if held.text == text else held  # type: ignore[arg-type]

    return replace(grid, rows=tuple(tuple(map(cell, row)) for row in grid.rows))


def problems(grid: Grid) -> list[tuple[int, str, str]]:
    forms = with_notices(forms_of(grid), grid)
    return [(number, p.pointer, p.message) for number, form in enumerate(forms) for p in form.problems]


def test_nothing_to_say() -> None:
    (grid,) = grids("twelve.docx")
    forms = forms_of(grid)
    assert with_notices(forms, grid) == forms


def test_a_notice_belongs_to_every_form() -> None:
    grid = replace(grids("twelve.docx")[0], notices=(NOTE,))
    assert problems(grid) == [(number, "", NOTE.zh) for number in range(12)]


def test_a_noted_value_is_pointed_at() -> None:
    (grid,) = grids("twelve.docx")
    assert problems(changed(grid, "微信公众号宣传费", note=NOTE)) == [(1, "/project", NOTE.zh)]


def test_a_noted_cell_without_a_value_belongs_to_the_form_around_it() -> None:
    (grid,) = grids("twelve.docx")
    rows = [*grid.rows]
    at = next(n for n, row in enumerate(rows) if any(c.text == "微信公众号宣传费" for c in row))
    rows[at + 4] = (*rows[at + 4][:-1], replace(rows[at + 4][-1], text="", note=NOTE))
    found = problems(replace(grid, rows=tuple(rows)))
    assert (1, "", f"T2!Q5：{NOTE.zh}") in found
    assert {number for number, *_ in found} == {1}


def test_a_doubtful_recognition_is_said_with_its_percentage() -> None:
    grid = changed(grid_of(WHOLE), "绿化养护", place=Place(line=3, confidence=41))
    assert problems(grid) == [(0, "/project", "图像识别的把握只有 41%，请核对原件")]
    assert problems(changed(grid_of(WHOLE), "绿化养护", place=Place(line=3, confidence=90))) == []


def test_the_kind_is_doubtful() -> None:
    forms: tuple[Form, ...] = with_notices(forms_of(grid_of(WHOLE)), replace(grid_of(WHOLE), notices=(NOTE,)))
    assert [problem.kind for form in forms for problem in form.problems] == [ProblemKind.DOUBTFUL]
