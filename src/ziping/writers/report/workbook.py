"""Tables on the sheets of a workbook: what kind of value a cell holds decides how it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, TypeAlias, cast
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ziping.model.finding import Severity
from ziping.model.language import Language, Text
from ziping.writers.report.printing import printable
from ziping.writers.spreadsheet.styles import INPUT, put_text

_LONGEST: Final = 32_000
"""Units of UTF-16 of a cell; a little more is the most that a workbook may hold."""
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
    """A column: its heading, how many characters it is wide, and what may be answered in it."""

    label: Text
    width: int
    answers: tuple[str, ...] = ()
    """Empty where nothing is to be filled in; one empty answer where anything is."""


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
        sheet = self._book.add_worksheet(self.said(name))
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            self.head(sheet, (0, index), column.label)
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.set_row(last, self._height(columns, row))
            for index, value in enumerate(row):
                self.put(sheet, (last, index), value)
        for index, column in enumerate(columns):
            if column.answers and last:
                self._ask(sheet, (1, index, last, index), column.answers)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.repeat_rows(0)
        self.page(sheet)

    def sheet(self, name: Text) -> Worksheet:
        """Add a sheet without anything on it."""
        return self._book.add_worksheet(self.said(name))

    def bars(self, *, stacked: bool) -> Chart:
        """Make a chart of horizontal bars; it has no place yet."""
        made = self._book.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
        return cast("Chart", made)

    def head(self, sheet: Worksheet, at: tuple[int, int], text: Text) -> None:
        """Write the heading of a column."""
        put_text(sheet, *at, self.said(text), self._format("header", **_HEADER))

    def _ask(self, sheet: Worksheet, cells: tuple[int, int, int, int], answers: Sequence[str]) -> None:
        """Mark cells that are to be filled in, with a list to choose from where there are several answers."""
        answer = self._format("answer", bg_color=INPUT)
        for row in range(cells[0], cells[2] + 1):
            sheet.write_blank(row, cells[1], None, answer)
        if any(answers):
            sheet.data_validation(*cells, {"validate": "list", "source": list(answers)})

    def bytes(self) -> bytes:
        """Close the workbook and return the file."""
        self._book.close()
        return self._file.getvalue()

    def _height(self, columns: Sequence[Column], row: Sequence[Value]) -> float:
        """Return the height that shows all of the wrapped texts: not every program finds it by itself."""
        said = (
            (self.said(value), column.width)
            for value, column in zip(row, columns, strict=False)
            if isinstance(value, Text | str)
        )
        return min(_LINE * max((_lines(text, width) for text, width in said), default=1), _HIGHEST)

    def page(self, sheet: Worksheet) -> None:
        """Have a sheet printed on landscape paper, all of its columns on one page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def put(self, sheet: Worksheet, at: tuple[int, int], value: Value) -> None:
        """Write a value as what it is: a number as a number, a text as nothing but a text."""
        match value:
            case None:
                sheet.write_blank(*at, None, self._format("plain"))
            case Points():
                self._write_points(sheet, at, value)
            case Link():
                sheet.write_url(
                    *at,
                    f"internal:'{self.said(value.sheet)}'!A{value.row + 1}",
                    self._format("link", font_color="#1F4A7A", underline=1),
                    self.said(value.text),
                )
            case Severity():
                colour = self._format(value, font_color=_COLOURS[value], bold=True)
                put_text(sheet, *at, self.said(value.label), colour)
            case int():
                sheet.write_number(*at, value, self._format("plain"))
            case _:
                put_text(sheet, *at, self.said(value), self._format("plain"))

    def _write_points(self, sheet: Worksheet, at: tuple[int, int], value: Points) -> None:
        pattern = "+0.00;-0.00;0.00" if value.signed else "0.00"
        shown = self._format(pattern, num_format=pattern)
        if value.hundredths is None:
            sheet.write_blank(*at, None, shown)
        else:
            # Exact: a float would be written as 9.869999999999999. The library takes it, its types forget it.
            exact: Any = Decimal(value.hundredths).scaleb(-2)
            sheet.write_number(*at, exact, shown)

    def said(self, text: Text | str) -> str:
        """Return a text in the language of the workbook, as much of it as a cell holds."""
        said = text.to(self._language) if isinstance(text, Text) else text
        held = printable(said).encode("utf-16-le")
        return held[: 2 * _LONGEST].decode("utf-16-le", errors="ignore")

    def _format(self, name: str, **properties: object) -> Format:
        if name not in self._formats:
            self._formats[name] = self._book.add_format(_PLAIN | properties)
        return self._formats[name]
