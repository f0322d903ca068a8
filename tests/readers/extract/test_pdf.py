"""PDF: whatever way lines are drawn, pages are turned and characters are coded."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument, PdfMatrix

from tests.readers.attacks import pdf
from tests.readers.extract import drawn
from tests.readers.extract.drawn import moved, shown, strokes, turned
from tests.readers.extract.known import cells, grids, grids_of, shape, source, texts
from ziping.readers import Source
from ziping.readers.extract.refusals import BrokenFileError, EncryptedFileError
from ziping.readers.grid import Grid

CELLS = [["A", "B"], ["C", "D"]]
TURNS = {
    0: b"1 0 0 1 0 0",
    90: b"0 1 -1 0 842 0",
    180: b"-1 0 0 -1 595 842",
    270: b"0 -1 1 0 -100 595",
}


def read(data: bytes) -> tuple[Grid, ...]:
    return grids_of(Source("a.pdf", data))


def box_of(found: tuple[Grid, ...], text: str) -> tuple[int, int, int, int] | None:
    return next(cell.place.box for cell in cells(found) if cell.text == text)


@pytest.mark.parametrize("lines", [strokes, drawn.bars, drawn.one_path, drawn.boxes, drawn.dots])
def test_lines_however_drawn(lines: Callable[[], bytes]) -> None:
    found = read(pdf(lines() + shown()))
    assert texts(found) == CELLS
    box = box_of(found, "D")
    assert box is not None
    assert all(abs(edge - wanted) <= 10 for edge, wanted in zip(box, (2000, 1420, 3000, 1620), strict=True))


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_pages_however_turned(turn: int, rotate: int) -> None:
    size = b"[0 0 842 842]" if turn in {90, 270} else b"[0 0 595 842]"
    found = read(moved(turned(strokes() + shown(), TURNS[turn], rotate), size))
    assert texts(found) == CELLS


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, (2000, 1420, 3000, 1620)),
        (90, (6800, 2000, 7000, 3000)),
        (180, (2950, 6800, 3950, 7000)),
        (270, (1420, 2950, 1620, 3950)),
    ],
)
def test_places_are_those_of_the_page_as_it_is_displayed(rotate: int, box: tuple[int, ...]) -> None:
    assert box_of(read(turned(strokes() + shown(), TURNS[0], rotate)), "D") == box


def test_a_page_box_may_begin_anywhere() -> None:
    plain = read(pdf(strokes() + shown()))
    found = read(moved(pdf(strokes() + shown()), b"[50 -30 645 812]"))
    assert texts(found) == CELLS
    was, now = box_of(plain, "A"), box_of(found, "A")
    assert was is not None
    assert now is not None
    assert (now[0] - was[0], now[1] - was[1]) == (-500, -300)


def test_white_lines_are_not_seen_and_fills_are_no_lines() -> None:
    found = read(pdf(b"0.9 g 100 680 200 40 re f 0 g\n" + strokes(b"1 G") + shown()))
    assert texts(found) == [["A B"], ["C D"]]
    assert not found[0].ruled


def test_lines_within_a_drawing_are_lines_of_the_page() -> None:
    inner = PdfDocument(pdf(strokes() + shown()))
    outer = PdfDocument.new()
    page = outer.new_page(595, 842)
    drawing = inner.page_as_xobject(0, outer).as_pageobject()
    drawing.set_matrix(PdfMatrix().translate(50, -100))
    page.insert_obj(drawing)
    page.gen_content()
    held = BytesIO()
    outer.save(held)
    found = read(held.getvalue())
    assert texts(found) == CELLS
    assert box_of(found, "D") == (2500, 2420, 3500, 2620)


def test_a_watermark_is_left_out() -> None:
    mark = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 120 640 Tm (DRAFT) Tj ET\n"
    assert texts(read(pdf(strokes() + shown() + mark))) == CELLS


def test_bold_by_printing_twice_is_printed_once() -> None:
    twice = b"".join(b"BT /F 9 Tf %d.4 %d Td (%s) Tj ET\n" % (x, y, t.encode()) for t, x, y in drawn.TEXTS)
    assert texts(read(pdf(strokes() + shown() + twice))) == CELLS


def test_lines_around_the_table_and_page_numbers() -> None:
    words = (("Title", 150, 760), ("Note", 110, 640), ("- 3 -", 290, 20), ("12", 110, 600))
    assert texts(read(pdf(strokes() + shown(drawn.TEXTS + words)))) == [["Title"], *CELLS, ["Note"], ["12"]]


def test_a_table_goes_on_over_pages_and_keeps_its_columns() -> None:
    found = read(pdf(strokes() + shown(), pages=3))
    assert [(text, row, column) for text, row, column, *_ in shape(found)] == [
        (text, row + page * 3, column)
        for page in range(3)
        for text, row, column in [("A", 0, 0), ("B", 0, 1), ("C", 1, 0), ("D", 1, 1)]
    ]
    assert {cell.table for cell in cells(found)} == {1}


def test_full_lines_go_on_and_short_ones_end() -> None:
    words = (("a" * 18, 102, 711), ("b" * 5, 102, 702), ("c", 210, 711), ("d", 210, 702))
    assert texts(read(pdf(strokes() + shown(words))))[0] == ["a" * 18 + "b" * 5, "c\nd"]


def test_a_page_with_too_many_lines_is_read_without_them() -> None:
    maze = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n, n, n, n) for n in range(3100))
    (grid,) = read(pdf(maze + shown()))
    assert texts((grid,)) == [["A B"], ["C D"]]
    assert [notice.zh for notice in grid.notices] == ["第 1 页的线条过多，按无表格线读取"]


def test_fonts_that_do_not_tell_their_characters_are_told() -> None:
    font = (
        b"/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4>>>>]"
    )
    data = pdf(b"BT /F 9 Tf 100 700 Td <00410042> Tj ET")
    (grid,) = read(data.replace(b"/Type/Font/Subtype/Type1/BaseFont/Helvetica", font))
    assert [notice.zh for notice in grid.notices] == [
        "第 1 页的字体没有文字编码，读出的文字可能不对，请对照原件"
    ]


def test_an_empty_password_is_none() -> None:
    found = grids("encrypted-empty-password.pdf")
    assert texts(found)[0] == ["项目名称", "𠮷林绿化"]
    assert shape(found)[2:5] == [
        ("项目资金(万元)", 1, 0, 2, 1),
        ("全年预算数", 1, 1, 1, 1),
        ("1,234.50", 1, 2, 1, 1),
    ]


def test_an_unknown_password_is_asked_for() -> None:
    with pytest.raises(EncryptedFileError, match="需要密码"):
        grids_of(source("encrypted-with-password.pdf"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(100), pdf(b"")[:100]])
def test_damaged(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match="PDF 文件已损坏"):
        read(data)


def test_nothing_but_a_blank_page() -> None:
    assert texts(read(pdf(b""))) == []
