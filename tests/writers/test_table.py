import re
import unicodedata

import pytest
from hypothesis import given

from tests.samples import ROOT, declared, real, twelve
from tests.writers.generated import forms
from tests.writers.sheets import any_sheets, in_layout
from tests.writers.values import declared as declared_values
from ziping.model.form import Form
from ziping.writers import Layout, layouts
from ziping.writers.building import table_of
from ziping.writers.paging import Paging
from ziping.writers.printable import printable
from ziping.writers.table import Role, Table

EVERY_LAYOUT = pytest.mark.parametrize("used", layouts().values(), ids=layouts())


def assert_tiled(table: Table) -> None:
    """Every place of the grid is covered by exactly one cell."""
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(table.rows) for column in range(len(table.widths))
    ]


def assert_holds(table: Table, form: Form) -> None:
    """Every declared value stands in the cell of its own; nothing is printed that was not declared."""
    for pointer, value in declared_values(form):
        if pointer not in table.at:
            assert pointer.endswith(("/level1", "/level2"))
        elif pointer.endswith("/label"):
            assert value in table.at[pointer].text
        else:
            cell = table.at[pointer]
            assert cell.text.removesuffix(cell.suffix) == printable(value)
    known = {pointer for pointer, _ in declared_values(form)}
    assert not [cell for cell in table.cells if cell.pointer and cell.text and cell.pointer not in known]


@EVERY_LAYOUT
@pytest.mark.parametrize("entry", twelve(), ids=lambda it: f"{it.source}-{it.number}")
def test_the_real_forms_are_printed_whole(entry: object, used: Layout) -> None:
    form = entry.form  # type: ignore[attr-defined]
    table = table_of(form, used)
    assert_tiled(table)
    assert_holds(table, form)


@EVERY_LAYOUT
@given(form=forms())
def test_any_form_is_printed_whole(used: Layout, form: Form) -> None:
    table = table_of(form, used)
    assert_tiled(table)
    assert_holds(table, form)
    assert sum(table.widths) == used.width


def test_a_form_of_nothing_is_still_a_table() -> None:
    for used in layouts().values():
        table = table_of(Form(), used)
        assert_tiled(table)
        assert table.title == used.title
        assert not table.year


def _characters(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("number", range(1, 11))
def test_the_shanghai_form_has_the_cells_of_the_original_in_their_order(number: int) -> None:
    original = (ROOT / "samples" / "shanghai-2023.txt").read_text("utf-8")
    printed = re.split("(?=财政项目支出绩效自评表)", original)[number]
    table = in_layout(declared(2023)[number - 1], layouts()["shanghai-2023"]).table
    ours = _characters(table.title + table.year + "".join(cell.text for cell in table.cells))
    theirs = _characters(re.sub("</?p>", "", printed))
    if number in {2, 3, 6}:  # the page end cut a label in two there
        assert sorted(ours) == sorted(theirs)
    else:
        assert ours == theirs


def test_levels_are_merged_over_their_rows() -> None:
    table = in_layout(real("2023/3"), layouts()["shanghai-2023"]).table
    assert (table.at["/indicators/0/level1"].rows, table.at["/indicators/0/level2"].rows) == (5, 3)
    assert "/indicators/1/level1" not in table.at


def test_a_second_level_does_not_go_on_under_another_first_level() -> None:
    same = [
        it.model_copy(update={"level1": level, "level2": "成本指标"})
        for it, level in zip(real("2023/3").indicators, ("成本指标", "产出指标"), strict=False)
    ]
    table = table_of(real("2023/3").model_copy(update={"indicators": tuple(same)}), layouts()["mof-2020"])
    assert [table.at[f"/indicators/{i}/level2"].rows for i in (0, 1)] == [1, 1]


def test_blank_levels_are_not_merged() -> None:
    blank = [it.model_copy(update={"level1": None, "level2": None}) for it in real("2023/3").indicators[:3]]
    table = table_of(real("2023/3").model_copy(update={"indicators": tuple(blank)}), layouts()["mof-2020"])
    assert [table.at[f"/indicators/{i}/level1"].rows for i in range(3)] == [1, 1, 1]


def test_the_dash_of_the_official_form_stands_below_the_total_only() -> None:
    table = in_layout(real("2023/1"), layouts()["shanghai-2023"]).table
    dashes = [cell for cell in table.cells if cell.text == "-"]
    assert {(cell.row, cell.pointer) for cell in dashes} == {(4, ""), (5, ""), (6, "")}
    blank = real("2023/1").model_copy(
        update={"funds": (real("2023/1").funds[0].model_copy(update={"points": None}),)}
    )
    assert not table_of(blank, layouts()["shanghai-2023"]).at["/funds/0/points"].text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("一\x00二\x07三", "一二三"),
        ("甲\u202e乙\u2066丙\u200f", "甲乙丙"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("半\ud800个", "半个"),
        ("\ufeff𠮷\t野", "𠮷 野"),
        (None, ""),
    ],
)
def test_what_no_eye_should_miss_is_not_printed(raw: str | None, shown: str) -> None:
    assert printable(raw) == shown


def test_rows_that_hold_a_label_stay_together_and_the_total_stays_with_the_last_indicator() -> None:
    paging = Paging(in_layout(real("2023/7"), layouts()["shanghai-2023"]).table)
    first = paging.table.parts[1].first
    last = paging.table.at["/indicators/16/level3"].row if "/indicators/16/level3" in paging.table.at else 0
    assert first in paging.followed
    assert all(end - begin > 0 for begin, end in paging.runs)
    assert paging.runs[-1][1] == paging.table.rows
    assert last == 0 or last >= paging.runs[-1][0]


@given(form=forms())
def test_kept_rows_never_overlap(form: Form) -> None:
    paging = Paging(table_of(form, layouts()["shanghai-2023"]))
    edges = [edge for run in paging.runs for edge in run]
    assert edges == sorted(edges)


def test_roles_tell_what_may_be_filled_in() -> None:
    for sheet in any_sheets():
        for cell in sheet.table.cells:
            assert bool(cell.pointer) == (cell.role not in {Role.LABEL, Role.BLANK}) or cell.text in {
                "-",
                "—",
            }
