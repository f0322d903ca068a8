"""Sets the rows of the fund table, whatever way their cells were found."""

from collections.abc import Iterable

from ziping.model.form import FundSource, MoneyUnit, ProblemKind
from ziping.model.language import Text
from ziping.readers.cleaning import cell_text
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.heading import put_money_unit
from ziping.readers.labels import fund_label, fund_source, points_in, unit_of_amount

AMOUNTS = ("initial_budget", "full_year_budget", "executed")


def put_fund(draft: Draft, label: Cell, values: Iterable[tuple[str, Cell]]) -> str:
    """Add a fund row with its label and the cells of its columns; return its pointer."""
    text = fund_label(cell_text(label.text) or "")
    pointer = draft.add("funds")
    draft.put_source(pointer, fund_source(text))
    draft.put(f"{pointer}/label", text, label.place)
    for field, cell in values:
        _put_value(draft, f"{pointer}/{field}", cell, is_amount=field in AMOUNTS)
    return pointer


def _put_value(draft: Draft, pointer: str, cell: Cell, *, is_amount: bool) -> None:
    """Set a number; what has the mark of another column is none."""
    unit = unit_of_amount(cell.text)
    if (unit and not is_amount) or (is_amount and cell.text.rstrip().endswith(("%", "％"))):
        message = Text(
            f"“{cell.text.strip()}”与本栏不符，未读取",
            f"“{cell.text.strip()}” does not belong in this column; not read",
        )
        draft.note(ProblemKind.NOT_A_NUMBER, pointer, message, cell.text)
        return
    draft.put_number(pointer, cell.text, cell.place)
    if unit:
        _put_unit(draft, pointer, unit, cell)


def _put_unit(draft: Draft, pointer: str, unit: MoneyUnit, cell: Cell) -> None:
    """Take the unit that stands behind an amount for that of all, or report that it is another one."""
    held = draft.value("/money_unit")
    draft.put("/money_unit", unit, cell.place)
    if held not in {None, unit}:
        message = Text(
            f"金额自带的单位“{unit}”与表中的金额单位“{held}”不同，按原样读取",
            f"the amount’s own unit “{unit}” is not the unit “{held}” of the table; read as printed",
        )
        draft.note(ProblemKind.DOUBTFUL, pointer, message, cell.text)


def put_row_not_understood(draft: Draft, raw: str) -> None:
    """Say that a row of the fund table could not be read."""
    draft.note(
        ProblemKind.NOT_UNDERSTOOD,
        "/funds",
        Text("项目资金表中有一行未能读懂", "a row of the fund table was not understood"),
        raw,
    )


def put_what_labels_carry(draft: Draft, cells: Iterable[Cell], pointers: Iterable[str]) -> None:
    """Set the money unit and the budget points that stand in labels such as 预算执行情况(万元)(20分)."""
    cells = tuple(cells)
    put_money_unit(draft, cells)
    if draft.value("/funds") and draft.value("/money_unit") is None:
        draft.note(ProblemKind.MISSING, "/money_unit", Text("没有读到金额单位", "no unit of money was read"))
    total = next((p for p in pointers if draft.value(f"{p}/source") is FundSource.TOTAL), None)
    for cell in cells:
        if total and draft.value(f"{total}/points") is None and (points := points_in(cell.text)):
            draft.put(f"{total}/points", points, cell.place)
