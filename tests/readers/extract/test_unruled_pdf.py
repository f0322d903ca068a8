"""A PDF without lines around its cells: read as far as its words tell, and never believed in silence."""

from functools import cache

import pytest

from tests.readers.extract.known import source
from tests.readers.truth import NAMES, declared, leaves, truths
from ziping.model.form import Form, ProblemKind
from ziping.readers.extract.pages import Pages
from ziping.readers.extract.pdfium import pages_of
from ziping.readers.grid import Grid
from ziping.readers.notices import with_notices
from ziping.readers.reading import forms_of

PDFS = ["twelve-from-xlsx.pdf", "twelve-page-breaks.pdf"]
TRUTH = {truth["project"]: truth for name in NAMES for truth in truths(name)}


def without_lines(name: str) -> Grid:
    """Return what is left of a PDF when nobody draws the lines of its tables."""
    pages = Pages(source(name))
    for page in pages_of(source(name)):
        page.horizontals, page.verticals = [], []
        pages.add(page)
    return pages.grid()


@cache
def forms(name: str) -> tuple[Form, ...]:
    grid = without_lines(name)
    return with_notices(forms_of(grid), grid)


def test_most_numbers_of_a_sheet_without_lines_are_read() -> None:
    found = {form.project: form for form in forms("twelve-from-xlsx.pdf")}
    form = found["外宣经费"]
    assert str(form.total.score) == "94.75"
    assert [str(row.score) for row in form.indicators] == ["20.00", "20.00", "20.00", "16.00", "10.00"]


@pytest.mark.parametrize("name", PDFS)
def test_every_wrong_value_is_pointed_at(name: str) -> None:
    silent = []
    for form in forms(name):
        truth = dict(leaves(TRUTH.get(form.project or "", {})))
        pointed = tuple(problem.pointer for problem in form.problems if problem.pointer)
        silent += [
            (form.project, pointer, value)
            for pointer, value in leaves(declared(form))
            if value is not None and truth.get(pointer) != value and not pointer.startswith(pointed)
        ]
    assert [it for it in silent if not it[1].endswith(("/#", "/kind", "/year", "/title"))] == []


def test_the_doubt_is_said_at_each_part() -> None:
    form = forms("twelve-from-xlsx.pdf")[0]
    doubted = {p.pointer for p in form.problems if p.kind is ProblemKind.DOUBTFUL and "没有框线" in p.message}
    assert {"/project", "/funds", "/goal", "/indicators", "/total"} <= doubted
