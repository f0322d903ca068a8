"""Word documents: what is printed is read, as it would be printed with all changes accepted."""

import pytest

from tests.readers.attacks import CONTENT_TYPES, W, docx, zipped
from tests.readers.extract.known import cells, grids_of, shape, texts
from ziping.readers import Source
from ziping.readers.grid import Grid


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def t(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(body: str) -> tuple[Grid, ...]:
    return grids_of(Source("a.docx", docx(body)))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (t("甲") + t("乙"), "甲乙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲 乙\n丙"),
        (f"<w:ins>{t('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        (f"<w:moveFrom>{t('旧')}</w:moveFrom><w:moveTo>{t('新')}</w:moveTo>", "新"),
        (
            f"<w:hyperlink>{t('链')}</w:hyperlink><w:sdt><w:sdtContent>{t('控')}</w:sdtContent></w:sdt>",
            "链控",
        ),
        (t("见") + t("不见", "<w:vanish/>"), "见"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>项目</w:t></w:r>', "☑项目"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r>", "3"),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t></w:r>", "5-6"),
    ],
)
def test_text_of_a_cell(inner: str, text: str) -> None:
    assert texts(read(table(tc(p(inner)) + tc(p(t("b"))))))[0][0] == text


def test_spans_of_merged_cells() -> None:
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tc(p(t("产出")), restart) + tc(p(t("数量")), '<w:gridSpan w:val="2"/>'),
        tc(p(""), on) + tc(p(t("质量"))) + tc(p(t("1"))),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc(p(t("时效"))) + tc(p(t("2"))),
    )
    assert shape(read(body)) == [
        ("产出", 0, 0, 2, 1),
        ("数量", 0, 1, 1, 2),
        ("质量", 1, 1, 1, 1),
        ("1", 1, 2, 1, 1),
        ("时效", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
    ]


def test_rows_and_paragraph_ends_that_were_deleted_are_gone() -> None:
    deleted = "<w:trPr><w:del/></w:trPr>"
    body = p(t("项目"), "<w:rPr><w:del/></w:rPr>") + p(t("名称"))
    body += table(tc(p(t("a"))) + tc(p(t("b"))), deleted + tc(p(t("c"))) + tc(p(t("d"))))
    assert texts(read(body)) == [["项目名称"], ["a", "b"]]


def test_controls_around_rows_and_tables_make_no_difference() -> None:
    def within(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = within(f"<w:tr>{within(tc(p(t('a'))))}{tc(p(t('b')))}</w:tr>")
    assert texts(read(within(f"<w:tbl>{row}</w:tbl>"))) == [["a", "b"]]


def test_a_table_in_a_cell_comes_after_its_table_and_a_frame_is_none() -> None:
    inner = table(tc(p(t("甲"))) + tc(p(t("乙"))))
    found = read(table(tc(p(t("外")) + inner) + tc(p(t("旁")))) + table(tc(p(t("题")) + inner)))
    assert texts(found) == [["外", "旁"], ["甲", "乙"], ["题"], ["甲", "乙"]]
    assert [cell.place.cell for cell in cells(found) if cell.text == "甲"] == ["T2!A1", "T3!A1"]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{p(t('框内'))}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    paragraph = p(t("框外") + twice + "</mc:AlternateContent></w:r>")
    assert texts(read(paragraph)) == [["框外"], ["框内"]]
    assert texts(read(table(tc(paragraph) + tc(p(t("b")))))) == [["框外\n框内", "b"]]


def test_numbers_that_only_word_knows_are_printed() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate([("decimal", "%1、"), ("chineseCounting", "（%2）")])
    )
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'

    def numbered(text: str, level: int) -> str:
        return p(t(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = numbered("甲", 0) + numbered("子", 1) + numbered("丑", 1) + numbered("乙", 0) + numbered("寅", 1)
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    members = {"[Content_Types].xml": CONTENT_TYPES, "word/document2.xml": document}
    data = zipped({**members, "word/numbering.xml": numbering.encode()})
    assert texts(grids_of(Source("a.docx", data))) == [
        ["1、甲"],
        ["（一）子"],
        ["（二）丑"],
        ["2、乙"],
        ["（一）寅"],
    ]


def test_blank_paragraphs_leave_a_gap() -> None:
    assert [row for _, row, *_ in shape(read(p(t("a")) + p("") + p(t("b"))))] == [0, 2]


def test_the_strict_variant_is_read_too() -> None:
    body = docx(table(tc(p(t("a"))) + tc(p(t("b")))))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = (
        f"<w:document {W}><w:body>{table(tc(p(t('a'))) + tc(p(t('b'))))}</w:body></w:document>".encode()
    )
    document = document.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    data = zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document})
    assert texts(grids_of(Source("a.docx", data))) == texts(grids_of(Source("a.docx", body)))
