"""Defects of the fund table's story, of the goal and of the head of a form."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Final

from ziping.app.synthesis.amounts import fund_row, hundredths, in_hundredths
from ziping.app.synthesis.building import Sketch, added_up, with_fund, with_row
from ziping.app.synthesis.defects import Defect, Spoil, Spoilt, asked, half_done, row_of, sort_of
from ziping.app.synthesis.indicators import reason
from ziping.app.synthesis.words import Sort
from ziping.model.form import Form

_AMOUNTS: Final = ("initial_budget", "full_year_budget", "executed")


def _told(form: Form, cell: str, text: str) -> Spoilt:
    goal = form.goal.model_copy(update={cell: text})
    return Spoilt(form.model_copy(update={"goal": goal}), f"/goal/{cell}")


def _goal(cell: str, tell: Callable[[Form], str]) -> Defect:
    return None, lambda _random, _sketch, form: _told(form, cell, tell(form))


def _untold(form: Form) -> Form:
    """Leave out what is said of money."""
    first = (form.goal.actual or "").split("。")[0]
    return _told(form, "actual", f"{first}。").form


def _budgeted(form: Form, sketch: Sketch, initial: int, executed: int) -> Form:
    """Return the form with other money of this year's appropriation, in per cent of its full-year budget."""
    budget = in_hundredths(form.funds[1].full_year_budget)
    carried = tuple(in_hundredths(getattr(form.funds[2], name)) for name in _AMOUNTS)
    own = (budget * initial // 100, budget, budget * executed // 100)
    nothing = (0, 0, 0)
    whole = tuple(map(sum, zip(own, carried, strict=True)))
    rows = zip(form.funds, (whole, own, carried, nothing), strict=True)
    funds = tuple(fund_row(it.source, amounts, sketch.practice) for it, amounts in rows)
    return added_up(form.model_copy(update={"funds": funds}), sketch)


def _low_execution(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    spoilt = _untold(_budgeted(form, sketch, 100, random.randint(20, 60)))
    return Spoilt(spoilt, "/funds/0/execution_rate")


def _claim_gap(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    return Spoilt(_budgeted(form, sketch, 100, random.randint(5, 20)), "/funds/0/score")


def _budget_change(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    spoilt = _untold(_budgeted(form, sketch, random.randint(60, 90), 100))
    return Spoilt(spoilt, "/funds/0/full_year_budget")


def _blank_parts(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    blank = {**dict.fromkeys(_AMOUNTS), "execution_rate": None}
    funds = (form.funds[0], *(it.model_copy(update=blank) for it in form.funds[1:]))
    return Spoilt(added_up(form.model_copy(update={"funds": funds}), sketch), "/funds/1/full_year_budget")


def _mixed_units(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    budget = random.randint(10_001, 99_999)
    amounts = (budget, budget, budget * 95 // 100)
    rows = zip(form.funds, (amounts, amounts, (0, 0, 0), (0, 0, 0)), strict=True)
    funds = tuple(fund_row(it.source, row, sketch.practice) for it, row in rows)
    form = added_up(form.model_copy(update={"funds": funds}), sketch)
    whole = {name: (getattr(funds[0], name) or Decimal(0)) * 10_000 for name in _AMOUNTS}
    return Spoilt(with_fund(form, 0, **whole), "/funds/0/full_year_budget")


def _rate_as_score(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    spoilt = added_up(with_fund(form, 0, score=form.funds[0].execution_rate), sketch)
    return Spoilt(spoilt, "/funds/0/score")


def _other_figure(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    """Let the story tell another figure than the table."""
    rows = enumerate(form.indicators)
    index, row = next((index, it) for index, it in rows if sort_of(it) is Sort.COUNT)
    form = added_up(with_row(form, index, level3=_COUNTED), sketch)
    done, _unit = asked(row.model_copy(update={"target": row.actual}))
    told = (form.goal.actual or "").replace(f"{_COUNTED}为{done}", f"{_COUNTED}为{done + 2}")
    return Spoilt(_told(form, "actual", told).form, f"/indicators/{index}/actual")


_COUNTED: Final = "走访园区企业数"


def _last_years(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    told = (form.goal.actual or "").replace("本年度", "")
    return Spoilt(_told(form, "actual", f"{sketch.year - 1}年{told}").form, "/goal/expected")


def _other_denominator(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    """Divide by the initial budget where the full-year one is asked for, and the other way round."""
    spoilt = _budgeted(form, sketch, 80, 70)
    by = (
        "full_year_budget"
        if sketch.practice.profile.parameters.execution_denominator == "initial"
        else "initial_budget"
    )
    for index in (0, 1):
        executed, budget = (in_hundredths(getattr(spoilt.funds[index], name)) for name in ("executed", by))
        spoilt = with_fund(spoilt, index, execution_rate=hundredths(executed * 10_000 // budget))
    return Spoilt(spoilt, "/funds/0/execution_rate")


def _by_tiers(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    spoilt = _budgeted(form, sketch, 100, 85)
    points = in_hundredths(spoilt.funds[0].points)
    return Spoilt(
        added_up(with_fund(spoilt, 0, score=hundredths(points * 7 // 10)), sketch), "/funds/0/score"
    )


def _added_money(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    spoilt = _budgeted(form, sketch, 60, 100)
    index, row = row_of(random, spoilt, Sort.COUNT)
    target, unit = asked(row)
    changed = {"level3": f"线上{row.level3}", "actual": f"{target * 8 // 5}{unit}", "score": row.points}
    spoilt = with_row(spoilt, index, **changed, deviation="年中追加资金，增加了数量")
    return Spoilt(added_up(spoilt, sketch), f"/indicators/{index}/target")


def _all_done(random: Random, sketch: Sketch, form: Form) -> Spoilt:
    index, row = row_of(random, form, Sort.COUNT)
    missed = {**half_done(row, sketch), "deviation": reason(sketch.plan, index, sketch.year)}
    spoilt = added_up(with_row(form, index, **missed), sketch)
    return _told(spoilt, "actual", f"全面完成年初既定任务。{spoilt.goal.actual}")


def _no_department(_: Random, __: Sketch, form: Form) -> Spoilt:
    return Spoilt(form.model_copy(update={"competent_department": None}), "/competent_department")


def _plain(spoil: Spoil) -> Defect:
    return None, spoil


TEXTS: Final[Mapping[str, Defect]] = {
    "A08": _plain(_other_denominator),
    "A12": _plain(_blank_parts),
    "A13": _plain(_mixed_units),
    "A14": _plain(_low_execution),
    "A15": _plain(_budget_change),
    "A16": _plain(_claim_gap),
    "A19": _plain(_rate_as_score),
    "B09": (Sort.COUNT, _added_money),
    "B15": _plain(_by_tiers),
    "C14": _goal("actual", lambda _: "（对照年度目标，说明项目实际完成情况，100字以内）"),
    "E02": _plain(_other_figure),
    "E03": (Sort.COUNT, _all_done),
    "E04": _goal("actual", lambda form: f"{form.project}按计划实施，各方反映良好。"),
    "E10": _plain(_last_years),
    "E11": _goal("expected", lambda form: f"1、{form.goal.expected}2、修订社团章程三部，选举理事会。"),
    "E12": _goal("expected", lambda _: "负责全市公路养护和路政管理工作，保障道路畅通"),
    "E13": _goal("actual", lambda form: f"{form.goal.actual}全年实际支出0.07万元。"),
    "E14": _goal("actual", lambda form: f"{form.goal.actual}服务对象中学生占60%，教师占30%，家长占12%。"),
    "E17": _plain(_no_department),
}
"""By code: the sort of indicator that the form must have, and what spoils it."""
