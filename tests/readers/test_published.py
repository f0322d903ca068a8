"""Forms as the provinces lay them out, drawn by hand in ``published/``, each with what a person reads in it.

Above ``---`` stands the document, as in ``variations/ruled.py``; below it a line for each part of the form:
H heading fields, F funds, G goals, I indicators, T points, score and grade; an empty place is null.
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from tests.readers.truth import bare, leaves
from tests.readers.variations.ruled import ruled
from ziping.model.form import Form
from ziping.readers import Source, read
from ziping.readers.grid import Cell, Grid
from ziping.readers.persons import without_persons
from ziping.readers.reading import forms_of

FOLDER: Final = Path(__file__).parent / "published"
NAMES: Final = sorted(path.stem for path in FOLDER.glob("*.txt"))
FIELDS: Final = {
    "F": "/funds/{}/source label initial_budget full_year_budget executed points execution_rate score",
    "G": "/goal/expected actual",
    "I": "/indicators/{}/level1 level2 level3 target actual points score deviation",
    "T": "/total/points /total/score /grade",
}
HEAD: Final = {
    "unit": "money_unit",
    "code": "project_code",
    "dept": "competent_department",
    "impl": "implementing_unit",
}


def parts(name: str) -> tuple[str, str]:
    document, _, truth = (FOLDER / f"{name}.txt").read_text("utf-8").partition("\n---\n")
    return document, truth


def truths(text: str) -> Iterator[dict[str, str]]:
    """Yield the values of each form by their JSON pointers."""
    for form in text.split("H ")[1:]:
        head, *lines = form.strip().split("\n")
        pairs = (field.split("=") for field in head.split("|"))
        values = {f"/{HEAD.get(key, key)}": value for key, value in pairs}
        for number, line in enumerate(lines):
            first = next(n for n, other in enumerate(lines) if other[0] == line[0])
            values |= zip(pointers(line[0], number - first), line[2:].split("|"), strict=False)
        yield {pointer: value.replace("\\n", "\n") for pointer, value in values.items() if value}


def pointers(part: str, number: int) -> list[str]:
    path, _, names = FIELDS[part].format(number).rpartition("/") if part != "T" else ("", "", FIELDS[part])
    return [name if name.startswith("/") else f"{path}/{name}" for name in names.split()]


def values(form: Form) -> dict[str, str]:
    found = {key: value for key, value in json.loads(form.to_json()).items() if key not in NOT_COMPARED}
    return {
        pointer: str(value) for pointer, value in leaves(found) if value is not None and pointer[-1] != "#"
    }


NOT_COMPARED: Final = {"schema", "title", "places", "problems"}


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_read_as_a_person_reads_it(name: str) -> None:
    document, truth = parts(name)
    found = [values(form) for form in forms_of(without_persons(ruled(document)))]
    assert found == list(truths(truth))


LOST_IN_MARKDOWN: Final = {
    "funds-columns-split",
    "funds-two-row-by-level",
    "heading-twice-page-break",
    "hebei",
    "inner-mongolia",
    "merged-score-level2only",
    "points-merged-per-level2",
    "total-with-grade-and-standards",
}
"""Where a repeated text may be a merged cell or two equal ones, or two rows of headings are needed: problems say so."""


@pytest.mark.parametrize("name", sorted({*NAMES} - LOST_IN_MARKDOWN))
def test_markdown_that_repeats_merged_cells_has_no_wrong_value(name: str) -> None:
    document, truth = parts(name)
    found = [values(form) for form in read(Source(f"{name}.md", markdown(ruled(document)))).forms]
    wrong = [
        (pointer, value, known.get(pointer))
        for form, known in zip(found, truths(truth), strict=True)
        for pointer, value in form.items()
        if bare(value) != bare(known.get(pointer, ""))
    ]
    assert wrong == []


def markdown(grid: Grid) -> bytes:
    """Return the document as converters print it, which know no merged cells: their text stands in each place."""
    lines: list[str] = []
    width = max(cell.column + cell.columns for row in grid.rows for cell in row)
    covered = {(y, x): cell for row in grid.rows for cell in row for y, x in places(cell)}
    for row in grid.rows:
        if row[0].place.line is not None:
            lines += [row[0].text, ""]
            continue
        cells = (covered.get((row[0].row, column)) for column in range(width))
        lines.append("".join(f"| {cell.text if cell else ''} " for cell in cells).replace("\n", "") + "|")
    lines.insert(next(n for n, line in enumerate(lines) if line[:1] == "|") + 1, "|---" * width + "|")
    return "\n".join(lines).encode()


def places(cell: Cell) -> Iterator[tuple[int, int]]:
    yield from product(range(cell.row, cell.row + cell.rows), range(cell.column, cell.column + cell.columns))


@pytest.mark.parametrize(
    ("old", "new", "doubted"),
    [
        ("年初\\n预算数", "某栏数", "/funds"),
        ("年度资金总额", "某事项", "/funds/0"),
    ],
)
def test_what_has_an_unknown_label_is_pointed_at(old: str, new: str, doubted: str) -> None:
    document, _ = parts("central-ministry")
    (found,) = forms_of(without_persons(ruled(document.replace(old, new))))
    assert doubted in {problem.pointer for problem in found.problems}
