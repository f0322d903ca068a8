"""The official form as a workbook with live formulas: the form on one sheet, what ziping works out on another."""

from typing import Final

from ziping.writers.sheet import Sheet
from ziping.writers.spreadsheet.checking import lines_of, put_checks
from ziping.writers.spreadsheet.grid import Grid
from ziping.writers.spreadsheet.guiding import guide
from ziping.writers.spreadsheet.official import put_form
from ziping.writers.spreadsheet.styles import Styled


class Xlsx:
    """Office Open XML workbooks."""

    name = "xlsx"

    def write(self, sheet: Sheet) -> bytes:
        """Return the workbook; raise ``TooLongCellError`` where a text does not fit a cell."""
        styled, grid = Styled(), Grid(sheet.table)
        lines = lines_of(sheet, grid)
        page = put_form(styled, sheet, grid, lines)
        if lines:
            put_checks(styled, sheet, grid, lines)
            guide(styled, page, grid, lines)
        styled.describe(sheet.title, "，".join(sheet.keywords))
        return styled.bytes()


WRITER: Final = Xlsx()
