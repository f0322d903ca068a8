"""Reads a cell that holds a number, exactly as printed; says when it holds something else."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST_NUMBER: Final = 30
"""A longer row of digits is no amount of money, whatever it is."""

_BLANK = re.compile(r"[\s\-－﹣‐‑‒–—―−─/／\\]*")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_UNIT = re.compile(r" *(?:%|亿元|万元|万|元|分)$")
_CUT = re.compile(r"(?<=[.,]) *\n *(?=[0-9])|(?<=[0-9]) *\n *(?=[.,][0-9])")
"""A line end beside a separator is inside a number; one between two digits may part two numbers."""


@dataclass(frozen=True, slots=True)
class NotANumber:
    """What stands in a cell that should hold a number."""

    raw: str


def is_blank(text: str) -> bool:
    """Tell whether a cell is empty or holds only dashes, which the form reads as nothing."""
    return _BLANK.fullmatch(text) is not None


def number_in(text: str) -> str | NotANumber | None:
    """Return the digits without separators, % and unit; None for a blank cell; never a guess."""
    if is_blank(text):
        return None
    return NotANumber(text) if len(text) > 2 * LONGEST_NUMBER else _number_in(text)


@lru_cache(maxsize=1 << 14)
def _number_in(text: str) -> str | NotANumber | None:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip().removeprefix("¥")
    digits = _UNIT.sub("", _CUT.sub("", plain))
    if not digits:  # a unit alone: the cell was left empty
        return None
    if len(digits) > LONGEST_NUMBER:
        return NotANumber(text)
    if _GROUPED.fullmatch(digits):
        return digits.replace(",", "").replace(" ", "")
    return digits if _DIGITS.fullmatch(digits) else NotANumber(text)


def is_number(text: str) -> bool:
    """Tell whether the cell holds a number that can be read."""
    return isinstance(number_in(text), str)
