"""Units: what is printed after a figure, ``万人次/年以上`` or ``(册)``, and which units say the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ziping.model.quantity_words import (
    AFTER,
    CHANGED,
    COUNTERS,
    DONE,
    MEASURES,
    MULTIPLIERS,
    NO_COUNTER,
    NO_UNIT,
    PER,
    PERCENT,
    SYNONYMS,
    Comparator,
)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of the words."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


DOING: Final = rf"(?:{any_of(DONE)})(?!率)[^\W\d_{CHANGED}]{{0,8}}"
"""A pattern of what is done by then: 完成, 完成资金支付."""
_AFTER: Final = any_of(AFTER)
_PARTS: Final = re.compile(
    rf"(?P<bare>[^()]*?(?:[^()]\([次项套]\))?)(?:\((?!(?:含|{_AFTER})\))(?P<boxed>[^()]*)\))?"
    rf"(?:\(?(?P<after>{_AFTER})\)?(?P<done>{DOING})?)?"
)
_BOXED: Final = re.compile(rf"[^\W\d_{CHANGED}]{{1,6}}")
_NOUN: Final = re.compile(rf"(?!{any_of(NO_COUNTER)})({any_of(COUNTERS)})([^\W\d_{CHANGED}]{{2,6}}(?<!中))")
_MULTIPLIER: Final = re.compile(rf"({any_of(MULTIPLIERS)})(.*)")
_JOINT: Final = re.compile(r"([/·*、×•・.每])")


@dataclass(frozen=True, slots=True)
class Measure:
    """What follows a figure: its multiplier, unit, the comparator and the word or noun behind."""

    multiplier: int = 1
    unit: str | None = None
    after: Comparator | None = None
    words: str | None = None


_NOTHING: Final = Measure()


@lru_cache(maxsize=8192)
def measure(tail: str) -> Measure | None:
    """Understand all that follows a figure, or return None.

    Cached, because a few thousand tails come by the million.
    """
    parts = _PARTS.fullmatch(tail)
    if parts is None:
        return None
    bare, boxed = _bare(parts["bare"]), _boxed(parts["boxed"])
    if bare is None or boxed is None or (both := _both(bare, boxed)) is None:
        return None
    if parts["after"] is None:
        return both
    return replace(both, after=AFTER[parts["after"]], words=parts["done"]) if both.words is None else None


def _both(bare: Measure, boxed: Measure) -> Measure | None:
    """Join ``万`` and ``(元)``; what is said twice, as in ``98%(百分比)``, must agree."""
    if boxed in (bare, _NOTHING):
        return bare
    if bare.unit is None and (bare.multiplier == 1 or boxed.multiplier == 1):
        return replace(boxed, multiplier=bare.multiplier * boxed.multiplier)
    return None


def _bare(text: str) -> Measure | None:
    """Understand a unit without brackets, its multiplier in front: 千米 and 千克 are units, 千字 is a thousand 字."""
    text = text.strip()
    if (whole := _one(text)) is not None or (found := _MULTIPLIER.fullmatch(text)) is None:
        return whole
    rest = _one(found[2])
    return rest and replace(rest, multiplier=MULTIPLIERS[found[1]])


def _one(text: str) -> Measure | None:
    """Understand a unit without multiplier: a known one, or a measure word with a noun of up to six characters."""
    if not text:
        return _NOTHING
    if (unit := printed_unit(text)) is not None:
        return Measure(unit=unit)
    counted = _NOUN.fullmatch(text)
    return counted and Measure(unit=printed_unit(counted[1]), words=counted[2])


def _boxed(text: str | None) -> Measure | None:
    """Understand a unit in brackets, where forms print the unit: any short word that is no remark will do."""
    if text is None:
        return _NOTHING
    known = _bare(text)
    if known is not None and known.words is None:
        return known
    return Measure(unit=text) if _BOXED.fullmatch(text) and text not in NO_UNIT else None


@lru_cache(maxsize=8192)
def printed_unit(text: str) -> str | None:
    """Return a known unit in one spelling, or None: 百分比 is %, 元/人*月 and 元每人、月 are 元/人·月."""
    if text in MEASURES:
        return PERCENT if SYNONYMS.get(text) == PERCENT else text
    first, *rest = _JOINT.split(text)
    joints, others = rest[::2], rest[1::2]
    if not others or (first and first not in MEASURES) or not PER.issuperset(others):
        return None
    joint = "/" if joints[0] in "/每" else "·"
    return f"{first}{joint}{'·'.join(others)}" if first or joint == "/" else None


def unit_family(unit: str | None) -> str | None:
    """Return the name under which true synonyms meet (㎡, m2, 平米: 平方米); any other unit is a family of its own."""
    if unit is None:
        return None
    whole = SYNONYMS.get(unit)
    return whole or "".join(SYNONYMS.get(part, part) for part in _JOINT.split(unit))
