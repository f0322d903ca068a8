"""What a project sets out to do, year after year: its indicators, their points and targets, and its budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from ziping.app.synthesis.words import BENEFIT, COST, OUTPUT, SATISFACTION, Sort, Wording
from ziping.law import Profile, profile

Table = Mapping[str, tuple[Wording, ...]]
_OUTPUT: Final = "产出指标"
_BENEFIT: Final = "效益指标"
_COST: Final = "成本指标"
_SATISFACTION: Final = "满意度指标"
_TABLES: Final[Mapping[str, Table]] = {
    _COST: COST,
    _OUTPUT: OUTPUT,
    _BENEFIT: BENEFIT,
    _SATISFACTION: SATISFACTION,
}
_Choice = tuple[str, str, Wording]
_EVERY: Final[tuple[_Choice, ...]] = tuple(
    (first, second, wording)
    for first, table in _TABLES.items()
    for second, wordings in table.items()
    for wording in wordings
)
_NAMES: Final = [wording for *_, wording in _EVERY]
_IN_WORDS: Final = [wording for wording in _NAMES if wording.sort is Sort.WORDS]
_REQUIRED: Final = ("数量指标", "质量指标")
_PURCHASES: Final = "购置"
_WITH_COST: Final = 0.3
_RATES: Final = (80, 85, 90, 95)
_PARTLY: Final = 60
"""Per cent that an indicator in words earns for being reached in part; each next one earns three more."""
_LEAST: Final = 300
_MOST: Final = 3_500
_FIRST_YEAR: Final = 2020


@dataclass(frozen=True, slots=True)
class Planned:
    """An indicator of a project: where it stands, how it is worded, its points in hundredths and its first target.

    An indicator in words has for a target what it earns, in per cent, where it is reached in part.
    """

    level1: str
    level2: str
    wording: Wording
    target: int
    points: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A project."""

    project: str
    rows: tuple[Planned, ...]
    budget: int
    """Of the first year, in hundredths of 万元."""
    growth: int
    """Per cent by which budget and counts grow every year."""
    story: int
    """Which reasons and turns of phrase its clerk comes upon first."""

    def grown(self, value: int, year: int) -> int:
        """Return what a budget or a count has become in a year."""
        return value * (100 + self.growth * (year - _FIRST_YEAR)) // 100


def plan(random: Random, project: str, law: Profile, most: int) -> Plan:
    """Draw a project with so many indicators."""
    costly = _PURCHASES in project or random.random() < _WITH_COST
    rows = [_planned(random, it) for it in _chosen(random, most, costly=costly)]
    budget = random.randint(200, 9_000) * 10 ** random.choice((1, 2, 2, 3))
    return Plan(
        project=project,
        rows=_pointed(random, rows, law),
        budget=budget,
        growth=random.randint(0, 6),
        story=random.randrange(100),
    )


def with_sort(random: Random, planned: Plan, sort: Sort, law: Profile) -> Plan:
    """Return the project with an indicator of that sort; one of many others of its kind gives way to it."""
    if any(row.wording.sort is sort for row in planned.rows):
        return planned
    added = _planned(random, random.choice([it for it in _EVERY if it[2].sort is sort]))
    kept = list(planned.rows)
    kinds = [row.level2 for row in kept]
    spare = [row for row in kept if kinds.count(row.level2) > 1 and row.wording.sort is not Sort.COUNT]
    if spare:
        kept.remove(random.choice(spare))
    rows = sorted([*kept, added], key=lambda row: _NAMES.index(row.wording))
    return replace(planned, rows=_pointed(random, rows, law))


def _chosen(random: Random, most: int, *, costly: bool) -> list[_Choice]:
    """Draw wordings of every kind that must be there, and others, at most half of all in words."""
    every = [it for it in _EVERY if costly or it[0] != _COST]
    firsts = [_BENEFIT, _SATISFACTION, *([_COST] if costly else [])]
    kept = [random.choice([it for it in every if it[1] == kind]) for kind in _REQUIRED]
    kept += [random.choice([it for it in every if it[0] == first]) for first in firsts]
    for choice in random.sample(every, len(every)):
        words = sum(it[2].sort is Sort.WORDS for it in (*kept, choice))
        if (
            len(kept) < most
            and choice not in kept
            and (choice[2].sort is not Sort.WORDS or words * 2 <= most)
        ):
            kept.append(choice)
    return sorted(kept, key=every.index)


def _planned(random: Random, choice: _Choice) -> Planned:
    first, second, wording = choice
    return Planned(first, second, wording, _target(random, wording))


def _target(random: Random, wording: Wording) -> int:
    if wording.sort is Sort.COUNT:
        return random.randint(min(8, wording.largest), wording.largest)
    if wording.sort is Sort.RATE:
        return random.choice(_RATES)
    if wording.sort is Sort.CEILING:
        return random.randint(wording.largest // 2, wording.largest)
    return _PARTLY + 3 * _IN_WORDS.index(wording) if wording.sort is Sort.WORDS else 0


def _pointed(random: Random, rows: Sequence[Planned], law: Profile) -> tuple[Planned, ...]:
    """Divide the points of each first level among its indicators."""
    levels = [row.level1 for row in rows]
    shares = {
        level: iter(_divided(random, points, levels.count(level)))
        for level, points in _weights(law, costly=_COST in levels).items()
        if level in levels
    }
    return tuple(replace(row, points=next(shares[row.level1])) for row in rows)


def _weights(law: Profile, *, costly: bool) -> dict[str, int]:
    """Return the uniform weights; points that execution takes beyond the national ones are those of output."""
    said, usual = law.parameters, profile("mof-2020").parameters
    cost = (usual.cost_points or 0) if costly else 0
    benefit = (usual.benefit_points_beside_cost if costly else usual.benefit_points) or 0
    asked = usual.satisfaction_points or 0
    output = said.total_points - said.execution_points - cost - benefit - asked
    return {_COST: cost, _OUTPUT: output, _BENEFIT: benefit, _SATISFACTION: asked}


def _divided(random: Random, points: int, rows: int) -> list[int]:
    """Divide points among rows in whole points, none much heavier than the others."""
    shares = [min(_LEAST, points // rows // 100 * 100)] * rows
    while left := points - sum(shares):
        step = min(left, random.choice((100, 200, 200, 500)))
        shares[random.choice([it for it in range(rows) if rows == 1 or shares[it] < _MOST - step])] += step
    return shares
