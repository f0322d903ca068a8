"""Defects of figures: each spoils one thing of a clean form, and all else still follows from it.

One function for each code of the catalogue: it returns the spoilt form and the cell at which the defect stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from ziping.app.synthesis.amounts import fund_row, hundredths, in_hundredths
from ziping.app.synthesis.building import Sketch, added_up, with_fund, with_row
from ziping.app.synthesis.indicators import printed, pro_rata, reason
from ziping.app.synthesis.words import Sort
from ziping.model.form import Form, Indicator

_FIVE: Final = Decimal("5.00")
_TWO: Final = Decimal("2.00")


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A form with a defect, and the JSON pointer of its cell."""

    form: Form
    pointer: str


Spoil = Callable[[Random, Sketch, Form], Spoilt]


Defect = tuple[Sort | None, Spoil]
"""The sort of indicator that the form must have, and what spoils it."""


def row_of(random: Random, form: Form, sort: Sort) -> tuple[int, Indicator]:
    """Draw an indicator of that sort, told by its target."""
    found = [(index, it) for index, it in enumerate(form.indicators) if sort_of(it) is sort]
    return random.choice(found)


def sort_of(row: Indicator) -> Sort:
    """Tell what sort of indicator it is by its target."""
    target = row.target or ""
    if target.startswith("≥"):
        return Sort.RATE if target.endswith("%") else Sort.COUNT
    if target.startswith("≤"):
        return Sort.CEILING
    return Sort.NONE if target.startswith("0") else Sort.WORDS


def asked(row: Indicator) -> tuple[int, str]:
    """Return the number of a target with its unit."""
    text = (row.target or "").lstrip("≥≤")
    digits = text.rstrip("".join(it for it in text if not it.isdigit()))
    return int(digits), text.removeprefix(digits)


def _respelt(sketch: Sketch, form: Form, index: int, cell: str, **changed: object) -> Spoilt:
    """Change an indicator and add up the form again."""
    spoilt = added_up(with_row(form, index, **changed), sketch)
    return Spoilt(spoilt, f"/indicators/{index}/{cell}")


def _total(random: Random, _: Sketch, form: Form) -> Spoilt:
    score = (form.total.score or Decimal(0)) + random.choice((-1, 1)) * hundredths(random.randint(1, 300))
    return Spoilt(
        form.model_copy(update={"total": form.total.model_copy(update={"score": score})}), "/total/score"
    )


def _points(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index = random.randrange(len(form.indicators))
    row = form.indicators[index]
    more = {name: (getattr(row, name) or Decimal(0)) + _FIVE for name in ("points", "score")}
    spoilt = added_up(with_row(form, index, **more), sketch)
    return Spoilt(spoilt, "/total/points")


def _above_points(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index = random.randrange(len(form.indicators))
    points = form.indicators[index].points or Decimal(0)
    return _respelt(sketch, form, index, "score", score=points + random.randint(1, 5))


def _rate(_: Random, __: Sketch, form: Form) -> Spoilt:
    rate = form.funds[0].execution_rate or Decimal(0)
    other = rate - _FIVE if rate > 2 * _FIVE else rate + 2 * _FIVE
    return Spoilt(with_fund(form, 0, execution_rate=other), "/funds/0/execution_rate")


def _execution_score(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    score = form.funds[0].score or Decimal(0)
    other = score - _TWO if score > _TWO else score + _TWO
    spoilt = added_up(with_fund(form, 0, score=other), sketch)
    return Spoilt(spoilt, "/funds/0/score")


def _fund_sum(random: Random, _: Sketch, form: Form) -> Spoilt:
    more = hundredths(random.randint(1, 5_000))
    return Spoilt(with_fund(form, 3, initial_budget=more), "/funds/0/initial_budget")


def _overspent(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    """Spend more than there is, in the appropriation and so in all."""
    more = random.randint(103, 130)
    held = [in_hundredths(it.full_year_budget) for it in form.funds]
    spent = [0, held[1] * more // 100 + 1, *(in_hundredths(it.executed) for it in form.funds[2:])]
    spent[0] = sum(spent)
    rows = tuple(
        fund_row(it.source, (in_hundredths(it.initial_budget), budget, executed), sketch.practice)
        for it, budget, executed in zip(form.funds, held, spent, strict=True)
    )
    return Spoilt(added_up(form.model_copy(update={"funds": rows}), sketch), "/funds/1/executed")


def _missed_full(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.RATE)
    return _respelt(
        sketch, form, index, "score", actual=f"{random.randint(40, 60)}%", score=row.points, deviation=None
    )


def _above_pro_rata(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.RATE)
    score = (row.points or Decimal(0)) - 1
    changed = {
        "actual": f"{random.randint(15, 30)}%",
        "score": score,
        "deviation": reason(sketch.plan, index, sketch.year),
    }
    return _respelt(sketch, form, index, "score", **changed)


def _nothing_done(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.COUNT)
    changed = {
        "actual": f"0{asked(row)[1]}",
        "score": Decimal("1.00"),
        "deviation": reason(sketch.plan, index, sketch.year),
    }
    return _respelt(sketch, form, index, "score", **changed)


def _outside_band(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.WORDS)
    return _respelt(
        sketch, form, index, "score", actual="部分达成指标并具有一定效果", score=row.points, deviation=None
    )


def _ceiling_exceeded(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.CEILING)
    most, unit = asked(row)
    actual = f"{most + most // 2 + random.randint(1, 9)}{unit}"
    return _respelt(sketch, form, index, "score", actual=actual, score=row.points, deviation=None)


def _not_zero(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.NONE)
    return _respelt(
        sketch, form, index, "score", actual=f"{random.randint(1, 3)}起", score=row.points, deviation=None
    )


def _grade(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    others = [name for name, _ in sketch.practice.profile.parameters.grades if name != form.grade]
    return Spoilt(form.model_copy(update={"grade": random.choice(others)}), "/grade")


def _words_for_number(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.COUNT)
    return _respelt(sketch, form, index, "actual", actual="达成指标", score=row.points, deviation=None)


def _blank_but_scored(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index = random.randrange(len(form.indicators))
    points = form.indicators[index].points
    return _respelt(sketch, form, index, "actual", actual=None, score=points, deviation=None)


def _above_hundred(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.RATE)
    changed = {"level3": f"新增{row.level3}", "actual": f"{random.randint(101, 140)}%"}
    return _respelt(sketch, form, index, "actual", **changed, score=row.points, deviation=None)


def _no_reason(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.RATE)
    target, _ = asked(row)
    actual = random.randint(30, 60)
    score = hundredths(pro_rata(in_hundredths(row.points), actual, target))
    return _respelt(sketch, form, index, "deviation", actual=f"{actual}%", score=score, deviation=None)


def _no_number(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index = random.randrange(len(form.indicators))
    score = Decimal(-random.randint(1, 3))
    return _respelt(
        sketch, form, index, "score", score=score, deviation=reason(sketch.plan, index, sketch.year)
    )


def _no_budget(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    """Score full points for spending nothing of nothing."""
    nothing = dict.fromkeys(("initial_budget", "full_year_budget", "executed"), hundredths(0))
    rows = [it.model_copy(update={**nothing, "execution_rate": None}) for it in form.funds]
    rows[0] = rows[0].model_copy(update={"score": rows[0].points})
    spoilt = added_up(form.model_copy(update={"funds": tuple(rows)}), sketch)
    return Spoilt(spoilt, "/funds/0/full_year_budget")


def odd_number(random: Random) -> int:
    """Draw a number that two indicators do not share by chance."""
    return random.randint(40, 900) * 10 + random.choice((1, 3, 7, 9))


def counted(number: int, unit: str, target: int) -> dict[str, str | None]:
    """Return what stands in a row of which so much was asked and more was done."""
    return {"target": f"≥{target}{unit}", "actual": f"{number}{unit}", "deviation": None}


def _same_actual(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    first, row = row_of(random, form, Sort.COUNT)
    other = random.choice([it for it in range(len(form.indicators)) if it != first])
    number, (_, unit) = odd_number(random), asked(row)
    said = [counted(number, unit, number * share // 100) for share in (88, 95)]
    spoilt = with_row(form, first, **said[0], level3=f"线下{row.level3}", score=row.points)
    twin = form.indicators[other]
    spoilt = with_row(spoilt, other, **said[1], level3=f"线上{row.level3}", score=twin.points)
    return Spoilt(added_up(spoilt, sketch), f"/indicators/{min(first, other)}/actual")


def _same_name(random: Random, _: Sketch, form: Form) -> Spoilt:
    """Give the satisfaction indicator another's name: of output and benefit together D07 speaks."""
    last = len(form.indicators) - 1
    other = random.randrange(last)
    spoilt = with_row(form, last, level3=form.indicators[other].level3)
    return Spoilt(spoilt, f"/indicators/{other}/level3")


def _same_reason(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    numbered = [index for index, it in enumerate(form.indicators) if sort_of(it) in {Sort.COUNT, Sort.RATE}]
    spoilt = form
    for index in random.sample(numbered, 2):
        spoilt = with_row(spoilt, index, **half_done(form.indicators[index], sketch), deviation=_REPEATED)
    said = [it.deviation for it in spoilt.indicators]
    return Spoilt(added_up(spoilt, sketch), f"/indicators/{said.index(_REPEATED)}/deviation")


_REPEATED: Final = "协作单位变更较晚影响进度，下一步提前签订协作协议"


def half_done(row: Indicator, sketch: Sketch) -> dict[str, object]:
    """Return what stands in a row of which half was done, with the score that follows."""
    target, unit = asked(row)
    done = target // 2 + 1
    score = printed(pro_rata(in_hundredths(row.points), done, target), sketch.practice)
    return {"actual": f"{done}{unit}", "score": hundredths(score)}


ARITHMETIC: Final[Mapping[str, Defect]] = {
    "A01": (None, _total),
    "A02": (None, _points),
    "A04": (None, _above_points),
    "A05": (None, _no_number),
    "A06": (None, _rate),
    "A07": (None, _execution_score),
    "A09": (None, _fund_sum),
    "A10": (None, _overspent),
    "A11": (None, _no_budget),
    "B01": (Sort.RATE, _missed_full),
    "B02": (Sort.RATE, _above_pro_rata),
    "B03": (Sort.COUNT, _nothing_done),
    "B06": (Sort.WORDS, _outside_band),
    "B11": (Sort.CEILING, _ceiling_exceeded),
    "B12": (Sort.NONE, _not_zero),
    "B18": (None, _grade),
    "C02": (Sort.COUNT, _words_for_number),
    "C03": (None, _blank_but_scored),
    "C05": (Sort.COUNT, _same_actual),
    "C07": (Sort.RATE, _above_hundred),
    "D08": (None, _same_name),
    "E01": (Sort.RATE, _no_reason),
    "E06": (None, _same_reason),
}
"""By code: the sort of indicator that the form must have, and what spoils it."""
