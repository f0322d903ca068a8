"""Defects that no form shows alone: in all forms of a unit and year, or beside the form of the year before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from ziping.app.synthesis.building import Sketch, added_up, clean, with_row
from ziping.app.synthesis.defects import asked, counted, half_done, sort_of
from ziping.app.synthesis.indicators import reason
from ziping.app.synthesis.words import Sort
from ziping.model.form import Form

ENOUGH: Final = 3
"""So many forms of a unit and year are judged together."""
Placed = Mapping[int, tuple[Form, str | None]]
"""By the place of its sketch: the form, and the cell of the defect where it has one."""
Years = Callable[[Random, Sequence[Sketch], tuple[Form, Form]], tuple[Form, Form, str] | None]
"""Spoil a project's forms of last year and of this one: return both, and the cell of this year's; nothing where these cannot be."""


def all_high(random: Random, unit: Sequence[Sketch]) -> Placed:
    """Let every project of one year score full points."""
    years: dict[int, list[int]] = {}
    for place, sketch in enumerate(unit):
        years.setdefault(sketch.year, []).append(place)
    batches = [places for places in years.values() if len(places) >= ENOUGH]
    if not batches:
        return {}
    perfect = {place: _spotless(unit[place]) for place in random.choice(batches)}
    return {place: (clean(random, sketch), "/total/score") for place, sketch in perfect.items()}


def _spotless(sketch: Sketch) -> Sketch:
    return replace(sketch, practice=replace(sketch.practice, flawless=True))


def same_story(random: Random, unit: Sequence[Sketch]) -> Placed:
    """Let two projects of one year tell one story."""
    known = [place for place, it in enumerate(unit) if it.year == unit[0].year]
    if len(known) < _TWO:
        return {}
    places = random.sample(known, _TWO)
    first, second = (clean(random, unit[place]) for place in places)
    goal = first.goal.model_copy(update={"actual": f"{first.goal.actual}{_STORY}"})
    told = [it.model_copy(update={"goal": goal}) for it in (first, second)]
    return {place: (form, "/goal/actual") for place, form in zip(places, told, strict=True)}


_TWO: Final = 2
_STORY: Final = "各项活动均有签到、照片和总结，问卷回收后逐条整改，全部资料已经归档备查。"


def _two_years(random: Random, unit: Sequence[Sketch]) -> tuple[int, int] | None:
    """Draw a project of which there is a form of the year before; the weak ones keep their place in their unit."""
    steady = [(place, it) for place, it in enumerate(unit) if not it.practice.weak]
    known = {(sketch.plan.project, sketch.year): place for place, sketch in steady}
    pairs = [
        (known[project, year - 1], place)
        for (project, year), place in known.items()
        if (project, year - 1) in known
    ]
    return random.choice(pairs) if pairs else None


def over_years(spoil: Years) -> Callable[[Random, Sequence[Sketch]], Placed]:
    """Return what spoils the forms of two years of a project; only this year's has the defect."""

    def placed(random: Random, unit: Sequence[Sketch]) -> Placed:
        pair = _two_years(random, unit)
        if pair is None:
            return {}
        chosen = [_spotless(unit[place]) for place in pair]
        spoilt = spoil(random, chosen, (clean(random, chosen[0]), clean(random, chosen[1])))
        if spoilt is None:
            return {}
        last, this, cell = spoilt
        return {pair[0]: (added_up(last, chosen[0]), None), pair[1]: (added_up(this, chosen[1]), cell)}

    return placed


def _largest(form: Form) -> tuple[int, str, int]:
    """Return where most is counted, in what measure, and how many are asked for."""
    counts = [(index, *asked(row)) for index, row in enumerate(form.indicators) if sort_of(row) is Sort.COUNT]
    index, target, unit = max(counts, key=lambda it: it[1])
    return index, unit, target


def _with_count(form: Form, number: int, target: int) -> Form:
    """Return the form with more done than was asked, where most is counted."""
    index, unit, _ = _largest(form)
    return with_row(form, index, **counted(number, unit, target), score=form.indicators[index].points)


def unchanged(
    random: Random, _chosen: Sequence[Sketch], forms: tuple[Form, Form]
) -> tuple[Form, Form, str] | None:
    """Let an indicator have last year's figure, one of three digits or more."""
    last, this = forms
    (index, _unit, target), (_, _, before) = _largest(this), _largest(last)
    if target < _UNUSUAL:
        return None
    number = target * 11 // 100 * 10 + random.choice((1, 3, 7, 9))
    return (
        _with_count(last, number, before),
        _with_count(this, number, target),
        f"/indicators/{index}/actual",
    )


def low_target(random: Random, _: Sequence[Sketch], forms: tuple[Form, Form]) -> tuple[Form, Form, str]:
    """Ask for less than half of what was done a year ago."""
    last, this = forms
    index, _unit, before = _largest(last)
    target = before * random.randint(20, 45) // 100 + 1
    return (
        _with_count(last, before, before),
        _with_count(this, target + target // 10, target),
        f"/indicators/{index}/target",
    )


def lowered(random: Random, _: Sequence[Sketch], forms: tuple[Form, Form]) -> tuple[Form, Form, str]:
    """Ask for less than was asked for a year ago."""
    last, this = forms
    index, _unit, before = _largest(last)
    target = before * random.randint(75, 85) // 100
    spoilt = _with_count(this, target + target // 10, target)
    return _with_count(last, before, before), spoilt, f"/indicators/{index}/target"


def no_satisfaction(_: Random, __: Sequence[Sketch], forms: tuple[Form, Form]) -> tuple[Form, Form, str]:
    """Ask nobody any more whether they are content."""
    last, this = forms
    names = iter(_INSTEAD)
    rows = tuple(
        row.model_copy(update={"level1": "效益指标", "level2": "社会效益指标", "level3": next(names)})
        if row.level1 == "满意度指标"
        else row
        for row in this.indicators
    )
    return last, this.model_copy(update={"indicators": rows}), "/indicators"


def same_reason_again(
    _: Random, chosen: Sequence[Sketch], forms: tuple[Form, Form]
) -> tuple[Form, Form, str]:
    """Give last year's reason for an indicator that was missed again."""
    index, _unit, _target = _largest(forms[1])
    told = reason(chosen[0].plan, index, chosen[0].year)
    last, this = (
        with_row(form, index, **half_done(form.indicators[index], sketch), deviation=told)
        for form, sketch in zip(forms, chosen, strict=True)
    )
    return last, this, f"/indicators/{index}/deviation"


_UNUSUAL: Final = 150
_INSTEAD: Final = ("公共服务覆盖率", "惠民政策落实率", "服务事项办结率")

TOGETHER: Final[Mapping[str, Sequence[Callable[[Random, Sequence[Sketch]], Placed]]]] = {
    "B10": (over_years(low_target),),
    "B13": (all_high,),
    "C16": (over_years(unchanged),),
    "D19": (over_years(lowered), over_years(no_satisfaction)),
    "E19": (same_story,),
    "E20": (over_years(same_reason_again),),
}
"""By code: what spoils forms of a unit together."""
