"""Workbooks: cells as they are shown, merged cells as one, nothing calculated and nothing hidden."""

import pytest

from tests.readers.attacks import R, S, xlsx, zipped
from tests.readers.extract.known import cells, grids_of, shape, texts
from ziping.readers import Source
from ziping.readers.extract.sheets import NO_VALUE
from ziping.readers.grid import Grid


def c(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(rows: str, after: str = "", **members: bytes) -> tuple[Grid, ...]:
    return grids_of(Source("a.xlsx", xlsx(rows, after, **members)))


def merges(*ranges: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{r}"/>' for r in ranges) + "</mergeCells>"


def test_merged_cells_are_one_and_end_with_the_sheet() -> None:
    rows = f'<row r="1">{c("A1", "产出")}<c r="B1"/>{c("C1", "3")}</row><row r="2"><c r="A2"/>{c("C2", "4")}</row>'
    assert shape(read(rows, merges("A1:B1048576"))) == [
        ("产出", 0, 0, 2, 2),
        ("3", 0, 2, 1, 1),
        ("4", 1, 2, 1, 1),
    ]


def test_overlapping_merges_lose_no_text_of_a_first_cell() -> None:
    rows = f'<row r="1">{c("A1", "甲")}{c("B1", "乙")}</row><row r="2">{c("A2", "")}{c("B2", "丙")}</row>'
    found = read(rows, merges("A1:B1", "B1:B2"))
    assert [(text, row, column) for text, row, column, *_ in shape(found) if text] == [
        ("甲", 0, 0),
        ("乙", 0, 1),
    ]


def test_rows_and_cells_need_no_numbers() -> None:
    assert shape(read('<row><c t="str"><v>甲</v></c><c><v>2</v></c></row>')) == [
        ("甲", 0, 0, 1, 1),
        ("2", 0, 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "富文本\n二"),
        ('<c r="A1" t="s"><v>9</v></c>', ""),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1" t="d"><v>2023-12-31</v></c>', "2023-12-31"),
        ('<c r="A1" s="1"><v>0.8757</v></c>', "87.57%"),
        ('<c r="A1" s="2"><v>1234.5</v></c>', "1,234.50万元"),
        ('<c r="A1" s="1"><f>B1/C1</f><v>1</v></c>', "100.00%"),
        ('<c r="A1" s="77"><v>87.569999999999993</v></c>', "87.57"),
        ('<c r="A1" t="str"><f>T(B1)</f><v></v></c>', ""),
    ],
)
def test_a_value_as_it_is_shown(cell: str, text: str) -> None:
    strings = (
        f"<sst {S}><si><r><t>富</t></r><r><t>文本_x000A_二</t></r><rPh><t>fu</t></rPh></si></sst>".encode()
    )
    formats = '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00&quot;万元&quot;"/></numFmts>'
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs>'
    found = read(
        f"<row>{cell}</row>",
        sharedStrings=strings,
        styles=f"<styleSheet {S}>{formats}{styles}</styleSheet>".encode(),
    )
    assert [(held.text, held.note) for held in cells(found)] == [(text, None)]


def test_a_formula_whose_value_was_not_saved_is_blank_and_noted() -> None:
    (cell,) = cells(read('<row><c r="A1"><f>B1+C1</f></c></row>'))
    assert (cell.text, cell.note) == ("", NO_VALUE)


def test_hidden_rows_columns_and_sheets_are_not_printed_and_this_is_said() -> None:
    rows = f'<row r="1">{c("A1", "见")}{c("B1", "列")}</row><row r="2" hidden="1">{c("A2", "行")}</row>'
    data = f'<worksheet {S}><cols><col min="2" max="2" hidden="1"/></cols><sheetData>{rows}</sheetData></worksheet>'
    book = f'<workbook {S} {R}><sheets><sheet name="甲" r:id="r1"/><sheet name="乙" state="hidden" r:id="r2"/></sheets></workbook>'
    rels = '<Relationships><Relationship Id="r1" Target="/xl/worksheets/sheet1.xml"/></Relationships>'
    members = {
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": rels.encode(),
        "xl/worksheets/sheet1.xml": data.encode(),
    }
    (grid,) = grids_of(Source("a.xlsx", zipped(members)))
    assert texts((grid,)) == [["见"]]
    assert [notice.zh for notice in grid.notices] == [
        "隐藏的工作表未读取：乙",
        "工作表“甲”的隐藏行未读取：2",
        "工作表“甲”的隐藏列未读取：B",
    ]


def test_an_empty_workbook_has_an_empty_grid() -> None:
    assert texts(read("")) == []


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    book = f'<workbook {S} {R}><workbookPr date1904="1"/><sheets><sheet name="甲" r:id="r1"/></sheets></workbook>'
    rels = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    styles = f'<styleSheet {S}><cellXfs><xf numFmtId="31"/></cellXfs></styleSheet>'
    members = {
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": rels.encode(),
        "xl/styles.xml": styles.encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet {S}><sheetData><row><c s="0"><v>43829</v></c></row></sheetData></worksheet>'.encode(),
    }
    assert texts(grids_of(Source("a.xlsx", zipped(members)))) == [["2023年12月31日"]]
