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
_SEVERAL: Final = 3
"""Steps that tell a width; most are right, those of kerned pairs are smaller."""
_WIDEST: Final = 1.1
_LIKELY: Final = (0.7, 1.6)
"""Between which parts of the usual width a step is one."""
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
    contents = tuple(contents)
    page.glyphs = list(_glyphs(chain.from_iterable(it.iter(f"{OFD}TextObject") for it in contents)))
    for content in contents:
        for element in content.iter(f"{OFD}PathObject", f"{OFD}ImageObject"):
            if element.tag == f"{OFD}PathObject":
                _draw(element, drawing)
            else:
                size = numbers(element.get("Boundary"))[2:4]
                page.has_picture |= len(size) == 2 and size[0] * size[1] * 2 > box[2] * box[3]  # noqa: PLR2004
    if len(drawing.horizontals) + len(drawing.verticals) > MOST_RULINGS:
        drawing.give_up()
    page.horizontals, page.verticals = drawing.horizontals, drawing.verticals
    page.is_overdrawn = drawing.is_overdrawn
    return page


@dataclass(frozen=True, slots=True)
class _Placed:
    """One character where its object puts it."""

    frame: _Frame
    size: float
    text: str
    x: float
    base: float
    step: float
    """How far the next character of the same object is; 0 for the last one."""

    @property
    def kind(self) -> str:
        """Return what has about the same width: digits, letters, Chinese characters; any other one stands alone."""
        if not self.text.isalnum():
            return self.text
        if self.text.isascii():
            return "digit" if self.text.isdigit() else "letter"
        return "wide"

    def width(self, steps: Sequence[float], of_page: Sequence[float]) -> float:
        """Return the width by the steps of its own object where there are several, else by those of the page.

        Where neither tells, the character reaches as far as the next one, so that no blank is made up.
        """
        usual = self.size / 2 if self.text.isascii() else self.size
        for known in (steps, of_page):
            seen = sorted(known)[len(known) * 3 // 4] if len(known) >= _SEVERAL else 0
            if _LIKELY[0] * usual < seen < _LIKELY[1] * usual:
                return seen
        return min(max(usual, self.step), self.size * _WIDEST)

    def glyph(self, width: float) -> Glyph:
        """Return the character on the page."""
        corners = (
            self.frame.point(self.x, self.base - _ABOVE * self.size),
            self.frame.point(self.x + width, self.base + (1 - _ABOVE) * self.size),
        )
        (x1, x2), (y1, y2) = (sorted(pair) for pair in zip(*corners, strict=True))
        return Glyph(x1, y1, x2, y2, self.text)


def _glyphs(elements: Iterable[etree._Element]) -> Iterator[Glyph]:
    """Yield the characters of a page."""
    objects = [tuple(_placed(element)) for element in elements]
    of_page = _steps_after(chain.from_iterable(objects))
    for placed in objects:
        steps = _steps_after(placed)
        yield from (it.glyph(it.width(steps.get(it.kind, ()), of_page.get(it.kind, ()))) for it in placed)


def _steps_after(placed: Iterable[_Placed]) -> dict[str, list[float]]:
    """Return how far the next character is after each kind; distances between Chinese and Latin ones tell nothing."""
    steps: dict[str, list[float]] = {}
    for it, following in pairwise(placed):
        if it.step > 0 and it.text.isascii() == following.text.isascii():
            steps.setdefault(it.kind, []).append(it.step)
    return steps


def _placed(element: etree._Element) -> Iterator[_Placed]:
    frame, size = _Frame.of(element), (numbers(element.get("Size")) or [3.0])[0]
    for code in element.iter(f"{OFD}TextCode"):
        text = code.text or ""
        x, y = ((numbers(code.get(name)) or [0.0])[0] for name in ("X", "Y"))
        lefts = list(_steps(x, code.get("DeltaX"), len(text)))
        following = [*lefts[1 : len(text)], lefts[len(text) - 1 : len(text)][0]] if text else []
        bases = _steps(y, code.get("DeltaY"), len(text))
        for character, left, base, after in zip(text, lefts, bases, following, strict=False):
            yield _Placed(frame, size, character, left, base, after - left)


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
