from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from tests.samples import real
from tests.writers.generated import forms
from tests.writers.opened import Spot
from tests.writers.sheets import any_sheets, computed_sheets, in_layout, real_sheets
from ziping.model.form import Form
from ziping.writers import Sheet, layouts, writer

WRITER = writer("html")


class Cells(HTMLParser):
    """Lays the cells of all tables on a grid, as a browser does."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.spots: list[Spot] = []
        self.scopes: dict[str, str] = {}
        self.tags: set[str] = set()
        self._row, self._taken, self._text, self._cell = (
            -1,
            set[tuple[int, int]](),
            "",
            dict[str, str | None](),
        )
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self._row += 1
        if tag in {"td", "th"}:
            self._text, self._cell = "", dict(attrs)

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"td", "th"}:
            return
        rows, columns = (int(self._cell.get(name) or "1") for name in ("rowspan", "colspan"))
        column = next(it for it in range(100) if (self._row, it) not in self._taken)
        self._taken |= {(self._row + r, column + c) for r in range(rows) for c in range(columns)}
        self.spots.append(Spot(self._row, column, rows, columns, self._text))
        self.scopes[self._text] = self._cell.get("scope") or ""


def assert_written(sheet: Sheet) -> None:
    expected = [Spot(it.row, it.column, it.rows, it.columns, it.text) for it in sheet.table.cells]
    assert Cells(WRITER.write(sheet)).spots == expected


@pytest.mark.parametrize("sheet", [*real_sheets(), *any_sheets()], ids=lambda it: it.form.project)
def test_the_page_has_the_cells_of_the_table(sheet: Sheet) -> None:
    assert_written(sheet)


@settings(max_examples=25)
@given(form=forms())
def test_any_form_is_written_cell_by_cell(form: Form) -> None:
    assert_written(in_layout(form, layouts()["mof-2020"]))


def test_headings_say_what_they_are_the_heading_of() -> None:
    cells = Cells(WRITER.write(real_sheets()[2]))
    assert cells.scopes["三级指标"] == "col"
    assert cells.scopes["产出指标"] == "rowgroup"
    assert cells.scopes["年度资金总额："] == "row"
    assert not cells.scopes["达成指标"]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    evil = '<script>alert(1)</script><img src="http://x.example/y">'
    data = WRITER.write(in_layout(real("2023/1").model_copy(update={"project": evil}), layouts()["mof-2020"]))
    assert not Cells(data).tags & {"script", "img", "link", "iframe"}
    assert b"&lt;script&gt;" in data


def test_it_says_its_language_year_and_project() -> None:
    text = WRITER.write(real_sheets()[0]).decode()
    assert '<html lang="zh-CN">' in text
    assert "<title>财政项目支出绩效自评表 (2023 年度)</title>" in text
    assert 'content="2023，外宣经费，上海市外国投资促进中心"' in text
    assert "size: A4 portrait" in text


def test_a_computed_form_says_so() -> None:
    assert "不是单位填报数" in WRITER.write(computed_sheets()[0]).decode()
    assert "ziping 按" not in WRITER.write(real_sheets()[0]).decode()


def test_the_same_form_gives_the_same_bytes() -> None:
    assert WRITER.write(real_sheets()[0]) == WRITER.write(real_sheets()[0])
