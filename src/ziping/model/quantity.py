"""Targets (年度指标值) and actual values (实际完成值), understood once so that rules can compare them.

``understand`` reads a whole cell or says that it did not. Nothing is guessed, cut off or mended: a range, a fraction,
two figures, 约 and 近, or what character recognition spoilt (工5%, 2 90%) is UNKNOWN, and nothing compares with it.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Final

from ziping.model.quantity_units import DOING, Measure, any_of, measure, unit_family
from ziping.model.quantity_words import (
    BANDS,
    BEFORE,
    DASHES,
    IN_FIGURES,
    NO_QUANTITY,
    PER,
    SIGN,
    SIGNS,
    SPELLED,
    SPELLED_MEASURES,
    TOGETHER,
    UNIT_BEFORE,
    Band,
    Comparator,
)

__all__ = ["LIMIT", "SCALE", "Band", "Comparator", "Quantity", "QuantityKind", "understand", "unit_family"]

SCALE: Final = 10**6
"""A number is kept as a whole count of millionths."""
LIMIT: Final = 9_200_000_000_000 * SCALE
"""The largest number that is kept, in millionths; it fits 64 bits."""
_DECEMBER: Final = 12


class QuantityKind(StrEnum):
    """What a cell turned out to hold."""

    BLANK = auto()
    """Nothing, a dash or a slash. 无 is words."""
    NUMBER = auto()
    DATE = auto()
    BAND = auto()
    WORDS = auto()
    """A qualitative target or answer: no figure in it."""
    UNKNOWN = auto()
    """Figures that are not one quantity."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One target or actual value as understood. Fields that its kind does not use are None."""

    kind: QuantityKind
    comparator: Comparator | None = None
    """None where none was printed; ``12月底前`` is ≤."""
    number: int | None = None
    """The value in millionths with the multiplier applied; 86% is 86_000_000 with unit %."""
    unit: str | None = None
    """The unit without its multiplier: 平方米 of 万平方米; 元/亩 of 每亩300元. See ``unit_family``."""
    multiplier: int = 1
    """10 000 where 万 was printed."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    """A date as far as it was printed: 12月底前 has a month only, 年底 has nothing. See ``last_day``."""
    band: Band | None = None
    words: str | None = None
    """WORDS and UNKNOWN: the text, NFKC, without loose blanks. NUMBER and DATE: the word behind (企业, 完成)."""
    several: bool = False
    """UNKNOWN: two or more figures that are not one quantity (80-90, 3/5, 9场主办，4场协办)."""

    def last_day(self, year: int | None = None) -> date | None:
        """Return the last day that the date covers; ``year`` is for a date that was printed without one.

        None where this is no date, where no year is known, and for 29 February of a common year.
        """
        year = self.year or year
        if self.kind is not QuantityKind.DATE or not year:
            return None
        month = self.month or _DECEMBER
        length = calendar.monthrange(year, month)[1]
        day = self.day or length
        return date(year, month, day) if day <= length else None


_BLANK: Final = Quantity(QuantityKind.BLANK)
_LONGEST: Final = 60
"""Characters of the longest text that can be one quantity; beyond it nothing is tried."""
_LONGEST_FOLDED: Final = 2000
"""Characters of the longest text that is brought to NFKC; a hostile cell of 20,000 would take milliseconds."""

_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_LOOSE: Final = re.compile(r"(?<![0-9A-Za-z.,+-]) | (?![0-9A-Za-z.,+-])")
"""A blank that separates nothing; between figures it does (2 90% is not 290%, 1. 5% is not 1.5%)."""
_FIGURE: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SIGN: Final = re.compile(f"[{SIGN}]")

_SIGNED: Final = rf"(?:\(?(?P<before>{any_of(BEFORE)})\)?)?"
_NUMBER: Final = re.compile(
    rf"{_SIGNED}(?:(?P<per>(?:每(?:{any_of(PER)}))+)(?P<again>{any_of(BEFORE)})?)?(?P<prefix>{any_of(UNIT_BEFORE)})?"
    r"(?:(?P<minus>-)?(?P<figure>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"|(?P<spelled>[零〇一二两三四五六七八九十百]+))(?P<tail>.*)"
)
_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"1[0-2]|0?[1-9]", r"3[01]|[12][0-9]|0?[1-9]"
_DATE: Final = re.compile(
    rf"{_SIGNED}已?(?:于|在|截至|截止到?)?(?:"
    rf"(?P<year1>{_YEAR})年度?(?:(?P<month1>{_MONTH})月份?(?:(?P<day1>{_DAY})[日号])?[底末]?|年?[底末终]|年(?=内))?"
    rf"|(?P<year2>{_YEAR})[-/](?P<month2>{_MONTH})(?:[-/](?P<day2>{_DAY}))?"
    rf"|(?P<year3>{_YEAR})\.(?P<month3>{_MONTH})(?:\.(?P<day3>{_DAY})|(?=[底末以之前]))[底末]?"
    rf"|(?P<month4>{_MONTH})月份?(?:(?P<day4>{_DAY})[日号])?[底末]?"
    rf"|[本当]?年(?:[底末终]|(?=内)))"
    rf"(?P<by>[以之]?前|内)?(?P<done>{DOING})?"
)
_PARTS: Final = [
    [name for name in _DATE.groupindex if name.startswith(part)] for part in ("year", "month", "day")
]
_DATE_OR_NUMBER: Final = re.compile(rf"{_YEAR}(?:\.(?:{_MONTH})|(?:0[1-9]|1[0-2])(?:{_DAY}))")
"""Printed bare, 2023.12 and 20231231 may be a date or a number; they are neither then."""


def understand(text: str | None) -> Quantity:
    """Understand the whole text of one target or actual value."""
    plain = _plain(text) if text else ""
    if not plain.strip(DASHES):
        return _BLANK
    if (band := BANDS.get(plain)) is not None:
        return Quantity(QuantityKind.BAND, band=band)
    if len(plain) <= _LONGEST and plain not in NO_QUANTITY:
        signed = _unboxed(IN_FIGURES.get(plain, plain).translate(SIGNS))
        found = _dated(signed) or _counted(signed)
        if found is not None:
            return found
    return _not_a_quantity(plain)


def _plain(text: str) -> str:
    """Return the text in NFKC, without invisible characters, loose blanks and a full stop at the end."""
    if len(text) > _LONGEST_FOLDED:
        return " ".join(text.split())
    visible = text if text.isprintable() else _INVISIBLE.sub("", text)
    plain = " ".join(unicodedata.normalize("NFKC", visible).split())
    if " " in plain:
        plain = unicodedata.normalize("NFKC", _LOOSE.sub("", plain))
    return plain.rstrip("。;")


def _unboxed(text: str) -> str:
    """Take off brackets around the whole text."""
    boxed = text[0] == "(" and text[-1] == ")" and text.count("(") == 1
    return text[1:-1] if boxed else text


def _not_a_quantity(plain: str) -> Quantity:
    """Tell qualitative words from figures and signs that were not understood."""
    figures = _FIGURE.finditer(plain)
    figure, second = next(figures, None), next(figures, None)
    if not figure and not _SIGN.search(plain) and any(map(str.isalpha, plain)) and plain.strip("一"):
        return Quantity(QuantityKind.WORDS, words=plain)
    return Quantity(QuantityKind.UNKNOWN, words=plain, several=second is not None)


def _dated(text: str) -> Quantity | None:
    """Understand a date. 前 and 内 are ≤, for only what comes after the last day printed is certainly late."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    before = BEFORE.get(found["before"])
    signs = frozenset(sign for sign in (before, found["by"] and Comparator.AT_MOST) if sign)
    year, month, day = (_first(found.group(*names)) for names in _PARTS)
    if signs not in TOGETHER or not _is_possible(year, month, day):
        return None
    return Quantity(QuantityKind.DATE, TOGETHER[signs], year=year, month=month, day=day, words=found["done"])


def _first(figures: tuple[str | None, ...]) -> int | None:
    """Return the year, month or day from the way of writing that matched."""
    return next((int(figure) for figure in figures if figure), None)


def _is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Tell whether the calendar has the day; without a year, whether a leap year has it."""
    return day is None or month is None or day <= calendar.monthrange(year or 2000, month)[1]


def _counted(text: str) -> Quantity | None:
    """Understand a number with its comparators, multiplier and unit."""
    found = _NUMBER.fullmatch(text)
    if found is None or (after := measure(found["tail"])) is None:
        return None
    signs = frozenset(BEFORE[word] for word in (found["before"], found["again"]) if word)
    signs = signs | {after.after} if after.after else signs
    number, unit = _millionths(found, after), _unit(found, after)
    if signs not in TOGETHER or number is None or unit is None:
        return None
    return Quantity(
        QuantityKind.NUMBER,
        TOGETHER[signs],
        number=number,
        unit=unit or None,
        multiplier=after.multiplier,
        words=after.words,
    )


def _millionths(found: re.Match[str], after: Measure) -> int | None:
    """Return the value in millionths; None where it has finer parts, is too large, or may be no number at all."""
    if found["spelled"]:
        value = _spelled(found["spelled"], after)
        return None if value is None else value * after.multiplier * SCALE
    if not found["tail"] and _DATE_OR_NUMBER.fullmatch(found["figure"]):
        return None
    whole, _, decimals = found["figure"].replace(",", "").partition(".")
    number, finer = divmod(int(whole + decimals) * after.multiplier * SCALE, 10 ** len(decimals))
    return None if finer or number > LIMIT else -number if found["minus"] else number


def _spelled(figure: str, after: Measure) -> int | None:
    """Return a number in characters, alone or before one of the measure words with which it is no figure of speech."""
    is_plain = after.words is None and (after.unit is None or after.unit in SPELLED_MEASURES)
    return SPELLED.get(figure) if is_plain else None


def _unit(found: re.Match[str], after: Measure) -> str | None:
    """Return the unit, empty where none was printed: 元/亩 for ``每亩300元``; None where two units contradict."""
    ahead = UNIT_BEFORE.get(found["prefix"])
    unit = after.unit or ahead or ""
    if not found["per"]:
        return unit if ahead in (None, unit) else None
    each = found["per"].removeprefix("每").replace("每", "·")
    return f"{unit}/{each}" if ahead in (None, unit) and "/" not in unit else None
