"""Rows that a page end cut in two: put together where nothing else can be meant, left alone elsewhere."""

import pytest

from ziping.model.place import Place
from ziping.readers.grid import Cell, Grid
from ziping.readers.page_ends import mended

Rows = list[list[str]]


def table(above: list[str], below: list[str], *, gap: int = 2, table: int = 1) -> Grid:
    rows = [
        tuple(Cell(text, Place(page=1), row, column, table=of) for column, text in enumerate(texts))
        for row, texts, of in ((0, above, 1), (gap, below, table))
    ]
    return Grid(tuple(rows), ruled=True)


def texts(grid: Grid) -> Rows:
    return [[cell.text for cell in row] for row in grid.rows]


HEADING = ["一级", "二级", "三级指标", "偏差原因分析及改"]
REST = ["指标", "指标", "", "进措施"]
WHOLE = ["一级指标", "二级指标", "三级指标", "偏差原因分析及改进措施"]


def test_a_heading_is_one_again() -> None:
    assert texts(mended(table(HEADING, REST))) == [WHOLE, [""] * 4]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (["总额", "10.0", "99.63"], ["", "0", ""], ["总额", "10.00", "99.63"]),
        (["总额", "10.", "99.63"], ["", "00", ""], ["总额", "10.00", "99.63"]),
        (["提高认", "10.0", "9.00"], ["识", "0", ""], ["提高认识", "10.00", "9.00"]),
    ],
)
def test_a_number_goes_on_with_its_decimals(above: list[str], below: list[str], whole: list[str]) -> None:
    assert texts(mended(table(above, below))) == [whole, [""] * 3]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["总额", "10", "99.63"], ["", "0", ""]),
        (["总额", "10.00", "99.63"], ["", "5.00", ""]),
        (["总额", "10.0", "99.63"], ["其他资金", "0", "0.00"]),
        (["总额", "10.0", ""], ["", "0", "1"]),
        (["一级指标", "二级指标"], ["产出指标", "数量指标"]),
        (["提高认", "有效"], ["识", ""]),
    ],
)
def test_what_may_be_two_rows_stays_two(above: list[str], below: list[str]) -> None:
    assert texts(mended(table(above, below))) == [above, below]


def test_only_a_page_end_in_one_table_cuts() -> None:
    assert texts(mended(table(HEADING, REST, gap=1))) == [HEADING, REST]
    assert texts(mended(table(HEADING, REST, table=2))) == [HEADING, REST]
