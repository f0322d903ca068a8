"""Indicators as units fill them in: most targets met, some missed and scored for it, each loss with its reason."""

from random import Random
from typing import Final

from ziping.app.synthesis.amounts import Practice, hundredths
from ziping.app.synthesis.plans import Plan, Planned
from ziping.app.synthesis.words import REASONS, Sort
from ziping.model.form import Indicator

_MISSED: Final = 0.08
_MISSED_BY_THE_WEAK: Final = 0.5
"""Share of indicators that are not reached."""
_ABOVE: Final = 8
"""A count is surpassed by at most one part in so many."""


def indicators(random: Random, plan: Plan, year: int, practice: Practice) -> tuple[Indicator, ...]:
    """Fill in the indicators of a project for a year."""
    first = True if practice.weak and not practice.flawless else None
    missed = [first, *[None] * (len(plan.rows) - 1)]
    return tuple(filled(random, plan, index, year, practice, missed=it) for index, it in enumerate(missed))


def reason(plan: Plan, index: int, year: int) -> str:
    """Return why an indicator was missed: another reason in every row, and in every year."""
    return REASONS[(plan.story + index + 7 * year) % len(REASONS)]


def filled(
    random: Random, plan: Plan, index: int, year: int, practice: Practice, *, missed: bool | None = None
) -> Indicator:
    """Fill in one indicator, reached or missed as is said, or as it comes."""
    row = plan.rows[index]
    if missed is None:
        share = _MISSED_BY_THE_WEAK if practice.weak else _MISSED
        missed = random.random() < share and not practice.flawless
    asked = plan.grown(row.target, year) if row.wording.sort is Sort.COUNT else row.target
    target, actual, score = _SORTS[row.wording.sort](
        random, row, (asked, year, practice.profile.parameters.reverse), missed
    )
    score = printed(score, practice)
    if missed:
        score = min(score, row.points - 100)
    return Indicator(
        level1=row.level1,
        level2=row.level2,
        level3=row.wording.name,
        target=target,
        actual=actual,
        points=hundredths(row.points),
        score=hundredths(score),
        deviation=reason(plan, index, year) if score < row.points else None,
    )


def printed(score: int, practice: Practice) -> int:
    """Return a score in hundredths as it is printed: in whole points where that is the practice."""
    return (score + 50) // 100 * 100 if practice.whole else score


Asked = tuple[int, int, str]
"""Target, year, and how a ceiling that was exceeded is scored."""
Drawn = tuple[str, str, int]
"""Target, actual value, score in hundredths."""


def _between(random: Random, low: int, high: int, year: int) -> int:
    """Draw a number that a year before or after does not draw too."""
    number = random.randint(low, high)
    moved = number - (number - year) % 3
    return moved if moved >= low else min(high, moved + 3)


def _count(random: Random, row: Planned, asked: Asked, missed: bool) -> Drawn:  # noqa: FBT001 — one of five ways to draw
    target, year, _ = asked
    edges = (max(1, target // 2), target * 9 // 10) if missed else (target, target + target // _ABOVE)
    actual, unit = _between(random, *edges, year), row.wording.unit
    return f"≥{target}{unit}", f"{actual}{unit}", pro_rata(row.points, actual, target)


def _rate(random: Random, row: Planned, asked: Asked, missed: bool) -> Drawn:  # noqa: FBT001
    target = asked[0] * 100
    edges = (6_000, target * 9 // 10) if missed else (target + 1, min(10_000, target * 115 // 100))
    actual = random.randint(*edges)
    return f"≥{asked[0]}%", f"{hundredths(actual)}%", pro_rata(row.points, actual, target)


def _ceiling(random: Random, row: Planned, asked: Asked, missed: bool) -> Drawn:  # noqa: FBT001
    target, year, way = asked
    edges = (target + 1, target + target // 3) if missed else (target - target // 5, target)
    actual, unit = _between(random, *edges, year), row.wording.unit
    earned = (
        pro_rata(row.points, target, actual)
        if way == "ratio"
        else pro_rata(row.points, 2 * target - actual, target)
    )
    return f"≤{target}{unit}", f"{actual}{unit}", earned


def _none(random: Random, row: Planned, _: Asked, missed: bool) -> Drawn:  # noqa: FBT001
    actual = random.randint(1, 3) if missed else 0
    return f"0{row.wording.unit}", f"{actual}{row.wording.unit}", 0 if missed else row.points


def _words(random: Random, row: Planned, asked: Asked, missed: bool) -> Drawn:  # noqa: FBT001
    if missed:
        share = asked[0] + random.randint(0, 2)
        return row.wording.unit, "部分达成指标并具有一定效果", row.points * share // 100
    return row.wording.unit, "达成指标", row.points


def pro_rata(points: int, actual: int, target: int) -> int:
    """Return what was earned in hundredths, half-up."""
    return points if actual >= target else (2 * points * actual + target) // (2 * target)


_SORTS: Final = {
    Sort.COUNT: _count,
    Sort.RATE: _rate,
    Sort.CEILING: _ceiling,
    Sort.NONE: _none,
    Sort.WORDS: _words,
}
