"""Finds the straight lines and the pictures that are drawn on a page of a PDF."""

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pypdfium2.raw as pdfium

from ziping.readers.extract.page import Ruling

MOST_OBJECTS: Final = 50_000
"""Drawn things of one page that are looked at."""
MOST_RULINGS: Final = 6_000
"""Lines of one page; a form has about a hundred."""
DEEPEST: Final = 4
"""Drawings within drawings."""
THINNEST: Final = 30
"""A filled rectangle that is thinner, in tenths of a point, is a line."""

_WHITE: Final = 250

Matrix = tuple[float, float, float, float, float, float]
"""x' = m0 x + m1 y + m2, y' = m3 x + m4 y + m5."""
Point = tuple[int, int]


@dataclass
class Drawing:
    """The lines of one page in upright coordinates."""

    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    largest_picture: int = 0
    """Its area."""
    objects: int = 0
    is_overdrawn: bool = False

    def stroke(self, start: Point, end: Point) -> None:
        """Keep a drawn line that runs along the page; one that leans is no ruling."""
        if abs(start[1] - end[1]) <= THINNEST // 2:
            left, right = sorted((start[0], end[0]))
            self.horizontals.append(Ruling((start[1] + end[1]) // 2, left, right))
        elif abs(start[0] - end[0]) <= THINNEST // 2:
            top, bottom = sorted((start[1], end[1]))
            self.verticals.append(Ruling((start[0] + end[0]) // 2, top, bottom))

    def bar(self, corner: Point, other: Point) -> None:
        """Keep a thin filled rectangle as the line that it looks like."""
        wide, tall = abs(corner[0] - other[0]), abs(corner[1] - other[1])
        middle = ((corner[0] + other[0]) // 2, (corner[1] + other[1]) // 2)
        if tall <= THINNEST and wide >= tall:
            self.stroke((corner[0], middle[1]), (other[0], middle[1]))
        elif wide <= THINNEST:
            self.stroke((middle[0], corner[1]), (middle[0], other[1]))

    def give_up(self) -> None:
        """Forget all lines: this is a picture or a map, no form."""
        self.horizontals, self.verticals, self.is_overdrawn = [], [], True


def drawing_of(handle: object, matrix: Matrix) -> Drawing:
    """Return the lines of the page."""
    drawing = Drawing()
    for number in range(pdfium.FPDFPage_CountObjects(handle)):
        _take(pdfium.FPDFPage_GetObject(handle, number), matrix, drawing, depth=0)
        if len(drawing.horizontals) + len(drawing.verticals) > MOST_RULINGS or drawing.objects > MOST_OBJECTS:
            drawing.give_up()
            break
    return drawing


def _take(thing: object, matrix: Matrix, drawing: Drawing, *, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return
    drawing.objects += 1
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(thing, matrix, drawing)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        a, b, _, c, d, _ = _within(thing, matrix)
        drawing.largest_picture = max(drawing.largest_picture, int(abs(a * d - b * c)))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _within(thing, matrix)
        for number in range(min(pdfium.FPDFFormObj_CountObjects(thing), MOST_OBJECTS)):
            if drawing.objects <= MOST_OBJECTS:
                _take(pdfium.FPDFFormObj_GetObject(thing, number), inner, drawing, depth=depth + 1)


def _within(thing: object, outer: Matrix) -> Matrix:
    """Return the way from the object's own coordinates to the upright page."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(own))
    a, b, c, d, e, f = outer
    return (
        a * own.a + b * own.b,
        a * own.c + b * own.d,
        a * own.e + b * own.f + c,
        d * own.a + e * own.b,
        d * own.c + e * own.d,
        d * own.e + e * own.f + f,
    )


def _path(path: object, matrix: Matrix, drawing: Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    is_stroked = bool(stroke.value) and _is_visible(path, pdfium.FPDFPageObj_GetStrokeColor)
    is_filled = bool(fill.value) and _is_visible(path, pdfium.FPDFPageObj_GetFillColor)
    if not is_stroked and not is_filled:
        return
    left = MOST_RULINGS
    for points in _polygons(path, _within(path, matrix)):
        left -= len(points)
        if left < 0:
            drawing.give_up()
            return
        if is_stroked:
            for start, end in itertools.pairwise(points):
                drawing.stroke(start, end)
        elif _is_rectangle(points):
            drawing.bar(
                (min(x for x, _ in points), min(y for _, y in points)),
                (max(x for x, _ in points), max(y for _, y in points)),
            )


def _is_visible(path: object, colour_of: object) -> bool:
    """Tell whether the colour shows on paper: neither white nor transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    by = (ctypes.byref(value) for value in (red, green, blue, alpha))
    if not callable(colour_of) or not colour_of(path, *by):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _polygons(path: object, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the points of each part of the path; a curve ends a part."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    at = ctypes.byref(x), ctypes.byref(y)
    points: list[Point] = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, *at)
        point = (round(a * x.value + b * y.value + c), round(d * x.value + e * y.value + f))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            yield points
            points = []
        points.append(point)
        if kind == pdfium.FPDF_SEGMENT_LINETO and pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def _is_rectangle(points: list[Point]) -> bool:
    return 4 <= len(points) <= 6 and len({x for x, _ in points}) <= 3  # noqa: PLR2004 — four corners, closed or not
