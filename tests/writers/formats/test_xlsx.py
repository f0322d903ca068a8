from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.samples import real, twelve
from tests.writers.generated import forms
from tests.writers.office import converted, needs_office
from tests.writers.opened import Element, Page, member, place, workbook
from tests.writers.sheets import any_sheets, computed_sheets, in_layout, real_sheets
from ziping.model.form import Form
from ziping.writers import Sheet, layouts, writer
from ziping.writers.spreadsheet.checking import CHECK
from ziping.writers.spreadsheet.grid import FORM, Grid
from ziping.writers.spreadsheet.styles import TooLongCellError

WRITER = writer("xlsx")
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def by_place(page: Page) -> dict[tuple[int, int], str]:
    return {place(name): value for name, value in page.values.items()}


def assert_written(sheet: Sheet) -> None:
    """Find every text and number of the table in its place on the sheet of the form, and nothing else."""
    found, grid = by_place(workbook(WRITER.write(sheet))[FORM]), Grid(sheet.table)
    for cell in sheet.table.cells:
        held = grid.range(cell)
        value = found.pop((held.row, held.column), "")
        assert value == (str(cell.number) if cell.number is not None else cell.text)
    rest = [sheet.table.title, *filter(None, [sheet.table.year, sheet.note])]
    assert sorted(found.values()) == sorted(rest)


@pytest.mark.parametrize("sheet", [*real_sheets(), *any_sheets()], ids=lambda it: it.form.project)
def test_the_sheet_has_the_cells_of_the_table(sheet: Sheet) -> None:
    assert_written(sheet)


@settings(max_examples=25)
@given(form=forms())
def test_any_form_is_written_cell_by_cell(form: Form) -> None:
    assert_written(in_layout(form, layouts()["shanghai-2023"]))


def test_declared_values_stay_and_the_formulas_stand_on_a_sheet_of_their_own() -> None:
    pages = workbook(WRITER.write(real_sheets()[2]))
    assert not pages[FORM].formulas
    check = pages[CHECK]
    assert [check.values[f"{column}7"] for column in "ABCFGH"] == [
        "2 参加线上线下专业投促会议和活动",
        "100.00",
        "57.00",
        "7.00",
        "5.70",
        "1.30",
    ]
    assert {column for column, _ in ((name[0], name) for name in check.formulas)} == set("BCDEFGH")


def test_a_computed_form_has_the_formulas_in_its_cells() -> None:
    sheet = computed_sheets()[2]
    page, grid = workbook(WRITER.write(sheet))[FORM], Grid(sheet.table)
    live = {pointer for pointer in sheet.table.at if _name(grid, pointer) in page.formulas}
    assert {"/funds/0/execution_rate", "/funds/0/score", "/total/score", "/grade"} <= live
    assert page.values[_name(grid, "/total/score")] == "91.57"


def _name(grid: Grid, pointer: str) -> str:
    return grid.reference(pointer).rpartition("!")[2].replace("$", "")


def test_a_target_that_begins_like_a_formula_is_a_text() -> None:
    evil = '=cmd|"/c calc"!A1'
    form = real("2023/1")
    first = form.indicators[0].model_copy(update={"target": evil, "actual": "+1+1", "deviation": "@SUM(A1)"})
    sheet = in_layout(form.model_copy(update={"indicators": (first,)}), layouts()["mof-2020"])
    page, grid = workbook(WRITER.write(sheet))[FORM], Grid(sheet.table)
    assert not page.formulas
    for field, text in (("target", evil), ("actual", "+1+1"), ("deviation", "@SUM(A1)")):
        name = _name(grid, f"/indicators/0/{field}")
        assert page.values[name] == text
        assert name in page.texts


def test_a_text_that_looks_like_markup_of_the_writer_stays_a_text() -> None:
    sheet = in_layout(real("2023/1").model_copy(update={"project": "<r><t>x</t></r>"}), layouts()["mof-2020"])
    assert "<r><t>x</t></r> " in workbook(WRITER.write(sheet))[FORM].values.values()


def test_numbers_are_numbers_printed_as_declared() -> None:
    sheet = real_sheets()[0]
    data = WRITER.write(sheet)
    page, grid = workbook(data)[FORM], Grid(sheet.table)
    name = _name(grid, "/funds/0/points")
    assert page.values[name] == "10.00"
    assert name not in page.texts
    styles = member(data, "xl/styles.xml")
    codes = {it.get("numFmtId"): it.get("formatCode") for it in styles.iter(f"{S}numFmt")}
    formats = styles.find(f"{S}cellXfs")
    assert formats is not None
    used = formats[page.styles[name]].get("numFmtId")
    assert codes.get(used, {"2": "0.00", "1": "0"}.get(used or "")) == "0.00"


def test_a_number_with_more_digits_than_a_workbook_keeps_is_a_text() -> None:
    long = Decimal("1234567890123456.78")
    fund = real("2023/1").funds[0].model_copy(update={"executed": long})
    sheet = in_layout(real("2023/1").model_copy(update={"funds": (fund,)}), layouts()["mof-2020"])
    page, grid = workbook(WRITER.write(sheet))[FORM], Grid(sheet.table)
    assert page.values[_name(grid, "/funds/0/executed")] == "1234567890123456.78"
    assert _name(grid, "/funds/0/executed") in page.texts


def test_formulas_and_labels_are_locked_and_inputs_are_not() -> None:
    sheet = real_sheets()[0]
    data = WRITER.write(sheet)
    page, grid = workbook(data)[FORM], Grid(sheet.table)
    formats = member(data, "xl/styles.xml").find(f"{S}cellXfs")
    assert formats is not None
    for cell in sheet.table.cells:
        held = grid.range(cell)
        name = next(it for it in page.styles if place(it) == (held.row, held.column))
        locked = formats[page.styles[name]].find(f"{S}protection") is None
        assert locked == (not cell.pointer)
    for number in (1, 2):
        assert member(data, f"xl/worksheets/sheet{number}.xml").find(f"{S}sheetProtection") is not None


def test_scores_answers_and_grade_are_validated() -> None:
    sheet = member(WRITER.write(real_sheets()[0]), "xl/worksheets/sheet1.xml")
    kinds = [it.get("type") for it in sheet.iter(f"{S}dataValidation")]
    assert kinds.count("list") == 5
    assert kinds.count("decimal") == 7
    first = next(it for it in sheet.iter(f"{S}dataValidation") if it.get("type") == "list")
    assert first.findtext(f"{S}formula1") == '"达成指标,部分达成指标并具有一定效果,未达成指标且效果较差"'
    assert first.get("errorStyle") == "warning"


def test_it_prints_on_a4_one_page_wide_with_the_heading_repeated() -> None:
    data = WRITER.write(real_sheets()[0])
    assert printed(data).get("paperSize") == "9"
    names = [it.text for it in member(data, "xl/workbook.xml").iter(f"{S}definedName")]
    assert names == ["自评表!$12:$12"]


def printed(data: bytes) -> Element:
    setup = member(data, "xl/worksheets/sheet1.xml").find(f"{S}pageSetup")
    assert setup is not None
    return setup


@pytest.mark.parametrize(("times", "pages"), [(10, "1"), (400, "1"), (600, "0")])
def test_a_form_a_little_higher_than_a_page_is_printed_on_one(times: int, pages: str) -> None:
    goal = real("2023/1").goal.model_copy(update={"actual": "长" * times})
    sheet = in_layout(real("2023/1").model_copy(update={"goal": goal}), layouts()["shanghai-2023"])
    assert printed(WRITER.write(sheet)).get("fitToHeight", "1") == pages


def test_a_text_higher_than_a_row_may_be_goes_over_several_rows() -> None:
    long = real("2023/1").goal.model_copy(update={"actual": "长" * 3000})
    sheet = in_layout(real("2023/1").model_copy(update={"goal": long}), layouts()["shanghai-2023"])
    heights = [it.get("ht") for it in member(WRITER.write(sheet), "xl/worksheets/sheet1.xml").iter(f"{S}row")]
    assert all(Decimal(height or 0) <= 409 for height in heights)
    assert_written(sheet)
    held = Grid(sheet.table).range(sheet.table.at["/goal/actual"])
    assert held.last_row - held.row == 4


def test_a_text_longer_than_a_cell_is_refused_with_a_sentence() -> None:
    long = real("2023/1").model_copy(update={"project": "长" * 33_000})
    with pytest.raises(
        TooLongCellError, match="有 33000 字，超过 Excel 单元格的上限 32767 字；请写成 docx 或 pdf"
    ):
        WRITER.write(in_layout(long, layouts()["mof-2020"]))


def test_the_same_form_gives_the_same_bytes() -> None:
    assert WRITER.write(real_sheets()[0]) == WRITER.write(real_sheets()[0])


def assert_recalculated(sheets: list[Sheet], folder: Path) -> int:
    """LibreOffice works out the value that stands in the file for every formula; return how many there were."""
    files = [folder / f"{number}.xlsx" for number in range(len(sheets))]
    for file, sheet in zip(files, sheets, strict=True):
        file.write_bytes(WRITER.write(sheet))
    back, counted = converted(files, "xlsx", folder), 0
    for file in files:
        ours, theirs = workbook(file.read_bytes()), workbook(back[file.stem].read_bytes())
        for name, page in ours.items():
            for cell in page.formulas:
                expected, found = page.values.get(cell, ""), theirs[name].values.get(cell, "")
                assert _same(expected, found), (file.name, name, cell, page.formulas[cell])
                counted += 1
    return counted


def _same(expected: str, found: str) -> bool:
    try:
        return abs(Decimal(expected) - Decimal(found)) < Decimal("1e-9")
    except ArithmeticError:
        return expected == found


@pytest.mark.slow
@needs_office
def test_libreoffice_recalculates_the_real_forms_to_the_same_numbers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sheets = list(chain(real_sheets(), computed_sheets(), any_sheets()))
    assert assert_recalculated(sheets, tmp_path_factory.mktemp("office")) > 1000


def test_every_form_that_was_scored_has_its_checks() -> None:
    assert len(real_sheets()) == len(twelve())
    for sheet in real_sheets():
        assert CHECK in workbook(WRITER.write(sheet))
