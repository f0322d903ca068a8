"""The least that is needed to look into written files, without any library that wrote them."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

Element = ET.Element
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE: Final = re.compile(r"([A-Z]+)([0-9]+)")


def member(data: bytes, name: str) -> Element:
    """Return one XML member of a package."""
    with ZipFile(BytesIO(data)) as packed:
        return ET.fromstring(packed.read(name))  # noqa: S314 — a file that the test wrote itself


@dataclass(frozen=True)
class Spot:
    """A cell with its text, where it begins and over how much it goes."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def word_tables(data: bytes) -> list[list[Spot]]:
    """Return the cells of every table of a document, merged ones once."""
    body = member(data, "word/document.xml")
    return [_word_cells(table) for table in body.iter(f"{_WORD}tbl")]


def _word_cells(table: Element) -> list[Spot]:
    spots: list[Spot] = []
    open_at: dict[int, int] = {}
    for row, line in enumerate(table.findall(f"{_WORD}tr")):
        column = 0
        for cell in line.findall(f"{_WORD}tc"):
            span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
            columns = int(span.get(f"{_WORD}val", "1")) if span is not None else 1
            merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
            if merge is not None and merge.get(f"{_WORD}val") != "restart":
                above = spots[open_at[column]]
                spots[open_at[column]] = Spot(above.row, column, row - above.row + 1, columns, above.text)
            else:
                open_at[column] = len(spots)
                spots.append(Spot(row, column, 1, columns, _paragraphs(cell)))
            column += columns
    return spots


def _paragraphs(element: Element) -> str:
    lines = ("".join(it.text or "" for it in p.iter(f"{_WORD}t")) for p in element.findall(f"{_WORD}p"))
    return "\n".join(lines)


def word_lines(data: bytes) -> list[str]:
    """Return the paragraphs outside of tables."""
    body = member(data, "word/document.xml").find(f"{_WORD}body")
    assert body is not None
    texts = ("".join(it.text or "" for it in p.iter(f"{_WORD}t")) for p in body.findall(f"{_WORD}p"))
    return [text for text in texts if text]


@dataclass
class Page:
    """One worksheet: values and formulas by cell, and the merged ranges."""

    values: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    """The cells that hold a text."""
    formulas: dict[str, str] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


def workbook(data: bytes) -> dict[str, Page]:
    """Return the worksheets by their names."""
    sheets = member(data, "xl/workbook.xml").findall(f"{_SHEET}sheets/{_SHEET}sheet")
    strings = _strings(data)
    pages = (
        _page(member(data, f"xl/worksheets/sheet{number}.xml"), strings)
        for number in range(1, len(sheets) + 1)
    )
    return dict(zip((it.get("name", "") for it in sheets), pages, strict=True))


def _strings(data: bytes) -> list[str]:
    """Return the texts that cells share; a workbook of numbers has none."""
    with ZipFile(BytesIO(data)) as packed:
        if "xl/sharedStrings.xml" not in packed.namelist():
            return []
    shared = member(data, "xl/sharedStrings.xml")
    return ["".join(t.text or "" for t in it.iter(f"{_SHEET}t")) for it in shared.findall(f"{_SHEET}si")]


def _page(sheet: Element, strings: list[str]) -> Page:
    page = Page(merged=[it.get("ref", "") for it in sheet.iter(f"{_SHEET}mergeCell")])
    for cell in sheet.iter(f"{_SHEET}c"):
        name, value, formula = cell.get("r", ""), cell.find(f"{_SHEET}v"), cell.find(f"{_SHEET}f")
        page.styles[name] = int(cell.get("s", "0"))
        if value is not None and value.text:
            is_shared = cell.get("t") == "s"
            page.values[name] = strings[int(value.text)] if is_shared else value.text
            if cell.get("t") in {"s", "str"}:
                page.texts.add(name)
        if formula is not None:
            page.formulas[name] = formula.text or ""
    return page


def place(name: str) -> tuple[int, int]:
    """Return row and column, from 0, of a cell's name."""
    found = _REFERENCE.fullmatch(name)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
