"""Units with their projects over some years: forms that belong together, filled in by one hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Final

from ziping.app.synthesis.amounts import Practice, fund_rows, in_hundredths
from ziping.app.synthesis.indicators import indicators
from ziping.app.synthesis.plans import Plan, plan, with_sort
from ziping.app.synthesis.telling import goal
from ziping.app.synthesis.words import ENDS, OFFICES, REGIONS, SUBJECTS, Sort
from ziping.law import Profile, profile_for, roundings
from ziping.model.form import Form, Fund, Indicator, MoneyUnit, Total

_YEARS: Final = range(2020, 2025)
_INDICATORS: Final = range(4, 14)
_PROJECTS: Final = range(3, 10)
_IN_YUAN: Final = 0.2
_WHOLE: Final = 0.3
"""Shares of the units."""
_FINE: Final = 8
"""How much more often a unit prints hundredths than anything coarser."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A form that is still to be filled in: whose it is, of what year, and how it is filled in."""

    department: str
    unit: str
    plan: Plan
    year: int
    number: int
    practice: Practice


def sketches(random: Random, first: int, most: int | None = None) -> Iterator[Sketch]:
    """Draw unit after unit, each with its projects in some years; ``first`` numbers the units."""
    serial = first
    while True:
        region, office = random.choice(REGIONS), random.choice(list(OFFICES))
        department = f"{region}{office}{'委员会' if region.endswith('市') else '厅'}"
        unit = f"{region}第{serial}{random.choice(OFFICES[office])}"
        money = MoneyUnit.YUAN if random.random() < _IN_YUAN else MoneyUnit.WAN
        newest = random.choice(_YEARS)
        plans = _plans(random, profile_for(newest, department, unit), most)
        for year in range(max(_YEARS.start, newest - random.randrange(3)), newest + 1):
            practice = _practice(random, profile_for(year, department, unit), money)
            weakest = random.randrange(len(plans))
            for place, project in enumerate(plans):
                held = replace(practice, weak=place == weakest)
                yield Sketch(department, unit, project, year, place + 1, held)
        serial += 1


def _plans(random: Random, law: Profile, most: int | None) -> list[Plan]:
    subjects = random.sample(SUBJECTS, random.choice(_PROJECTS))
    return [
        plan(random, f"{subject}{random.choice(ENDS)}", law, most or random.choice(_INDICATORS))
        for subject in subjects
    ]


def _practice(random: Random, law: Profile, money: MoneyUnit) -> Practice:
    known = roundings()
    rounding = random.choices(known, [1 if it.coarse or it.carried else _FINE for it in known])[0]
    return Practice(law, rounding, money, whole=random.random() < _WHOLE)


def clean(random: Random, sketch: Sketch, needed: Sort | None = None) -> Form:
    """Fill in a form without any fault, with an indicator of the sort that is needed."""
    project = sketch.plan
    if needed:
        project = with_sort(random, project, needed, sketch.practice.profile)
    rows = indicators(random, project, sketch.year, sketch.practice)
    initial = project.grown(project.budget, sketch.year)
    form = Form(
        title="财政项目支出绩效自评表",
        year=sketch.year,
        project=project.project,
        competent_department=sketch.department,
        implementing_unit=sketch.unit,
        money_unit=sketch.practice.unit,
        funds=fund_rows(random, sketch.practice, initial, _least_spent(rows)),
        indicators=rows,
    )
    return added_up(form, sketch)


def _least_spent(rows: tuple[Indicator, ...]) -> int:
    """Return the share of the budget, in ten-thousandths, below which such results are doubted."""
    earned, points = (sum(in_hundredths(getattr(row, name)) for row in rows) for name in ("score", "points"))
    return earned * 9_550 // points


def added_up(form: Form, sketch: Sketch) -> Form:
    """Return the form with the total and the grade of its scores, and with what is told of its figures."""
    law = sketch.practice.profile
    return summed(form.model_copy(update={"goal": goal(sketch.plan, form, law)}), law)


def summed(form: Form, law: Profile) -> Form:
    """Return the form with the total and the grade that follow from its scores."""
    rows: tuple[Fund | Indicator, ...] = (form.funds[0], *form.indicators)
    points, score = (sum((getattr(it, name) or Decimal(0) for it in rows), Decimal(0)) for name in _SUMS)
    grade = next(name for name, edge in law.parameters.grades if score * 100 >= edge)
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
