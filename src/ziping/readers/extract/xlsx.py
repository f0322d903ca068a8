"""Workbooks (XLSX): sheet by sheet, only the cells that are there, numbers as their format shows them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from lxml import etree

from ziping.model.language import Text
from ziping.readers.extract.number_format import BUILT_IN, shown
from ziping.readers.extract.package import Package, holds, package_of
from ziping.readers.extract.refusals import beyond, broken
from ziping.readers.extract.sheets import NO_VALUE, Merge, Worksheet, Written, grid_of, hidden_sheets
from ziping.readers.extract.text import MOST_CELLS
from ziping.readers.grid import Grid, Source

MOST_SHEETS: Final = 500
MOST_ROW: Final = 1 << 20
MOST_COLUMN: Final = 1 << 14

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_C, _V, _F, _T, _R = f"{_S}c", f"{_S}v", f"{_S}f", f"{_S}t", f"{_S}r"
_EMPTY: Final = Written("")
_NOTHING: Final = etree.Element(_V)
_KIND: Final = Text("工作簿", "workbook")
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Xlsx:
    """Office Open XML workbooks, read without calculating anything."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "xlsx"

    def likes(self, source: Source) -> int:
        """Go by the members of the package, never by the name."""
        return 90 if holds(source, "xl/workbook.xml") else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield one grid per visible sheet."""
        package = package_of(source)
        root = package.xml("xl/workbook.xml")
        if root is None:
            raise broken(source, _KIND)
        sheets = list(root.iterfind(f"{_S}sheets/{_S}sheet"))
        if len(sheets) > MOST_SHEETS:
            raise beyond(source, Text("工作表数", "sheets"), MOST_SHEETS)
        shown_sheets = [s for s in sheets if s.get("state", "visible") == "visible"]
        notices = hidden_sheets([s.get("name", "") for s in sheets if s not in shown_sheets])
        book = _Book.of(package, root)
        for sheet in shown_sheets:
            grid = grid_of(source, book.sheet(sheet.get("name", ""), sheet.get(_ID, "")))
            yield replace(grid, notices=(*notices, *grid.notices))


@dataclass(frozen=True)
class _Book:
    """What the sheets of a workbook share."""

    package: Package
    targets: Mapping[str, str]
    strings: Sequence[str]
    formats: Sequence[str]
    """The number format of each cell style."""
    since_1904: bool

    @classmethod
    def of(cls, package: Package, root: etree._Element) -> "_Book":
        """Read the shared parts."""
        settings = root.find(f"{_S}workbookPr")
        return cls(
            package,
            _targets(package),
            _strings(package),
            _formats(package),
            since_1904=settings is not None and settings.get("date1904") in {"1", "true"},
        )

    def sheet(self, name: str, identifier: str) -> Worksheet:
        """Return the sheet that the workbook refers to by the identifier."""
        root = self.package.xml(self.targets.get(identifier, ""))
        if root is None:
            return Worksheet(name)
        sheet = Worksheet(name, merges=tuple(_merges(root)), hidden_columns=_hidden_columns(root))
        hidden = set()
        left = MOST_CELLS
        for number, row in enumerate(root.iterfind(f"{_S}sheetData/{_S}row")):
            at = _row_number(row, number)
            if row.get("hidden") in {"1", "true"}:
                hidden.add(at)
            left -= len(row)
            if left < 0:
                raise beyond(self.package.source, Text("单元格数", "cells"), MOST_CELLS)
            sheet.cells[at] = self._row(row, at)
        sheet.hidden_rows = frozenset(hidden)
        return sheet

    def _row(self, row: etree._Element, at: int) -> dict[int, Written]:
        cells: dict[int, Written] = {}
        column = 0
        for cell in row.iterfind(_C):
            place = _place(cell.get("r", ""))
            column = place[1] if place and place[0] == at else column
            cells[column] = self._written(cell) if len(cell) else _EMPTY
            column += 1
        return cells

    def _written(self, cell: etree._Element) -> Written:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return Written(_text(cell.find(f"{_S}is")))
        value = next(cell.iterchildren(_V), _NOTHING).text
        if not value:
            is_lost = kind != "str" and next(cell.iterchildren(_F), None) is not None
            return Written("", NO_VALUE if is_lost else None)
        if kind == "s":
            at = int(value) if value.isdecimal() else -1
            return Written(self.strings[at] if 0 <= at < len(self.strings) else "")
        if kind == "b":
            return Written("TRUE" if value == "1" else "FALSE")
        if kind in {"str", "e", "d"}:
            return Written(_unescaped(value))
        style = cell.get("s", "0")
        at = int(style) if style.isdecimal() else 0
        code = self.formats[at] if at < len(self.formats) else "General"
        return Written(shown(value, code, since_1904=self.since_1904))


def _targets(package: Package) -> dict[str, str]:
    root = package.xml("xl/_rels/workbook.xml.rels")
    found = {} if root is None else {r.get("Id", ""): r.get("Target", "") for r in root}
    return {key: target if target.startswith("/") else f"xl/{target}" for key, target in found.items()}


def _strings(package: Package) -> list[str]:
    name = next((n for n in package.names if n.lower() == "xl/sharedstrings.xml"), "")
    root = package.xml(name)
    return [] if root is None else [_text(item) for item in root.iterfind(f"{_S}si")]


def _formats(package: Package) -> list[str]:
    root = package.xml("xl/styles.xml")
    if root is None:
        return []
    own = {f.get("numFmtId", ""): f.get("formatCode", "") for f in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    styles = root.iterfind(f"{_S}cellXfs/{_S}xf")
    return [{**built_in, **own}.get(style.get("numFmtId", "0"), "General") for style in styles]


def _text(item: etree._Element | None) -> str:
    """Return the text of a rich string without its reading aids."""
    if item is None:
        return ""
    texts = (part.text if part.tag == _T else part.findtext(_T) for part in item.iterchildren(_T, _R))
    return _unescaped("".join(text or "" for text in texts))


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@lru_cache(maxsize=4096)
def _place(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as C5, counted from 0."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2]) - 1
    return (row, column - 1) if 0 <= row < MOST_ROW and column <= MOST_COLUMN else None


def _row_number(row: etree._Element, default: int) -> int:
    place = _place("A" + row.get("r", ""))
    return place[0] if place else default


def _merges(root: etree._Element) -> Iterator[Merge]:
    for merge in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if start and end and start[0] <= end[0] and start[1] <= end[1]:
            yield Merge(*start, *end)


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    spans = (
        (int(column.get("min", "0")), int(column.get("max", "0")))
        for column in root.iterfind(f"{_S}cols/{_S}col")
        if column.get("hidden") in {"1", "true"}
    )
    return frozenset(n - 1 for first, last in spans for n in range(max(1, first), min(last, MOST_COLUMN) + 1))


EXTRACTOR: Final = Xlsx()
