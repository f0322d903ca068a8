"""Reads the text and the lines of one OFD page (GB/T 33190): places come in millimetres within a boundary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise, repeat
from typing import Final

from lxml import etree

from ziping.readers.extract.page import Glyph, Page
from ziping.readers.extract.pdfium_drawing import MOST_RULINGS, Drawing, Point

OFD: Final = "{http://www.ofdspec.org/2016}"
_TENTHS: Final = 7200 / 254
"""Tenths of a point in a millimetre."""
_ABOVE: Final = 0.88
"""The part of a glyph that stands above its base line."""
_MOST_DELTAS: Final = 100_000
_POINTS: Final = {"S": 1, "M": 1, "L": 1, "Q": 2, "B": 3, "A": 0, "C": 0}
"""Points that follow each drawing command."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How an object's own coordinates become those of the page."""

    x: float
    y: float
    matrix: tuple[float, ...]

    @classmethod
    def of(cls, element: etree._Element) -> "_Frame":
        """Read boundary and matrix."""
        boundary, matrix = numbers(element.get("Boundary")), numbers(element.get("CTM"))
        x, y = boundary[:2] if len(boundary) >= 2 else (0.0, 0.0)  # noqa: PLR2004 — a point
        return cls(x, y, tuple(matrix) if len(matrix) == 6 else (1, 0, 0, 1, 0, 0))  # noqa: PLR2004 — a matrix

    def point(self, x: float, y: float) -> Point:
        """Return the point on the page, in tenths of a point."""
        a, b, c, d, e, f = self.matrix
        return (
            round((self.x + a * x + c * y + e) * _TENTHS),
            round((self.y + b * x + d * y + f) * _TENTHS),
        )


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a list such as ``0 0 210 297``; what is no number ends it."""
    found = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            break
        if not -1e6 < value < 1e6:  # noqa: PLR2004 — a kilometre: no page is that large
            break
        found.append(value)
    return found


def page_of(number: int, box: Sequence[float], contents: Iterable[etree._Element]) -> Page:
    """Return the page with everything that its content and its templates draw."""
    page = Page(number, round(box[2] * _TENTHS), round(box[3] * _TENTHS))
    drawing = Drawing()
    for content in contents:
        for element in content.iter(f"{OFD}TextObject", f"{OFD}PathObject", f"{OFD}ImageObject"):
            if element.tag == f"{OFD}TextObject":
                page.glyphs.extend(_glyphs(element))
            elif element.tag == f"{OFD}PathObject":
                _draw(element, drawing)
            else:
                size = numbers(element.get("Boundary"))[2:4]
                page.has_picture |= len(size) == 2 and size[0] * size[1] * 2 > box[2] * box[3]  # noqa: PLR2004
    if len(drawing.horizontals) + len(drawing.verticals) > MOST_RULINGS:
        drawing.give_up()
    page.horizontals, page.verticals = drawing.horizontals, drawing.verticals
    page.is_overdrawn = drawing.is_overdrawn
    return page


def _glyphs(element: etree._Element) -> Iterator[Glyph]:
    frame, size = _Frame.of(element), (numbers(element.get("Size")) or [3.0])[0]
    for code in element.iter(f"{OFD}TextCode"):
        text = code.text or ""
        x, y = ((numbers(code.get(name)) or [0.0])[0] for name in ("X", "Y"))
        steps = zip(
            text,
            _steps(x, code.get("DeltaX"), len(text)),
            _steps(y, code.get("DeltaY"), len(text)),
            strict=False,
        )
        for character, left, base in steps:
            wide = size / 2 if character.isascii() else size
            corners = (
                frame.point(left, base - _ABOVE * size),
                frame.point(left + wide, base + (1 - _ABOVE) * size),
            )
            (x1, x2), (y1, y2) = (sorted(pair) for pair in zip(*corners, strict=True))
            yield Glyph(x1, y1, x2, y2, character)


def _steps(first: float, deltas: str | None, count: int) -> Iterator[float]:
    """Return the position of each character; the last step is repeated where too few are given."""
    steps = list(_deltas(deltas))[:count]
    tail = repeat(steps[-1] if steps else 0.0, max(0, count - 1 - len(steps)))
    return accumulate(chain(steps, tail), initial=first)


def _deltas(text: str | None) -> Iterator[float]:
    """Yield the steps of a list in which ``g 3 2.5`` stands for 2.5 three times."""
    words = iter((text or "").split()[:_MOST_DELTAS])
    for word in words:
        if word == "g":
            count, value = next(words, "0"), numbers(next(words, "0"))
            yield from repeat(
                value[0] if value else 0.0, min(int(count), _MOST_DELTAS) if count.isdecimal() else 0
            )
        else:
            yield from numbers(word)


def _draw(element: etree._Element, drawing: Drawing) -> None:
    """Add the straight lines of a path: drawn ones, or the thin areas that look like them."""
    is_filled = element.get("Fill") == "true" and element.get("Stroke") == "false"
    for points in _polygons(element, _Frame.of(element)):
        if is_filled:
            drawing.bar(
                (min(x for x, _ in points), min(y for _, y in points)),
                (max(x for x, _ in points), max(y for _, y in points)),
            )
        else:
            for start, end in pairwise(points):
                drawing.stroke(start, end)


def _polygons(element: etree._Element, frame: _Frame) -> Iterator[list[Point]]:
    """Yield the points of each part of the path; a curve ends a part."""
    words = iter((element.findtext(f"{OFD}AbbreviatedData") or "").split())
    points: list[Point] = []
    for word in words:
        if word not in _POINTS:
            continue
        if word == "C" and points:
            points.append(points[0])
            continue
        if word != "L" and points:
            yield points
            points = []
        pairs = [numbers(f"{next(words, '')} {next(words, '')}") for _ in range(_POINTS[word])]
        if pairs and len(pairs[-1]) == 2:  # noqa: PLR2004 — a point
            points.append(frame.point(*pairs[-1]))
    if points:
        yield points
