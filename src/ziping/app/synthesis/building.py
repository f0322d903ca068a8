"""Units with their projects over some years: forms that belong together, filled in by one hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from ziping.app.synthesis.amounts import Practice, fund_rows
from ziping.app.synthesis.indicators import indicators
from ziping.app.synthesis.words import ENDS, OFFICES, REGIONS, SUBJECTS, Sort
from ziping.law import Profile, profile_for, roundings
from ziping.model.form import Form, Fund, Goal, Indicator, MoneyUnit, Total

_YEARS: Final = range(2020, 2025)
_INDICATORS: Final = range(4, 14)
_PROJECTS: Final = range(3, 10)
_FINE: Final = 8
"""How much more often a unit prints hundredths than anything coarser."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A form that is still to be filled in: whose it is, of what year, and how it is filled in."""

    department: str
    unit: str
    project: str
    year: int
    number: int
    practice: Practice


def sketches(random: Random, first: int) -> Iterator[Sketch]:
    """Draw unit after unit, each with its projects in some years; ``first`` numbers the units."""
    serial = first
    while True:
        region, office = random.choice(REGIONS), random.choice(list(OFFICES))
        department = f"{region}{office}{'委员会' if region.endswith('市') else '厅'}"
        unit = f"{region}第{serial}{random.choice(OFFICES[office])}"
        projects = _projects(random)
        newest = random.choice(_YEARS)
        for year in range(max(_YEARS.start, newest - random.randrange(3)), newest + 1):
            practice = _practice(random, profile_for(year, department, unit))
            for number, project in enumerate(projects, 1):
                yield Sketch(department, unit, project, year, number, practice)
        serial += 1


def _projects(random: Random) -> list[str]:
    subjects = random.sample(SUBJECTS, random.choice(_PROJECTS))
    return [f"{subject}{random.choice(ENDS)}" for subject in subjects]


def _practice(random: Random, profile: Profile) -> Practice:
    known = roundings()
    rounding = random.choices(known, [1 if it.coarse or it.carried else _FINE for it in known])[0]
    unit = MoneyUnit.YUAN if random.random() < 0.2 else MoneyUnit.WAN  # noqa: PLR2004 — a share, said once
    return Practice(profile, rounding, unit, whole=random.random() < 0.3)  # noqa: PLR2004


def clean(random: Random, sketch: Sketch, most: int | None = None, needed: Sort | None = None) -> Form:
    """Fill in a form without any fault."""
    rows = indicators(random, sketch.practice, most or random.choice(_INDICATORS), needed)
    form = Form(
        title="财政项目支出绩效自评表",
        year=sketch.year,
        project=sketch.project,
        competent_department=sketch.department,
        implementing_unit=sketch.unit,
        money_unit=sketch.practice.unit,
        funds=fund_rows(random, sketch.practice),
        goal=_goal(sketch.project, rows),
        indicators=rows,
    )
    return added_up(form, sketch.practice.profile)


def _goal(project: str, rows: tuple[Indicator, ...]) -> Goal:
    names = "、".join(row.level3 or "" for row in rows[:4])
    lines = (f"{row.level3}为{row.actual}" for row in rows[:3])
    return Goal(
        expected=f"通过实施{project}，围绕{names}等方面完成年度各项任务，保障工作有序开展。",
        actual=f"{project}按计划实施：{'；'.join(lines)}。",
    )


def added_up(form: Form, profile: Profile) -> Form:
    """Return the form with the total and the grade that follow from its scores."""
    rows: tuple[Fund | Indicator, ...] = (form.funds[0], *form.indicators)
    points, score = (sum((getattr(it, name) or Decimal(0) for it in rows), Decimal(0)) for name in _SUMS)
    grade = next(name for name, edge in profile.parameters.grades if score * 100 >= edge)
    return form.model_copy(update={"total": Total(points=points, score=score), "grade": grade})


_SUMS: Final = ("points", "score")


def with_row(form: Form, index: int, **changed: object) -> Form:
    """Return the form with an indicator changed."""
    rows = list(form.indicators)
    rows[index] = rows[index].model_copy(update=changed)
    return form.model_copy(update={"indicators": tuple(rows)})


def with_fund(form: Form, index: int, **changed: object) -> Form:
    """Return the form with a row of the fund table changed."""
    rows = list(form.funds)
    rows[index] = rows[index].model_copy(update=changed)
    return form.model_copy(update={"funds": tuple(rows)})
