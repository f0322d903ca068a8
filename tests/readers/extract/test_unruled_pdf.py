"""A PDF without lines around its cells: read by where its words stand, and never believed in silence."""

from functools import cache

import pytest

from tests.readers.extract.known import grids, source
from tests.readers.truth import NAMES, bare, declared, leaves, truths
from tests.readers.variations.drawing import Drawing
from tests.readers.variations.sheet import Box, Sheet
from tests.readers.variations.styles import STYLES
from tests.readers.variations.typeset import Setting, unruled
from ziping.model.form import Form, ProblemKind
from ziping.readers.extract.pages import Pages
from ziping.readers.extract.pdfium import pages_of
from ziping.readers.grid import Grid
from ziping.readers.notices import with_notices
from ziping.readers.reading import forms_of

PDFS = ["twelve-from-xlsx.pdf", "twelve-page-breaks.pdf"]
TRUTH = {(truth["project"], truth["year"]): truth for name in NAMES for truth in truths(name)}
SETTINGS = [Setting("middle"), Setting("bottom"), Setting("top")]


def without_lines(name: str, *, keeps_horizontals: bool = False) -> Grid:
    """Return what is left of a PDF when nobody draws the lines of its tables."""
    pages = Pages(source(name))
    for page in pages_of(source(name)):
        page.verticals = []
        page.horizontals = page.horizontals if keeps_horizontals else []
        pages.add(page)
    return pages.grid()


@cache
def forms(name: str, *, keeps_horizontals: bool = False) -> tuple[Form, ...]:
    grid = without_lines(name, keeps_horizontals=keeps_horizontals)
    return with_notices(forms_of(grid), grid)


def differences(form: Form, truth: dict[str, object]) -> list[tuple[str, object, object]]:
    """Return pointer, what is printed and what was read, but for blanks."""
    printed, found = dict(leaves(truth)), dict(leaves(declared(form)))
    return [
        (pointer, printed.get(pointer), found.get(pointer))
        for pointer in {**printed, **found}
        if bare(str(printed.get(pointer))) != bare(str(found.get(pointer)))
    ]


@pytest.mark.parametrize("keeps_horizontals", [False, True])
@pytest.mark.parametrize("name", PDFS)
def test_the_twelve_forms_are_read_without_the_lines_of_their_tables(
    name: str, *, keeps_horizontals: bool
) -> None:
    found = forms(name, keeps_horizontals=keeps_horizontals)
    assert {(form.project, form.year) for form in found} == TRUTH.keys()
    wrong = {form.project: differences(form, TRUTH[form.project, form.year]) for form in found}
    assert {project: it for project, it in wrong.items() if it} == {}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.down)
def test_cells_may_be_aligned_at_their_middle_top_or_bottom(setting: Setting) -> None:
    truth = TRUTH["微信公众号宣传费", 2023]
    drawing = Drawing(STYLES["points before the target"], truth)
    (form,) = forms_of(unruled(drawing.sheet, setting))
    assert differences(form, drawing.said) == []


def test_the_doubt_is_said_at_each_part_and_every_value_has_a_confidence() -> None:
    form = forms("twelve-from-xlsx.pdf")[0]
    doubted = {p.pointer for p in form.problems if p.kind is ProblemKind.DOUBTFUL and "没有框线" in p.message}
    assert {"/project", "/funds", "/goal", "/indicators", "/total"} <= doubted
    outside = {"/title", "/year"}
    sure = {pointer: place.confidence for pointer, place in form.places.items() if pointer not in outside}
    assert set(sure.values()) == {95}


def test_a_line_between_two_rows_is_pointed_at() -> None:
    truth = TRUTH["外宣经费", 2023]
    drawing = Drawing(STYLES["national"], truth)
    drawing.sheet = _with_text_between_rows(drawing.sheet)
    grid = unruled(drawing.sheet, Setting("middle"))
    (form,) = with_notices(forms_of(grid), grid)
    held = [n for n, row in enumerate(form.indicators) if "夹在两行之间" in (row.deviation or "")]
    pointed = {problem.pointer for problem in form.problems}
    assert [n for n in held if f"/indicators/{n}/deviation" not in pointed] == []
    assert held


def _with_text_between_rows(sheet: Sheet) -> Sheet:
    """Return the sheet with a text that reaches over the first two rows of the indicators, so that it is none of either."""
    cells = [box for box in sheet.boxes if (box.pointer or "").endswith("/deviation")]
    first, second = cells[:2]
    boxes = [box for box in sheet.boxes if box not in (first, second)]
    both = Box("夹在两行之间", first.row, first.column, 2, first.columns)
    return Sheet([*boxes, both], sheet.height)


def test_nothing_is_guessed_where_lines_are_drawn() -> None:
    for name in PDFS:
        assert [grid.guessed for grid in grids(name)] == [frozenset()]


def test_the_rest_of_a_number_at_the_top_of_a_page_is_no_page_number() -> None:
    found = {form.project: form for form in forms("twelve-page-breaks.pdf")}
    assert str(found["信息化运维项目"].funds[0].points) == "10.00"


def test_a_page_with_more_lines_than_any_form_is_not_searched_for_rows() -> None:
    sheet = Sheet()
    sheet.row("三级指标", "年度指标值", "实际完成值", "分值", "得分")
    for _ in range(320):
        sheet.row("甲", "1", "1", "5", "5")
    cells = [cell for row in unruled(sheet, Setting("middle")).rows[1:] for cell in row if cell.text]
    assert len(cells) == 5 * 320
    assert all(cell.note for cell in cells)
