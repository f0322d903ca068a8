"""Indicators as units fill them in: most targets met, some missed and scored for it, each loss with its reason."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Final

from ziping.app.synthesis.amounts import Practice, hundredths
from ziping.app.synthesis.words import BENEFIT, COST, OUTPUT, REASONS, SATISFACTION, Sort, Wording
from ziping.model.form import Indicator

_MISSED: Final = 0.12
"""Share of indicators that are not reached."""
Table = Mapping[str, tuple[Wording, ...]]
Names = tuple[str, str]

_FIRST: Final[tuple[tuple[str, Table], ...]] = (
    ("产出指标", OUTPUT),
    ("效益指标", BENEFIT),
    ("满意度指标", SATISFACTION),
)
_WITH_COST: Final = 0.3


def indicators(random: Random, practice: Practice, most: int, needed: Sort | None) -> tuple[Indicator, ...]:
    """Draw so many indicators, among them one of the kind that is needed."""
    tables: dict[str, Table] = dict(_FIRST)
    if needed is Sort.CEILING or random.random() < _WITH_COST:
        tables = {"成本指标": COST, **tables}
    wordings = _chosen(random, tables, most, needed)
    left = practice.profile.parameters.total_points - practice.profile.parameters.execution_points
    points = _divided(random, left, len(wordings))
    return tuple(
        filled(random, names, wording, share, practice)
        for (names, wording), share in zip(wordings, points, strict=True)
    )


def _chosen(
    random: Random,
    tables: Mapping[str, Table],
    most: int,
    needed: Sort | None,
) -> list[tuple[Names, Wording]]:
    """Draw wordings, at least one of each first level, in the order of the tables."""
    every = [
        ((first, second), wording)
        for first, table in tables.items()
        for second, wordings in table.items()
        for wording in wordings
    ]
    kept = {random.choice([it for it in every if it[0][0] == first]) for first in tables}
    if needed:
        kept.add(random.choice([it for it in every if it[1].sort is needed]))
    others = [it for it in every if it not in kept]
    kept.update(random.sample(others, max(0, min(most, len(every)) - len(kept))))
    return sorted(kept, key=every.index)


def _divided(random: Random, points: int, rows: int) -> list[int]:
    """Divide points among the rows in whole points, none below 3."""
    shares = [300] * rows
    left = points - sum(shares)
    while left:
        step = min(left, random.choice((100, 200, 200, 500)))
        shares[random.randrange(rows)] += step
        left -= step
    return shares


def filled(
    random: Random,
    names: Names,
    wording: Wording,
    points: int,
    practice: Practice,
    *,
    missed: bool | None = None,
) -> Indicator:
    """Fill in one indicator, reached or missed as is said, or as it comes."""
    if missed is None:
        missed = random.random() < _MISSED and not practice.flawless
    target, actual, score = _SORTS[wording.sort](random, wording, points, missed)
    if practice.whole:
        score = (score + 50) // 100 * 100
    return Indicator(
        level1=names[0],
        level2=names[1],
        level3=wording.name,
        target=target,
        actual=actual,
        points=hundredths(points),
        score=hundredths(score),
        deviation=random.choice(REASONS) if score < points else None,
    )


Drawn = tuple[str, str, int]
"""Target, actual value, score in hundredths."""


def _count(random: Random, wording: Wording, points: int, missed: bool) -> Drawn:  # noqa: FBT001 — one of five ways to draw
    target = random.randint(2, wording.largest)
    actual = (
        random.randint(max(1, target // 2), target - 1) if missed else target + random.randint(0, target // 5)
    )
    return f"≥{target}{wording.unit}", f"{actual}{wording.unit}", pro_rata(points, actual, target)


def _rate(random: Random, _: Wording, points: int, missed: bool) -> Drawn:  # noqa: FBT001
    target = random.choice((80, 85, 90, 95))
    actual = Decimal(
        random.randint(6_000, target * 100 - 1) if missed else random.randint(target * 100, 10_000)
    )
    score = pro_rata(points, int(actual), target * 100)
    return f"≥{target}%", f"{actual.scaleb(-2)}%", score


def _ceiling(random: Random, wording: Wording, points: int, missed: bool) -> Drawn:  # noqa: FBT001
    target = random.randint(wording.largest // 2, wording.largest)
    actual = target + random.randint(1, target // 3) if missed else target - random.randint(0, target // 5)
    score = 0 if missed else points
    return f"≤{target}{wording.unit}", f"{actual}{wording.unit}", score


def _none(random: Random, wording: Wording, points: int, missed: bool) -> Drawn:  # noqa: FBT001
    actual = random.randint(1, 3) if missed else 0
    return f"0{wording.unit}", f"{actual}{wording.unit}", 0 if missed else points


def _words(random: Random, wording: Wording, points: int, missed: bool) -> Drawn:  # noqa: FBT001
    if missed:
        return wording.unit, "部分达成指标并具有一定效果", points * random.randint(60, 79) // 100
    return wording.unit, "达成指标", points


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
