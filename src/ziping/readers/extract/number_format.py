"""Prints a number of a workbook as the cell shows it: 0.00, #,##0, 0%, yyyy"年"m"月"d"日" and their like.

Numbers come and go as exact decimals. What a format asks for beyond this (fractions, Chinese numerals, powers of ten) is
printed as the plain number, never as a wrong one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

BUILT_IN: Final = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: '"¥"#,##0;"¥"-#,##0;"-";@',
    43: '#,##0.00;-#,##0.00;"-";@',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"-";@',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that a file names by number, as Chinese Excel and WPS show them."""

_KEPT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
"""Digits that a spreadsheet keeps: 87.569999999999993 in the file is 87.57."""
_LONGEST: Final = 330
"""Digits beyond those of any number that a spreadsheet can hold."""
_ROOMY: Final = Context(prec=2 * _LONGEST)
_WIDEST: Final = 11
"""Characters of a number in the format General."""
_KEPT_PLACES: Final = 4
"""Decimal places that are never rounded away for want of room."""

_TOKEN: Final = re.compile(
    r'"(?P<text>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)"
    r"|(?P<power>E[+-])|(?P<scale>,)|(?P<percent>%)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)

Piece = tuple[str, str]
"""Kind of a token and its text."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format between semicolons."""

    pieces: tuple[Piece, ...]

    def has(self, kind: str) -> bool:
        """Tell whether the section has a token of the kind."""
        return any(found == kind for found, _ in self.pieces)


def shown(number: str, code: str, *, since_1904: bool = False) -> str:
    """Return the number as a cell with this format shows it; a text that is no number comes back as it is."""
    try:
        value = _KEPT.plus(Decimal(number))
    except ArithmeticError:
        return number
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return number
    sections = _sections(BUILT_IN[31] if code.startswith("[$-F800]") else code)
    section = _section_for(value, sections)
    if any(map(section.has, ("other", "power", "elapsed"))):
        return _general(value)
    if section.has("date") and not section.has("digits"):
        return _date(value, section, since_1904=since_1904)
    if ("text", "/") in section.pieces:
        return _general(value)
    signless = value < 0 and len(sections) > 1
    return _filled(abs(value) if signless else value, section)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[list[Piece]] = [[]]
    for token in _TOKEN.finditer(code):
        kind = token.lastgroup
        text = token[kind] if kind else ""
        if kind == "other" and text == ";":
            found.append([])
        elif kind in {"text", "escaped"} or (kind == "other" and text in " -+()/:¥$￥年月日时分秒.元万亿"):
            found[-1].append(("text", text))
        elif kind == "bracket":
            found[-1].extend(_bracket(text))
        elif kind:
            found[-1].append((kind, text))
    return tuple(_Section(tuple(pieces)) for pieces in found)


def _bracket(text: str) -> list[Piece]:
    """Return what a bracket prints: a currency sign or elapsed hours; colours and languages print nothing."""
    if text.lower() in {"h", "hh", "m", "mm", "s", "ss"}:
        return [("elapsed", text.lower())]
    return [("text", text[1:].partition("-")[0])] if text.startswith("$") else []


def _section_for(value: Decimal, sections: Sequence[_Section]) -> _Section:
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]  # noqa: PLR2004 — positive;negative;zero


def _filled(value: Decimal, section: _Section) -> str:
    """Return the pieces of the section with the number in the place of its digits."""
    scale = sum(kind == "percent" for kind, _ in section.pieces) * 2 - 3 * _commas(section)
    value = value.scaleb(scale, _ROOMY)
    holders = [text for kind, text in section.pieces if kind == "digits"]
    printed = iter(_spread(value, holders))
    parts = []
    for kind, text in section.pieces:
        if kind == "digits":
            parts.append(next(printed))
        elif kind == "general":
            parts.append(_general(value))
        elif kind in {"text", "percent"}:
            parts.append(text)
        elif text == "@":
            parts.append(_general(value))
    if not section.pieces:
        return ""
    return _signed(value, "".join(parts))


def _signed(value: Decimal, text: str) -> str:
    is_told = text.startswith("-") or not any(c in "123456789" for c in text)
    return "-" + text if value < 0 and not is_told else text


def _commas(section: _Section) -> int:
    """Count the commas that divide by a thousand: those that follow the last digit."""
    trailing = [text for kind, text in section.pieces if kind == "digits"][-1:]
    inside = sum(len(text) - len(text.rstrip(",")) for text in trailing)
    return inside + sum(kind == "scale" for kind, _ in section.pieces)


def _spread(value: Decimal, holders: Sequence[str]) -> list[str]:
    """Return the digits for each run of digit holders; a literal between runs splits the number (0!.00)."""
    if not holders:
        return []
    whole = "".join(holders).rstrip(",")
    ahead, _, behind = whole.partition(".")
    text = _digits(abs(value), ahead, behind)
    if len(holders) == 1:
        return [text]
    widths = [len(holder.rstrip(",")) for holder in holders[1:]]
    pieces: list[str] = []
    for width in reversed(widths):
        text, last = text[:-width] if width else text, text[len(text) - width :]
        pieces.insert(0, last)
    return [text, *pieces]


def _digits(value: Decimal, ahead: str, behind: str) -> str:
    """Return the digits of a number that is not negative for holders such as #,##0 and 00."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP, _ROOMY)
    whole, _, fraction = format(rounded, "f").partition(".")
    least = sum(holder == "0" for holder in ahead)
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in ahead:
        whole = f"{int(whole):,}" if whole else whole
    kept = behind.rfind("0") + 1
    fraction = fraction[:kept] + fraction[kept:].rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def _general(value: Decimal) -> str:
    """Return the number as the format General shows it: eleven characters at most, no zeros at the end.

    What General would show as a power of ten is printed in full, and so is an amount of money down to the last cent.
    """
    whole, exponent = max(1, value.adjusted() + 1), value.normalize().as_tuple().exponent
    if whole < _WIDEST and isinstance(exponent, int) and exponent < -_KEPT_PLACES:
        value = value.quantize(Decimal(1).scaleb(whole + 1 - _WIDEST), ROUND_HALF_UP, _ROOMY)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _date(value: Decimal, section: _Section, *, since_1904: bool) -> str:
    """Return the day or time that the number counts, or the plain number where there is no such day."""
    days = int(value)
    seconds = int(((value - days) * 86_400).to_integral_value(ROUND_HALF_UP))
    base = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if days > 59 else 31)  # noqa: PLR2004 — Excel counts a 29 February 1900
    try:
        day = base + timedelta(days=days)
    except OverflowError:
        return _general(value)
    if value < 0:
        return _general(value)
    kinds = [kind for kind, _ in section.pieces]
    halves = "half" in kinds
    return "".join(
        _date_piece(number, section.pieces, day, seconds, halves=halves) for number in range(len(kinds))
    )


def _date_piece(number: int, pieces: Sequence[Piece], day: date, seconds: int, *, halves: bool) -> str:
    kind, text = pieces[number]
    if kind == "text":
        return text
    if kind == "half":
        return ("上午", "下午")[seconds >= 43_200]  # noqa: PLR2004 — noon
    if kind != "date":
        return ""
    code = text.lower()
    if code[0] == "y":
        return f"{day.year:04}" if len(code) > 2 else f"{day.year % 100:02}"  # noqa: PLR2004 — yy and yyyy
    hours = seconds // 3600
    value = {
        "m": seconds // 60 % 60 if _is_minute(number, pieces) else day.month,
        "h": (hours + 11) % 12 + 1 if halves else hours,
        "s": seconds % 60,
        "d": day.day,
    }[code[0]]
    return str(value).rjust(min(len(code.partition(".")[0]), 2), "0")


def _is_minute(number: int, pieces: Sequence[Piece]) -> bool:
    """Tell whether an m means minutes: it follows an hour or precedes a second."""
    dates = [
        (place, text[0].lower()) for place, (kind, text) in enumerate(pieces) if kind in {"date", "elapsed"}
    ]
    at = [place for place, _ in dates].index(number)
    before = dates[at - 1][1] if at else ""
    after = dates[at + 1][1] if at + 1 < len(dates) else ""
    return before == "h" or after == "s"
