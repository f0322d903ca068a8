"""Old workbooks (XLS, ET) by xlrd, numbers as their format shows them."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from typing import Final

import xlrd
from xlrd.compdoc import CompDocError

from ziping.model.language import Text
from ziping.readers.extract.number_format import BUILT_IN, shown
from ziping.readers.extract.ole import Ole, ole_kind
from ziping.readers.extract.refusals import beyond, broken, encrypted
from ziping.readers.extract.sheets import Merge, Worksheet, Written, grid_of, hidden_sheets
from ziping.readers.extract.text import MOST_CELLS
from ziping.readers.grid import Grid, Source

_KIND: Final = Text("工作簿", "workbook")
_FAULTS: Final = (
    xlrd.XLRDError,
    CompDocError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RecursionError,
    NotImplementedError,
    TypeError,
    ValueError,
    struct.error,
)
"""What xlrd raises on damaged bytes, one way or another."""


@dataclass(frozen=True)
class Xls:
    """Excel 5 to 2003, and the files of WPS that are the same inside."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "xls"

    def likes(self, source: Source) -> int:
        """Go by the streams of the file, never by the name."""
        return 90 if ole_kind(source) in {Ole.WORKBOOK, Ole.OLD_WORKBOOK} else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield one grid per visible sheet."""
        try:
            book = xlrd.open_workbook(
                file_contents=source.data, formatting_info=True, logfile=StringIO(), ragged_rows=True
            )
            sheets = [_sheet(source, book, sheet) for sheet in book.sheets() if sheet.visibility == 0]
        except _FAULTS as fault:
            if "encrypt" in str(fault).lower() or "password" in str(fault).lower():
                raise encrypted(source) from fault
            raise broken(source, _KIND) from fault
        notices = hidden_sheets([sheet.name for sheet in book.sheets() if sheet.visibility])
        for worksheet in sheets:
            grid = grid_of(source, worksheet)
            yield replace(grid, notices=(*notices, *grid.notices))


def _sheet(source: Source, book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Worksheet:
    cells: dict[int, dict[int, Written]] = {}
    left = MOST_CELLS
    for row in range(sheet.nrows):
        held = sheet.row(row)
        left -= len(held)
        if left < 0:
            raise beyond(source, Text("单元格数", "cells"), MOST_CELLS)
        if held:
            cells[row] = {
                column: Written(_text(book, cell)) for column, cell in enumerate(held) if cell.ctype
            }
    return Worksheet(
        sheet.name,
        {row: held for row, held in cells.items() if held},
        [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
        _hidden(sheet.rowinfo_map),
        _hidden(sheet.colinfo_map),
    )


def _hidden(known: Mapping[int, object]) -> frozenset[int]:
    return frozenset(number for number, info in known.items() if getattr(info, "hidden", 0))


def _text(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return shown(repr(cell.value), _format(book, cell), since_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")


def _format(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    key = book.xf_list[cell.xf_index].format_key
    return BUILT_IN.get(key) or str(book.format_map[key].format_str)


EXTRACTOR: Final = Xls()
