"""The rules as formulas of a spreadsheet, exact as long as the numbers have at most fifteen digits.

A spreadsheet counts in binary, where 0.07 × 100 is more than 7 and rounding up gives a wrong digit. So every quotient is
one of whole numbers: amounts in 分, points in hundredths. Dividing these gives a whole number exactly where it should,
and INT does the rest. ``tests/writers`` recalculates them with LibreOffice and holds them against the engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ziping.law import Rounding
from ziping.law.profiles import Parameters
from ziping.law.roundings import Digits, Way
from ziping.model.quantity import Comparator

_POINTS: Final = 100
_WHOLE_SHARE: Final = 10_000
_FORMS: Final = {Way.CUT: "INT({q})", Way.UP: "-INT(-({q}))", Way.HALF_UP: "INT({q}+0.5)"}


def _rounded(quotient: str, way: Way, parts: int) -> str:
    """Return the quotient, which counts in parts of one, brought to whole parts."""
    whole = _FORMS[way].format(q=quotient)
    return f"{whole}/{parts}" if parts > 1 else whole


def _counted(reference: str, parts: int) -> str:
    """Return a cell's number as a whole number of parts of one."""
    return f"ROUND({reference}*{parts},0)"


@dataclass(frozen=True, slots=True)
class Execution:
    """The cells of the fund total, and how the form prints what follows from them."""

    budget: str
    executed: str
    points: str
    fen: int
    """How many 分 one unit of the amounts is."""
    rounding: Rounding

    def rate(self) -> str:
        """Return 全年执行数 ÷ 全年预算数 in per cent."""
        return self._where_there_is_a_budget(self._rate())

    def score(self) -> str:
        """Return 全年执行数 ÷ 全年预算数 × 分值, at most 分值."""
        points, spent, budget = _counted(self.points, _POINTS), self._spent(), self._budget()
        coarser = 10 ** (2 - self.rounding.score.digits)
        below = f"({budget}*{coarser})" if coarser > 1 else budget
        exactly = _rounded(
            f"{points}*MIN({spent},{budget})/{below}",
            self.rounding.score.way,
            10**self.rounding.score.digits,
        )
        if self.rounding.carried:
            rate = _counted(self._rate(), 100)
            carried = _rounded(f"{points}*{rate}/{_WHOLE_SHARE}", Way.HALF_UP, _POINTS)
            exactly = f"IF({spent}>{budget},{exactly},{carried})"
        return self._where_there_is_a_budget(f'IF(ISNUMBER({self.points}),{exactly},"")')

    def _rate(self) -> str:
        ways: Digits = self.rounding.rate
        parts = 10**ways.digits
        return _rounded(f"{self._spent()}*{100 * parts}/{self._budget()}", ways.way, parts)

    def _spent(self) -> str:
        return _counted(self.executed, self.fen)

    def _budget(self) -> str:
        return _counted(self.budget, self.fen)

    def _where_there_is_a_budget(self, formula: str) -> str:
        given = f"AND(N({self.budget})>0,ISNUMBER({self.executed}),N({self.executed})>=0)"
        return f'=IF({given},{formula},"")'


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantitative indicator: the cells of its numbers, and how a shortfall is scored."""

    target: str
    actual: str
    points: str
    parts: int
    """Into how many parts of one target and actual value are counted: 100 for two decimals."""
    comparator: Comparator | None
    reverse: str
    """``linear`` or ``ratio``, as the profile says."""
    zero: bool
    """Whether the target is that something does not happen."""

    def score(self) -> str:
        """Return what the indicator earns."""
        there = f"AND(ISNUMBER({self.target}),ISNUMBER({self.actual}),ISNUMBER({self.points}))"
        missed = "0" if self.zero else self._missed()
        return f'=IF({there},IF({self._reached()},{self.points},{missed}),"")'

    def _reached(self) -> str:
        if self.zero:
            return f"{self.actual}<=0"
        signs = {Comparator.MORE: ">", Comparator.AT_MOST: "<=", Comparator.LESS: "<", None: "="}
        return f"{self.actual}{signs.get(self.comparator, '>=')}{self.target}"

    def _missed(self) -> str:
        points, target = _counted(self.points, _POINTS), _counted(self.target, self.parts)
        actual = _counted(self.actual, self.parts)
        if self.comparator is None:
            return '""'
        if self.comparator in {Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL}:
            earned, of = f"{points}*MAX({actual},0)", target
        elif self.reverse == "ratio":
            earned, of = f"{points}*{target}", actual
        else:
            earned, of = f"{points}*MAX(2*{target}-{actual},0)", target
        part = _rounded(f"{earned}/{of}", Way.HALF_UP, _POINTS)
        return f'IF({self.target}>0,{part},"")'


def number_in(reference: str, prefix: str, suffix: str, factor: str) -> str:
    """Return the number in a text cell such as ≥3000.00(册), live as long as sign and unit stay the same."""
    bare = reference
    for taken in filter(None, (prefix, suffix)):
        bare = f'SUBSTITUTE({bare},"{_quoted(taken)}","")'
    times = "" if factor == "1" else f"*{factor}"
    return f'=IFERROR(VALUE({bare}){times},"")'


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def band_edges(actual: str, points: str, parameters: Parameters) -> tuple[str, str]:
    """Return lowest and highest score of a qualitative indicator by the band that its actual value names."""
    counted = _counted(points, _POINTS)
    achieved, partly = (
        f"INT(({counted}*{share}+5000)/{_WHOLE_SHARE})"
        for share in (parameters.achieved_from, parameters.partly_from)
    )
    below_achieved = achieved if parameters.partly_upper_inclusive else f"({achieved}-1)"
    lowest = _by_band(actual, f"{achieved}/100", f"{partly}/100", "0")
    highest = _by_band(actual, points, f"{below_achieved}/100", f"({partly}-1)/100")
    return f"={lowest}", f"={highest}"


def _by_band(actual: str, achieved: str, partly: str, missed: str) -> str:
    begins = f"LEFT({actual},1)"
    return f'IF({actual}="","",IF({begins}="部",{partly},IF({begins}="未",{missed},{achieved})))'


def grade_of(total: str, grades: Sequence[tuple[str, int]]) -> str:
    """Return the grade of a total."""
    *upper, (lowest, _) = grades
    formula = f'"{lowest}"'
    for name, edge in reversed(upper):
        formula = f'IF({_counted(total, _POINTS)}>={edge},"{name}",{formula})'
    return f'=IF(ISNUMBER({total}),{formula},"")'


def difference(declared: str, expected: str) -> str:
    """Return declared minus expected, nothing where one of them is missing."""
    there = f"AND(ISNUMBER({declared}),ISNUMBER({expected}))"
    return f'=IF({there},ROUND({declared}-{expected},2),"")'


def outside(declared: str, lowest: str, highest: str) -> str:
    """Return by how much a score lies outside of its band, nothing where that cannot be told."""
    there = f"AND(ISNUMBER({declared}),ISNUMBER({lowest}),ISNUMBER({highest}))"
    beyond = f"{declared}-MIN(MAX({declared},{lowest}),{highest})"
    return f'=IF({there},ROUND({beyond},2),"")'
