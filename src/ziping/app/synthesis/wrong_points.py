"""Defects of points and deductions, in forms where everything else was reached."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final

from ziping.app.synthesis.building import Sketch, added_up, clean, with_row
from ziping.app.synthesis.defects import Defect, Spoilt
from ziping.app.synthesis.indicators import reason
from ziping.app.synthesis.words import Sort
from ziping.model.form import Form, Indicator

_SHARE: Final = Decimal("0.8")
_HEAVY_BESIDE: Final = Decimal(1)


def _spotless(random: Random, sketch: Sketch, sort: Sort | None = None) -> Form:
    practice = replace(sketch.practice, flawless=True, weak=False)
    return clean(random, replace(sketch, practice=practice), sort)


def _same_deduction(random: Random, sketch: Sketch, _: Form) -> Spoilt:
    """Let two indicators lose one share of their points, whatever was done."""
    form = _spotless(random, sketch)
    for index in (0, 1):
        score = (form.indicators[index].points or Decimal(0)) * _SHARE
        form = with_row(form, index, score=score, deviation=reason(sketch.plan, index, sketch.year))
    return Spoilt(added_up(form, sketch), "/indicators/0/score")


def _upper_limit(random: Random, sketch: Sketch, _: Form) -> Spoilt:
    """Score what was partly achieved at the upper limit of its band."""
    form = _spotless(random, sketch, Sort.WORDS)
    index, row = next((index, it) for index, it in enumerate(form.indicators) if it.actual == "达成指标")
    changed = {
        "actual": "部分达成指标并具有一定效果",
        "score": (row.points or Decimal(0)) * _SHARE,
        "deviation": reason(sketch.plan, index, sketch.year),
    }
    return Spoilt(added_up(with_row(form, index, **changed), sketch), f"/indicators/{index}/score")


def _pointed(form: Form, points: tuple[Decimal, ...]) -> Form:
    rows = tuple(
        row.model_copy(update={"points": share, "score": share})
        for row, share in zip(form.indicators, points, strict=True)
    )
    return form.model_copy(update={"indicators": rows})


def _left(sketch: Sketch) -> Decimal:
    """Return the points of all indicators together."""
    said = sketch.practice.profile.parameters
    return Decimal(said.total_points - said.execution_points).scaleb(-2)


def _heavy(random: Random, sketch: Sketch, _: Form) -> Spoilt:
    """Give nearly all points to one indicator."""
    form = _spotless(random, sketch)
    others = (_HEAVY_BESIDE,) * (len(form.indicators) - 1)
    points = (_left(sketch) - sum(others), *others)
    return Spoilt(added_up(_pointed(form, points), sketch), "/indicators/0/points")


def _two_alone(random: Random, sketch: Sketch, _: Form) -> Spoilt:
    """Let all points be those of two indicators."""
    form = _spotless(random, sketch)
    rows: tuple[Indicator, ...] = (form.indicators[0], form.indicators[-1])
    form = _pointed(form.model_copy(update={"indicators": rows}), (_left(sketch) / 2,) * 2)
    return Spoilt(added_up(form, sketch), "/indicators")


POINTS: Final[Mapping[str, Defect]] = {
    "B07": (None, _upper_limit),
    "B14": (None, _same_deduction),
    "D13": (None, _heavy),
    "D21": (None, _two_alone),
}
"""By code: the sort of indicator that the form must have, and what spoils it."""
