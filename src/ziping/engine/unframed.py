"""From a table of forms back to forms: what a report of single forms is drawn from."""

from decimal import Decimal
from typing import Any

import polars as pl

from ziping.model.form import Form, Fund, Goal, Indicator, MoneyUnit, SourcedForm, Total

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_POINTS = ("points", "score")
_TEXTS = ("level1", "level2", "level3", "target", "actual", "deviation")


def forms_of(table: pl.DataFrame) -> list[SourcedForm]:
    """Return the forms of a table. Numbers are exact; how many zeros were printed after them is not kept."""
    return [_sourced(row) for row in table.iter_rows(named=True)]


def _sourced(row: dict[str, Any]) -> SourcedForm:
    said = {name.removeprefix("form."): value for name, value in row.items() if name.startswith("form.")}
    unit = MoneyUnit(said["money_unit"]) if said["money_unit"] else None
    form = Form(
        kind=said["kind"],
        title=said["title"],
        year=said["year"],
        project=said["project"],
        competent_department=said["competent_department"],
        implementing_unit=said["implementing_unit"],
        money_unit=unit,
        funds=tuple(_fund(entry, unit) for entry in row["funds"] or ()),
        goal=Goal(expected=said["goal_expected"], actual=said["goal_actual"]),
        indicators=tuple(_indicator(entry) for entry in row["indicators"] or ()),
        total=Total(points=_number(said["total_points"], 100), score=_number(said["total_score"], 100)),
        grade=said["grade"],
    )
    return SourcedForm(source=said["source"], number=said["number"], form=form)


def _number(counted: int | None, scale: int) -> Decimal | None:
    if counted is None:
        return None
    exact = Decimal(counted) / scale
    rounded = exact.quantize(Decimal("0.01"))
    return rounded if rounded == exact else exact


def _fund(entry: dict[str, Any], unit: MoneyUnit | None) -> Fund:
    scale = (unit or MoneyUnit.WAN).fen
    amounts = {name: _number(entry[f"fund.{name}"], scale) for name in _AMOUNTS}
    others = {name: _number(entry[f"fund.{name}"], 100) for name in ("execution_rate", *_POINTS)}
    return Fund(source=entry["fund.source"], label=entry["fund.label"], **amounts, **others)


def _indicator(entry: dict[str, Any]) -> Indicator:
    texts = {name: entry[f"indicator.{name}"] for name in _TEXTS}
    return Indicator(**texts, **{name: _number(entry[f"indicator.{name}"], 100) for name in _POINTS})
