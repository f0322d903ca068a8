"""The twelve known forms, in every kind of file: all values are in the cells, and the cells span what they should."""

import re
import shutil
from collections.abc import Iterable
from itertools import pairwise

import pytest
from _pytest.mark import ParameterSet

from tests.readers.extract.known import (
    DOCUMENTS,
    cells,
    columns,
    extractor_of,
    grids,
    printed_values,
    shape,
    source,
)
from tests.readers.truth import bare
from ziping.readers import Source

DIGITAL = {
    "twelve.docx": "docx",
    "twelve.xlsx": "xlsx",
    "twelve-numeric-cells.xlsx": "xlsx",
    "twelve.xls": "xls",
    "twelve.html": "html",
    "twelve-from-xlsx.pdf": "pdf",
    "twelve-page-breaks.pdf": "pdf",
    "twelve-experimental.ofd": "ofd",
    "twelve.doc": "legacy",
    "twelve.ods": "legacy",
}
NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
CUT = {"twelve-page-breaks.pdf", "twelve-experimental.ofd"}


def marked(names: Iterable[str]) -> list[ParameterSet]:
    return [
        pytest.param(n, marks=[NEEDS_OFFICE, pytest.mark.slow] if DIGITAL[n] == "legacy" else [])
        for n in names
    ]


ALL = marked(DIGITAL)
AS_IN_WORD = marked(name for name in DIGITAL if name not in CUT)
PDFS = ["twelve-from-xlsx.pdf", "twelve-page-breaks.pdf", "twelve-experimental.ofd"]
HEAD = [
    ("财政项目支出绩效自评表", 1, 1),
    ("(2023 年度)", 1, 1),
    ("项目名称", 1, 2),
    ("外宣经费", 1, 15),
    ("主管部门", 1, 2),
    ("上海市商务委员会", 1, 6),
    ("实施单位", 1, 3),
    ("上海市外国投资促进中心", 1, 6),
    ("项目资金(万元)", 5, 1),
]


@pytest.mark.parametrize(("name", "kind"), DIGITAL.items())
def test_the_right_extractor_bids_most_whatever_the_name(name: str, kind: str) -> None:
    assert extractor_of(Source("renamed", source(name).data)).name == kind


@pytest.mark.parametrize("name", ALL)
def test_every_value_is_in_the_cells(name: str) -> None:
    found = columns(grids(name))
    missing = [
        value for value in printed_values() if not any(value.replace(",", "") in column for column in found)
    ]
    assert missing == []


@pytest.mark.parametrize("name", AS_IN_WORD)
def test_every_value_is_a_cell_or_part_of_one(name: str) -> None:
    held = {re.sub("</?p>", "", bare(cell.text)).replace(",", "") for cell in cells(grids(name))}
    whole = "\n".join(held)
    assert [value for value in printed_values() if value.replace(",", "") not in whole] == []


@pytest.mark.parametrize("name", ALL)
def test_merged_cells_are_one_with_their_spans(name: str) -> None:
    found = [(bare(text), rows, columns) for text, _, _, rows, columns in shape(grids(name))][: len(HEAD)]
    head = [(bare(text), rows, columns) for text, rows, columns in HEAD]
    if name.endswith(("xlsx", "xls", "ods")):
        head[:2] = [(head[0][0], 1, 17), (head[1][0], 1, 17)]
    assert found == head


@pytest.mark.parametrize("name", AS_IN_WORD)
def test_the_main_table_has_the_same_cells_in_every_file(name: str) -> None:
    def table(which: str) -> list[tuple[str, int, int, int]]:
        held = [(bare(t).replace(",", ""), c, h, w) for t, _, c, h, w in shape(grids(which)) if t]
        return held[held.index(("外宣经费", 2, 1, 15)) : held.index(("微信公众号宣传费", 2, 1, 15)) - 3]

    assert table(name) == table("twelve.docx")


@pytest.mark.parametrize("name", PDFS)
def test_a_place_on_a_page_is_where_the_cell_is_drawn(name: str) -> None:
    for cell in cells(grids(name)):
        assert cell.place.page is not None
        assert cell.place.box is not None
        left, top, right, bottom = cell.place.box
        assert 0 <= left < right <= 5960
        assert 0 <= top < bottom <= 8430


def test_places_are_references_or_numbers_of_paragraphs() -> None:
    places = {
        name: next(cell.place for cell in cells(grids(name)) if cell.text == "外宣经费")
        for name in ("twelve.docx", "twelve.html", "twelve.xlsx", "twelve.xls")
    }
    said = {name: place.describe().zh for name, place in places.items()}
    assert said == {
        "twelve.docx": "T1!C1",
        "twelve.html": "T1!C1",
        "twelve.xlsx": "01外宣经费!C3",
        "twelve.xls": "01外宣经费!C3",
    }
    assert [cell.place.line for cell in cells(grids("twelve.docx"))][:3] == [1, 2, None]


def test_a_table_over_a_page_end_is_one_with_a_gap() -> None:
    (grid,) = grids("twelve-page-breaks.pdf")
    first = [cell for row in grid.rows for cell in row if cell.table == 1]
    assert {cell.place.page for cell in first} == {1, 2}
    rows = sorted({cell.row for cell in first})
    assert [below - above for above, below in pairwise(rows)].count(2) == 1
    grade = next(cell for cell in first if cell.text == "评分等级")
    assert (grade.column, grade.columns, grade.place.page) == (0, 2, 2)


def test_every_document_here_is_tried() -> None:
    others = {
        "scan-200dpi.pdf",
        "scan-200dpi-skewed.pdf",
        "encrypted-empty-password.pdf",
        "encrypted-with-password.pdf",
    }
    assert {path.name for path in DOCUMENTS.iterdir()} == set(DIGITAL) | others
