"""A sheet of paper with cells: the same cells as a grid, a web page or a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from io import BytesIO
from itertools import groupby, pairwise
from random import Random
from typing import Final

from xlsxwriter import Workbook

from ziping.model.place import Place
from ziping.readers.grid import Cell, Grid

WIDTH: Final = 24
"""Columns of every table; headings and rows share them out as they like, as in published forms."""


@dataclass(frozen=True)
class Box:
    """One cell, and the pointer of the value that it holds."""

    text: str
    row: int
    column: int = 0
    rows: int = 1
    columns: int = WIDTH
    pointer: str | None = None

    @property
    def is_line(self) -> bool:
        """Tell whether this is a line outside the table."""
        return self.rows == 0

    def covers(self, row: int) -> bool:
        """Tell whether the cell stands in the row or reaches into it."""
        return self.row <= row < self.row + max(self.rows, 1)


@dataclass
class Sheet:
    """The cells of a document, row by row."""

    boxes: list[Box] = field(default_factory=list)
    height: int = 0

    def line(self, text: str) -> None:
        """Add a line outside the table."""
        self.boxes.append(Box(text, self.height, rows=0))
        self.height += 1

    def gap(self) -> None:
        """End the page."""
        self.height += 1

    def put(self, box: Box) -> None:
        """Add a cell, and its row where that is new."""
        self.boxes.append(box)
        self.height = max(self.height, box.row + 1)

    def row(self, *texts: str, start: int = 0) -> None:
        """Add a row of cells that share the width out evenly."""
        row = self.height
        for text, (left, right) in zip(texts, shares(len(texts), start), strict=True):
            self.put(Box(text, row, left, 1, right - left))

    def jolted(self, random: Random) -> "Sheet":
        """Return the sheet with columns three times as fine, whose borders in the rows do not quite meet."""
        boxes = [replace(box, column=box.column * 3, columns=box.columns * 3) for box in self.sorted()]
        for n, (left, right) in enumerate(pairwise(boxes)):
            touch = left.row == right.row and left.column + left.columns == right.column
            if touch and left.rows == right.rows == 1:
                step = random.choice([-1, 0, 1])
                boxes[n] = replace(boxes[n], columns=boxes[n].columns + step)
                boxes[n + 1] = replace(right, column=right.column + step, columns=right.columns - step)
        return Sheet(boxes, self.height)

    def sorted(self) -> list[Box]:
        """Return the cells in reading order."""
        return sorted(self.boxes, key=lambda box: (box.row, box.column))

    def changed(self, old: Box, text: str) -> "Sheet":
        """Return the sheet with another text in one cell."""
        return Sheet([replace(box, text=text) if box is old else box for box in self.boxes], self.height)

    def grid(self) -> Grid:
        """Return the cells as extractors do."""
        rows = groupby(self.sorted(), lambda box: box.row)
        return Grid(tuple(tuple(map(_cell, row)) for _, row in rows), ruled=True)

    def html(self) -> bytes:
        """Return the cells as a web page."""
        body = "".join(_blocks(self.sorted()))
        return f"<html><meta charset=utf-8><body>{body}</body></html>".encode()

    def xlsx(self) -> bytes:
        """Return the cells as a workbook of one sheet; every cell is a text, as printed."""
        data = BytesIO()
        with Workbook(data, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            for box in self.sorted():
                bottom, right = box.row + max(box.rows, 1) - 1, box.column + box.columns - 1
                if (bottom, right) != (box.row, box.column):
                    sheet.merge_range(box.row, box.column, bottom, right, "")
                sheet.write_string(box.row, box.column, box.text)
        return data.getvalue()


def shares(count: int, start: int = 0, end: int = WIDTH) -> list[tuple[int, int]]:
    """Share columns out evenly: first and last column but one of each part."""
    edges = [start + (end - start) * n // count for n in range(count + 1)]
    return list(pairwise(edges))


def _cell(box: Box) -> Cell:
    place = Place(cell=f"R{box.row}C{box.column}")
    if box.is_line:
        return Cell(box.text, Place(line=box.row + 1), box.row)
    return Cell(box.text, place, box.row, box.column, box.rows, box.columns, 1)


def _blocks(boxes: list[Box]) -> Iterator[str]:
    for is_line, group in groupby(boxes, lambda box: box.is_line):
        if is_line:
            yield from (f"<p>{escape(box.text)}</p>" for box in group)
        else:
            yield f"<table>{''.join(_rows(list(group)))}</table>"


def _rows(boxes: list[Box]) -> Iterator[str]:
    for row in range(boxes[0].row, boxes[-1].row + 1):
        cells = (_td(box) for box in boxes if box.row == row)
        yield f"<tr>{''.join(cells)}</tr>"


def _td(box: Box) -> str:
    text = escape(box.text).replace("\n", "<br>")
    return f"<td rowspan={box.rows} colspan={box.columns}>{text}</td>"
