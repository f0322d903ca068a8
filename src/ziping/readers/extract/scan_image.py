"""Finds the straight lines and the lines of text in the picture of a page, by OpenCV.

OpenCV belongs to the extra ``ziping[ocr]`` and is imported when a picture comes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, TypeAlias

from ziping.readers.extract.page import Rectangle, Ruling

Image: TypeAlias = Any
"""An array of grey pixels, rows first."""

LARGEST: Final = 60_000_000
"""Pixels of the largest picture that is looked at; A3 at 300 dpi has 17 million."""

_SHORTEST_PART: Final = 30
"""A line is at least this part of the page's width; less is a stroke of a character."""
_SHORTEST_SIDE: Final = 70
"""The side of a low cell is at least this part of it; it counts only where it runs from line to line."""
_SKEWED_PART: Final = 8
_STEEPEST: Final = 0.1
_UPRIGHT: Final = 0.0005
_MARGIN: Final = 4
_UNIT_PART: Final = 1600
"""A pixel of an A4 page at 200 dpi is this part of its width."""
_LOWEST: Final = 2
"""Rows of ink of the lowest text, a dash."""
_BLACK: Final = 128
_WHITE: Final = 255


@dataclass(frozen=True)
class Picture:
    """One page as a grey picture, straightened, with its ink as a mask."""

    grey: Image
    ink: Image
    """Where there is ink: lines and text."""
    across: Image
    """Where there are horizontal lines."""
    down: Image
    slope: float
    """By how much the lines fell to the right before the picture was straightened, in radians."""

    @classmethod
    def of(cls, grey: Image) -> "Picture":
        """Straighten the picture and take it apart."""
        straight, slope = _straightened(grey)
        ink = _ink(straight)
        long, short = straight.shape[1] // _SHORTEST_PART, straight.shape[1] // _SHORTEST_SIDE
        across = _lines(ink, 1, 0, long)
        down = _lines(ink, 0, 1, long) | _between(_lines(ink, 0, 1, short), across)
        return cls(straight, ink, across, down, slope)

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        height, width = self.grey.shape[:2]
        return int(width), int(height)

    def horizontals(self) -> list[Ruling]:
        """Return the horizontal lines in pixels."""
        return [Ruling((top + bottom) // 2, left, right) for left, top, right, bottom in _boxes(self.across)]

    def verticals(self) -> list[Ruling]:
        """Return the vertical lines in pixels."""
        return [Ruling((left + right) // 2, top, bottom) for left, top, right, bottom in _boxes(self.down)]

    def text_mask(self) -> Image:
        """Return the ink that is no line."""
        cv2, numpy = import_module("cv2"), import_module("numpy")
        lines = cv2.dilate(self.across | self.down, numpy.ones((3, 3), numpy.uint8))
        return _without_specks(cv2.bitwise_and(self.ink, cv2.bitwise_not(lines)))


def decoded(data: bytes) -> Image | None:
    """Return a PNG or JPEG as grey pixels, or None where it is none or larger than is looked at."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    colours = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR)
    if colours is None or colours.shape[0] * colours.shape[1] > LARGEST:
        return None
    return without_seals(colours)


def without_seals(colours: Image) -> Image:
    """Return blue-green-red pixels as grey ones in which red seals are as light as paper."""
    return import_module("cv2").split(colours)[2]


def _ink(grey: Image) -> Image:
    cv2 = import_module("cv2")
    block = max(15, grey.shape[1] // 50 | 1)
    return cv2.adaptiveThreshold(grey, _WHITE, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 15)


def _without_specks(mask: Image) -> Image:
    """Return the mask without dust: small spots count only as dashes, or beside a character."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    mask = cv2.medianBlur(mask, 3)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    unit = max(1, mask.shape[1] // _UNIT_PART)
    wide, high = stats[:, 2], stats[:, 3]
    large = numpy.maximum(wide, high) >= 9 * unit
    large[0] = False
    dashes = (wide >= 6 * unit) & (wide * 2 >= high * 5)
    characters = (large[labels] * _WHITE).astype(numpy.uint8)
    near = cv2.dilate(characters, numpy.ones((9 * unit, 25 * unit), numpy.uint8))
    kept = large | dashes
    kept[numpy.unique(labels[near > 0])] = True
    kept[0] = False
    return (kept[labels] * _WHITE).astype(numpy.uint8)


def _between(down: Image, across: Image) -> Image:
    """Return those short vertical lines that run from one horizontal line to another."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    _, labels, stats, _ = cv2.connectedComponentsWithStats(down, connectivity=8)
    height = across.shape[0]
    kept = numpy.zeros(len(stats), bool)
    for number, (left, top, wide, high, _) in enumerate(stats.tolist()):
        bottom, reach = top + high, max(3, high // 6)
        ends = (slice(max(0, top - reach), top + reach), slice(bottom - reach, min(height, bottom + reach)))
        kept[number] = number > 0 and all(across[end, left : left + wide].any() for end in ends)
    return (kept[labels] * _WHITE).astype(numpy.uint8)


def _lines(ink: Image, across: int, down: int, length: int) -> Image:
    """Return the ink that forms straight lines of that length in the direction."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    bridged = cv2.dilate(ink, numpy.ones((1 + 2 * across, 1 + 2 * down), numpy.uint8))
    size = (length if across else 1, length if down else 1)
    return cv2.morphologyEx(bridged, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))


def _boxes(mask: Image) -> Iterator[Rectangle]:
    cv2 = import_module("cv2")
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for left, top, width, height, _ in stats[1:].tolist():
        yield left, top, left + width, top + height


def _straightened(grey: Image) -> tuple[Image, float]:
    """Turn the picture so that its long horizontal lines are level; return by how much they fell, too."""
    cv2 = import_module("cv2")
    slope = _slope(_ink(grey))
    if abs(slope) < _UPRIGHT:
        return grey, 0.0
    height, width = grey.shape[:2]
    turn = import_module("math").degrees(slope)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    level = cv2.warpAffine(
        grey,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_WHITE,
    )
    return level, slope


def _slope(ink: Image) -> float:
    """Return by how much the long horizontal lines fall to the right, the middle one of all."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    width = ink.shape[1]
    thick = cv2.dilate(ink, numpy.ones((3, 9), numpy.uint8))
    opened = cv2.morphologyEx(
        thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (max(20, width // 60), 1))
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    slopes = []
    for number in range(1, count):
        left, top, wide, high, _ = stats[number].tolist()
        if wide * _SKEWED_PART > width and high < wide // 4:
            rows, columns = numpy.nonzero(labels[top : top + high, left : left + wide] == number)
            slope = float(numpy.polyfit(columns, rows, 1)[0])
            if abs(slope) < _STEEPEST:
                slopes.append(slope)
    return sorted(slopes)[len(slopes) // 2] if slopes else 0.0


def lines_in(mask: Image, box: Rectangle) -> list[Rectangle]:
    """Return the boxes of the lines of text in a cell, from top to bottom."""
    numpy = import_module("numpy")
    left, top, right, bottom = box
    part = mask[top + 2 : bottom - 2, left + 2 : right - 2]
    if part.size == 0:
        return []
    found = []
    for first, last in _runs(numpy.count_nonzero(part, axis=1).tolist(), gap=3, least=_LOWEST):
        columns = numpy.nonzero(part[first:last].any(axis=0))[0]
        if len(columns) >= _LOWEST:
            found.append(
                (
                    int(columns[0]) + left + 2,
                    first + top + 2,
                    int(columns[-1]) + left + 3,
                    last + top + 2,
                )
            )
    return _whole(found)


def _runs(counts: Sequence[int], *, gap: int, least: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches with ink, across small gaps."""
    start = end = -1
    for place, count in enumerate([*counts, *[0] * (gap + 1)]):
        if count:
            start = place if start < 0 else start
            end = place + 1
        elif start >= 0 and place - end >= gap:
            if end - start >= least:
                yield start, end
            start = -1


def _whole(lines: Sequence[Rectangle]) -> list[Rectangle]:
    """Put a low strip together with the line next to it: dots and strokes apart from the rest of a character."""
    tall = max((line[3] - line[1] for line in lines), default=0)
    whole: list[Rectangle] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last and (line[3] - last[1] <= tall * 5 // 4) and line[1] - last[3] < tall // 3:
            whole[-1] = (min(last[0], line[0]), last[1], max(last[2], line[2]), line[3])
        else:
            whole.append(line)
    return whole


def loose_lines(mask: Image, taken: Sequence[Rectangle]) -> list[Rectangle]:
    """Return the boxes of the lines of text outside of the tables."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    rest = mask.copy()
    for left, top, right, bottom in taken:
        rest[max(0, top - 5) : bottom + 5, max(0, left - 5) : right + 5] = 0
    joined = cv2.dilate(rest, numpy.ones((3, max(25, mask.shape[1] // 40)), numpy.uint8))
    boxes = [box for box in _boxes(joined) if box[3] - box[1] >= 2 * _LOWEST]
    return [
        line for box in boxes for line in lines_in(rest, (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
    ]


def crop(grey: Image, box: Rectangle) -> Image:
    """Return a line of text with a margin, in three colours as the recognition wants it."""
    cv2 = import_module("cv2")
    left, top, right, bottom = box
    height, width = grey.shape[:2]
    part = grey[
        max(0, top - _MARGIN) : min(height, bottom + _MARGIN),
        max(0, left - _MARGIN) : min(width, right + _MARGIN),
    ]
    return cv2.cvtColor(part, cv2.COLOR_GRAY2BGR)
