"""The sheet that is the official form: what was declared, in cells that may be changed; all else is locked."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ziping.writers.layout import MARGIN, PAGES
from ziping.writers.sheet import Sheet
from ziping.writers.spreadsheet.checking import Line
from ziping.writers.spreadsheet.grid import FORM, Grid, Range
from ziping.writers.spreadsheet.styles import FORMULA, INPUT, Styled, number_format, put_number, put_text
from ziping.writers.table import Cell, Role, Table

_A4: Final = 9
_PIXELS = Decimal("3.7795")
"""Of a millimetre."""
_POINTS = Decimal(72) / Decimal("25.4")
"""Of a millimetre."""
_SHRUNK: Final = Decimal("1.25")
"""How much higher than a page a form may be to be printed on one page, smaller, and not with two lines on a second."""
_TITLE_HEIGHT, _YEAR_HEIGHT, _NOTE_HEIGHT = 36, 22, 34
_ALLOWED: Final = {"format_rows": True, "format_columns": True}


def put_form(styled: Styled, sheet: Sheet, grid: Grid, lines: Mapping[str, Line]) -> Worksheet:
    """Add the sheet; where the form is computed, cells with a formula of ziping hold it."""
    page = styled.add_page(FORM)
    _frame(styled, page, sheet, grid)
    live = {pointer: line for pointer, line in lines.items() if sheet.computed and not line.is_band}
    for cell in grid.table.cells:
        _put(styled, page, grid.range(cell), cell, live.get(cell.pointer))
    _set_up(page, grid)
    return page


def _frame(styled: Styled, page: Worksheet, sheet: Sheet, grid: Grid) -> None:
    """Set title, year, note, widths and heights."""
    table, last = grid.table, len(grid.table.widths) - 1
    title = styled.format(bold=True, font_size=18, align="center")
    plain = styled.format(font_size=12, align="center")
    note = styled.format(font_name="仿宋", align="left")
    lines = [(0, table.title, title, _TITLE_HEIGHT)]
    lines += [(1, table.year, plain, _YEAR_HEIGHT)] if table.year else []
    lines += [(grid.starts[-1], sheet.note, note, _NOTE_HEIGHT)] if sheet.note else []
    for row, text, style, height in lines:
        page.set_row(row, height)
        _merge(page, Range(row, 0, row, last), style)
        put_text(page, row, 0, text, style)
    for column, width in enumerate(table.widths):
        page.set_column_pixels(column, column, int(width * _PIXELS))
    for start, heights in zip(grid.starts, grid.heights, strict=False):
        for offset, height in enumerate(heights):
            page.set_row(start + offset, height)


def _merge(page: Worksheet, at: Range, style: Format) -> None:
    if not at.is_one_cell:
        page.merge_range(at.row, at.column, at.last_row, at.last_column, "", style)


def _put(styled: Styled, page: Worksheet, at: Range, cell: Cell, line: Line | None) -> None:
    style = styled.format(**_look(cell, is_formula=line is not None))
    _merge(page, at, style)
    if line is not None:
        page.write_formula(at.row, at.column, line.formula, style, line.cached)
    elif cell.number is not None:
        put_number(page, at.row, at.column, cell.number, cell.text, style)
    elif cell.text:
        put_text(page, at.row, at.column, cell.text, style)
    else:
        page.write_blank(at.row, at.column, None, style)


def _look(cell: Cell, *, is_formula: bool) -> dict[str, Any]:
    """Return how a cell looks: what may be changed is unlocked and tinted, a formula is grey."""
    look: dict[str, Any] = {"border": 1, "align": "left" if cell.role is Role.PROSE else "center"}
    if cell.open:
        look[cell.open] = 0
    if cell.role is Role.NUMBER:
        look |= {"num_format": number_format(cell.number, cell.suffix), "text_wrap": False, "shrink": True}
    if is_formula:
        return {**look, "bg_color": FORMULA}
    return {**look, "bg_color": INPUT, "locked": False} if cell.pointer else look


def _height(grid: Grid) -> int:
    """Return how high the form is, in points."""
    around = (
        _TITLE_HEIGHT + (_YEAR_HEIGHT if grid.table.year else 0) + (_NOTE_HEIGHT if grid.table.note else 0)
    )
    return around + sum(map(sum, grid.heights))


def _room(table: Table) -> Decimal:
    """Return how many points of height one page has for the form."""
    return (PAGES[table.page][1] - 2 * MARGIN) * _POINTS


def _set_up(page: Worksheet, grid: Grid) -> None:
    """Set the page for printing and lock what is no input."""
    table = grid.table
    page.set_paper(_A4)
    if table.page == "landscape":
        page.set_landscape()
    inches = MARGIN / Decimal("25.4")
    page.set_margins(*(float(inches) for _ in range(4)))
    page.center_horizontally()
    page.fit_to_pages(1, 1 if _height(grid) <= _SHRUNK * _room(table) else 0)
    page.print_black_and_white()
    for part in table.parts:
        if part.header:
            page.repeat_rows(grid.starts[part.first], grid.starts[part.first + part.header] - 1)
    page.protect("", _ALLOWED)
