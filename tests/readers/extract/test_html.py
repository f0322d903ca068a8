"""Web pages: as a browser shows them, in whatever encoding."""

import pytest

from tests.readers.extract.known import extractor_of, grids_of, shape, source, texts
from ziping.readers import Source
from ziping.readers.grid import Grid

TABLE = "<table><tr><td>项目名称<td>绿化</table>"


def read(page: str | bytes) -> tuple[Grid, ...]:
    return grids_of(Source("a.html", page if isinstance(page, bytes) else page.encode()))


def test_spans_push_later_cells_aside() -> None:
    page = "<table><tr><td rowspan=2>产出<td colspan=2>数量<tr><td>质量<td>1<tr><td>x<td>y<td>z</table>"
    assert shape(read(page)) == [
        ("产出", 0, 0, 2, 1),
        ("数量", 0, 1, 1, 2),
        ("质量", 1, 1, 1, 1),
        ("1", 1, 2, 1, 1),
        ("x", 2, 0, 1, 1),
        ("y", 2, 1, 1, 1),
        ("z", 2, 2, 1, 1),
    ]


@pytest.mark.parametrize("span", ["0", "-1", "abc", "", "99999999999999999999", "２"])
def test_absurd_spans(span: str) -> None:
    (cell, *_) = shape(read(f'<table><tr><td rowspan="{span}" colspan="{span}">a<td>b</table>'))
    assert 1 <= cell[3] <= 200
    assert 1 <= cell[4] <= 200


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", "<html>"),
        ("utf-8", "<html>"),
        ("utf-8", "<meta charset=gbk>"),
        ("utf-8-sig", "<meta charset=gbk>"),
        ("utf-16", "<html>"),
        ("big5", "<meta charset='big5'>"),
        ("utf-8", "<meta charset=no-such-thing>"),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    page = f"{head}<table><tr><td>項目<td>1</table></html>"
    assert texts(read(page.encode(encoding)))[0][0] == "項目"


def test_characters_that_cannot_be_decoded_are_told() -> None:
    (grid,) = read(b"<html>" + TABLE.encode() + b"\xff\xff")
    assert [notice.zh for notice in grid.notices] == ["网页中有无法解码的字符"]


def test_lines_breaks_and_what_is_not_shown() -> None:
    page = (
        "<head><title>t</title></head><script>x</script><p>甲<b>乙</b>\n  丙</p><div style='display:none'>不见</div>"
        "<div>丁<br>戊&nbsp;己</div><table><caption>题</caption><tr><td>a<p>b</p>c<td hidden>x<td>d</table>"
    )
    assert texts(read(page)) == [["甲乙 丙"], ["丁"], ["戊 己"], ["题"], ["a\nb\nc", "d"]]


def test_frames_and_tables_in_cells() -> None:
    page = f"<table><tr><td>题{TABLE}</table><table><tr><td>外{TABLE}<td>旁</table>"
    assert texts(read(page)) == [["题"], ["项目名称", "绿化"], ["外", "旁"], ["项目名称", "绿化"]]


def test_markup_that_stands_in_the_text_is_text() -> None:
    assert texts(read("<table><tr><td>&lt;p&gt;目标&lt;/p&gt;<td>b</table>"))[0][0] == "<p>目标</p>"


def test_a_single_file_archive_is_a_page() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n"
    page = f"{head}Content-Transfer-Encoding: 8bit\r\n\r\n{TABLE}\r\n--x--\r\n".encode()
    assert texts(grids_of(Source("a.doc", page)))[0] == ["项目名称", "绿化"]


def test_a_text_with_tags_in_it_is_no_page() -> None:
    assert extractor_of(Source("a.txt", "项目名称\t<p>绿化</p>".encode())).name == "text"
    assert extractor_of(Source("a.xls", source("twelve.html").data)).name == "html"
