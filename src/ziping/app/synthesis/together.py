"""Defects that no form shows alone: in all forms of a unit and year, or beside the form of the year before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from ziping.app.synthesis.amounts import fund_row
from ziping.app.synthesis.building import Sketch, added_up, clean, with_row
from ziping.app.synthesis.defects import asked, counted, in_hundredths, odd_number, row_of
from ziping.app.synthesis.words import Sort
from ziping.model.form import Form, Fund

ENOUGH: Final = 3
"""So many forms of a unit and year are judged together."""
Placed = Mapping[int, tuple[Form, str | None]]
"""By the place of its sketch: the form, and the cell of the defect where it has one."""


def all_high(random: Random, unit: Sequence[Sketch], most: int | None) -> Placed:
    """Let every project of one year score full points."""
    years: dict[int, list[int]] = {}
    for place, sketch in enumerate(unit):
        years.setdefault(sketch.year, []).append(place)
    batches = [places for places in years.values() if len(places) >= ENOUGH]
    if not batches:
        return {}
    perfect = {
        place: replace(unit[place], practice=replace(unit[place].practice, flawless=True))
        for place in random.choice(batches)
    }
    return {place: (clean(random, sketch, most), "/total/score") for place, sketch in perfect.items()}


def _two_years(random: Random, unit: Sequence[Sketch]) -> tuple[int, int] | None:
    """Draw a project of which there is a form of the year before."""
    known = {(sketch.project, sketch.year): place for place, sketch in enumerate(unit)}
    pairs = [
        (known[project, year - 1], place)
        for (project, year), place in known.items()
        if (project, year - 1) in known
    ]
    return random.choice(pairs) if pairs else None


def _row_beside(random: Random, form: Form, name: str | None) -> int:
    """Return the row of that name, or one that can be called so."""
    named = [index for index, row in enumerate(form.indicators) if row.level3 == name]
    return named[0] if named else row_of(random, form, Sort.COUNT)[0]


def _beside(
    random: Random, unit: Sequence[Sketch], most: int | None, numbers: tuple[int, int, int], cell: str
) -> Placed:
    """Fill in two years of a project: what was done a year ago, what is asked and what was done this year."""
    pair = _two_years(random, unit)
    if pair is None:
        return {}
    before, (ago, target, number) = unit[pair[0]], numbers
    now = replace(unit[pair[1]], practice=replace(unit[pair[1]].practice, unit=before.practice.unit))
    last, this = (clean(random, sketch, most, Sort.COUNT) for sketch in (before, now))
    index, row = row_of(random, last, Sort.COUNT)
    measure = asked(row)[1]
    last = with_row(last, index, **counted(ago, measure, ago * 9 // 10), score=row.points)
    place = _row_beside(random, this, row.level3)
    changed = counted(number, measure, target)
    this = with_row(this, place, **changed, level3=row.level3, score=this.indicators[place].points)
    this = this.model_copy(update={"funds": _budgets(last, now)})
    return {
        pair[0]: (added_up(last, before.practice.profile), None),
        pair[1]: (added_up(this, now.practice.profile), f"/indicators/{place}/{cell}"),
    }


def _budgets(last: Form, now: Sketch) -> tuple[Fund, ...]:
    """Return last year's amounts as this year's: no smaller budget is an excuse."""
    amounts = [
        tuple(in_hundredths(getattr(it, name)) for name in ("initial_budget", "full_year_budget", "executed"))
        for it in last.funds
    ]
    return tuple(fund_row(it.source, row, now.practice) for it, row in zip(last.funds, amounts, strict=True))


def unchanged(random: Random, unit: Sequence[Sketch], most: int | None) -> Placed:
    """Let an indicator have last year's figure."""
    number = odd_number(random)
    return _beside(random, unit, most, (number, number * 95 // 100, number), "actual")


def low_target(random: Random, unit: Sequence[Sketch], most: int | None) -> Placed:
    """Ask for less than half of what was done a year ago."""
    number = odd_number(random)
    target = number * random.randint(20, 45) // 100
    return _beside(random, unit, most, (number, target, target + target // 10), "target")


TOGETHER: Final[Mapping[str, Callable[[Random, Sequence[Sketch], int | None], Placed]]] = {
    "B10": low_target,
    "B13": all_high,
    "C16": unchanged,
}
"""By code: what spoils forms of a unit together."""
