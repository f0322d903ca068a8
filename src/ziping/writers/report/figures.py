"""Numbers of a workbook with a native chart beside them: it follows the numbers and is drawn by whoever opens the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from ziping.model.language import Text
from ziping.writers.report.workbook import Book, Points

_ROW: Final = 20
"""Pixels of a row."""


@dataclass(frozen=True, slots=True)
class Series:
    """A column of numbers in a figure, and how its bars are filled."""

    label: Text
    colour: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers with a chart beside them; each line has a label and a number for each series."""

    title: Text
    series: tuple[Series, ...]
    lines: Sequence[tuple[str, Sequence[int | Points]]]
    stacked: bool = False
    low: int | None = None
    """Where the axis begins."""


def figures(book: Book, name: Text, drawn: Iterable[Figure]) -> None:
    """Add a sheet with figures one below the other, each beside its numbers."""
    sheet, row = book.sheet(name), 0
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 3, 11)
    for figure in drawn:
        row += _figure(book, sheet, row, figure)
    book.page(sheet)


def _figure(book: Book, sheet: Worksheet, row: int, figure: Figure) -> int:
    """Write the numbers, draw the chart, and return how many rows both take."""
    heads = (figure.title, *(series.label for series in figure.series))
    for column, text in enumerate(heads):
        book.head(sheet, (row, column), text)
    for line, (label, numbers) in enumerate(figure.lines, row + 1):
        for column, value in enumerate((label, *numbers)):
            book.put(sheet, (line, column), value)
    chart, height = _chart(book, str(sheet.name), row, figure), 110 + 26 * len(figure.lines)
    chart.set_size({"width": 680, "height": height})
    sheet.insert_chart(row, len(heads) + 1, chart, {"description": book.said(figure.title)})
    return max(len(figure.lines) + 2, height // _ROW + 2)


def _chart(book: Book, sheet: str, row: int, figure: Figure) -> Chart:
    chart, last = book.bars(stacked=figure.stacked), row + len(figure.lines)
    for column, series in enumerate(figure.series, 1):
        cells = {
            "name": (row, column),
            "categories": (row + 1, 0, last, 0),
            "values": (row + 1, column, last, column),
        }
        places = {name: [sheet, *place] for name, place in cells.items()}
        chart.add_series({**places, "gap": 60, "border": {"color": series.colour}, **_fill(series)})
    chart.set_title({"name": book.said(figure.title), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True})
    lines = {"visible": True, "line": {"color": "#E3E7EA"}}
    chart.set_x_axis({"min": figure.low, "major_gridlines": lines, "label_position": "high"})
    return chart


def _fill(series: Series) -> dict[str, object]:
    if not series.pattern:
        return {"fill": {"color": series.colour}}
    return {"pattern": {"pattern": series.pattern, "fg_color": series.colour, "bg_color": "#FFFFFF"}}
