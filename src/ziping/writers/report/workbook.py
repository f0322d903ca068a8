"""Tables on the sheets of a workbook: what kind of value a cell holds decides how it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, TypeAlias
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ziping.model.finding import Severity
from ziping.model.language import Language, Text
from ziping.writers.report.printing import printable

_LONGEST: Final = 32_000
"""Characters of a cell; a little more is the most that a workbook may hold."""
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 — a workbook knows no time zone; always the same, so are the bytes
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LINE: Final = 15.0
_HIGHEST: Final = 405.0
_PLAIN: Final = {
    "font_name": "微软雅黑",
    "font_size": 10,
    "valign": "top",
    "text_wrap": True,
    "bottom": 1,
    "bottom_color": "#E3E7EA",
}
_HEADER: Final = {"bold": True, "bg_color": "#EDF2F7", "bottom_color": "#56616B", "valign": "vcenter"}
_COLOURS: Final = {Severity.ERROR: "#AB231B", Severity.WARNING: "#855400", Severity.NOTE: "#3F5F7D"}


@dataclass(frozen=True, slots=True)
class Points:
    """Hundredths, written as a number with two decimals; ``signed`` for a difference."""

    hundredths: int | None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a row of another sheet, counted from 0."""

    text: Text
    sheet: Text
    row: int


Value: TypeAlias = Text | str | int | Points | Link | Severity | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and how many characters it is wide."""

    label: Text
    width: int


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; a Chinese character is as wide as two digits."""
    wide = (sum(1 + (east_asian_width(sign) in "WFA") for sign in line) for line in text.split("\n"))
    return sum(max(1, -(-held // width)) for held in wide)


class Book:
    """A workbook in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._file = BytesIO()
        self._book = Workbook(self._file, _OPTIONS)
        self._book.set_properties({"created": _CREATED, "author": "ziping"})
        self._formats: dict[str, Format] = {}

    def table(self, name: Text, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
        """Add a sheet with a frozen heading and a filter over all its rows."""
        sheet = self._book.add_worksheet(self._said(name))
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, self._said(column.label), self._format("header", **_HEADER))
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.set_row(last, self._height(columns, row))
            for index, value in enumerate(row):
                self._write(sheet, (last, index), value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        self._page(sheet)

    def bytes(self) -> bytes:
        """Close the workbook and return the file."""
        self._book.close()
        return self._file.getvalue()

    def _height(self, columns: Sequence[Column], row: Sequence[Value]) -> float:
        """Return the height that shows all of the wrapped texts: not every program finds it by itself."""
        said = (
            (self._said(value), column.width)
            for value, column in zip(row, columns, strict=False)
            if isinstance(value, Text | str)
        )
        return min(_LINE * max((_lines(text, width) for text, width in said), default=1), _HIGHEST)

    def _page(self, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Worksheet, at: tuple[int, int], value: Value) -> None:
        """Write a value as what it is: a number as a number, a text as nothing but a text."""
        match value:
            case None:
                sheet.write_blank(*at, None, self._format("plain"))
            case Points():
                self._write_points(sheet, at, value)
            case Link():
                sheet.write_url(
                    *at,
                    f"internal:'{self._said(value.sheet)}'!A{value.row + 1}",
                    self._format("link", font_color="#1F4A7A", underline=1),
                    self._said(value.text),
                )
            case Severity():
                colour = self._format(value, font_color=_COLOURS[value], bold=True)
                sheet.write_string(*at, self._said(value.label), colour)
            case int():
                sheet.write_number(*at, value, self._format("plain"))
            case _:
                sheet.write_string(*at, self._said(value), self._format("plain"))

    def _write_points(self, sheet: Worksheet, at: tuple[int, int], value: Points) -> None:
        pattern = "+0.00;-0.00;0.00" if value.signed else "0.00"
        shown = self._format(pattern, num_format=pattern)
        if value.hundredths is None:
            sheet.write_blank(*at, None, shown)
        else:
            # Exact: a float would be written as 9.869999999999999. The library takes it, its types forget it.
            exact: Any = Decimal(value.hundredths).scaleb(-2)
            sheet.write_number(*at, exact, shown)

    def _said(self, text: Text | str) -> str:
        said = text.to(self._language) if isinstance(text, Text) else text
        return printable(said)[:_LONGEST]

    def _format(self, name: str, **properties: object) -> Format:
        if name not in self._formats:
            self._formats[name] = self._book.add_format(_PLAIN | properties)
        return self._formats[name]
