"""The numbers of numbered paragraphs: Word prints them, and no text of the document holds them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from ziping.readers.extract.package import Package

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS: Final = "〇一二三四五六七八九"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
    }
)


@dataclass(frozen=True, slots=True)
class _Level:
    pattern: str
    form: str
    start: int


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    package: Package
    body: etree._Element
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """Return the printed number of the paragraph; nothing for a bullet or a paragraph without a number."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr") if self._is_used else None
        if found is None:
            return ""
        number, depth = _value(found, "numId"), int(_value(found, "ilvl") or "0")
        levels = self._levels.get(number)
        if not levels or depth not in levels:
            return ""
        return self._counted(number, depth, levels)

    def _counted(self, number: str, depth: int, levels: dict[int, _Level]) -> str:
        level = levels[depth]
        self.counts[number, depth] = self.counts.get((number, depth), level.start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == number and key[1] > depth]:
            del self.counts[deeper]
        text = "" if level.form in {"bullet", "none"} else level.pattern
        for above in range(depth + 1):
            if above in levels and f"%{above + 1}" in text:
                count = self.counts.get((number, above), levels[above].start)
                text = text.replace(f"%{above + 1}", _printed(count, levels[above].form))
        return text

    @cached_property
    def _is_used(self) -> bool:
        return next(self.body.iter(f"{_W}numPr"), None) is not None

    @cached_property
    def _levels(self) -> dict[str, dict[int, _Level]]:
        root = self.package.xml("word/numbering.xml")
        if root is None:
            return {}
        abstract = {
            element.get(f"{_W}abstractNumId", ""): _levels_of(element)
            for element in root.iter(f"{_W}abstractNum")
        }
        return {
            element.get(f"{_W}numId", ""): abstract.get(_value(element, "abstractNumId"), {})
            for element in root.iter(f"{_W}num")
        }


def _levels_of(element: etree._Element) -> dict[int, _Level]:
    return {
        int(level.get(f"{_W}ilvl") or "0"): _Level(
            _value(level, "lvlText"), _value(level, "numFmt"), int(_value(level, "start") or "1")
        )
        for level in element.iter(f"{_W}lvl")
    }


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    value = "" if found is None else found.get(f"{_W}val", "")
    return value if name in {"lvlText", "numFmt"} or (value.isdecimal() and len(value) < 7) else ""  # noqa: PLR2004 — an identifier, no number to count with


def _printed(count: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(count)
    if form.startswith("decimalEnclosedCircle") and 0 < count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= 26:  # noqa: PLR2004 — letters of the alphabet
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)


def _chinese(count: int) -> str:
    """Return the numeral: 十二 for 12, 二十 for 20; plain digits beyond 99."""
    tens, ones = divmod(count, 10)
    if tens > 9:  # noqa: PLR2004 — no list is that long
        return str(count)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")
