"""From the few lines of a case to the form they stand for.

A case takes a real form (``real = "2023/3"``) or a plain one, and says what is different in it:

* ``form``: fields of the form and, beside them, of the row 年度资金总额 (``executed``), of the goal (``goal_actual``)
  and of the total (``total_score``);
* ``funds`` and ``indicators``: whole tables, each row with what matters;
* ``change``: a table ``{"3" = {score = "10"}}`` of changes to single indicators, counted from 1;
* ``beside``: further forms of the same unit and year, or of other years, as tables like ``form``;
* ``at_hand``: columns that a declared form does not carry: of its indicators row by row, ``{ evidence = [0, 2] }``, or of
  the form itself, ``{ approved_year_budget = 1000 }``;
* ``profile``: the key of a profile that all forms are taken by, instead of the one of their region and year;
* ``problems``: what a reader reported.
"""

from dataclasses import replace
from typing import Any

from tests.samples import real
from ziping.engine.frames import Frames
from ziping.model.form import Form

_PLAIN_INDICATOR = {
    "level1": "产出指标",
    "level2": "数量指标",
    "level3": "举办培训场次",
    "target": "≥10(场)",
    "actual": "10(场)",
    "points": "90",
    "score": "90",
    "deviation": None,
}
_PLAIN_FUND = {
    "source": "total",
    "label": "年度资金总额",
    "initial_budget": "100.00",
    "full_year_budget": "100.00",
    "executed": "95.00",
    "points": "10",
    "execution_rate": "95.00",
    "score": "9.50",
}
_PLAIN = {
    "schema": "ziping.form/1",
    "kind": "project",
    "title": "项目支出绩效自评表",
    "year": 2023,
    "project": "业务培训",
    "project_code": None,
    "competent_department": "某市某局",
    "implementing_unit": "某市某中心",
    "money_unit": "万元",
    "funds": [_PLAIN_FUND],
    "goal": {"expected": "全年举办业务培训不少于10场", "actual": "全年举办业务培训10场，参训人员满意"},
    "indicators": [_PLAIN_INDICATOR],
    "total": {"points": "100", "score": "99.50"},
    "grade": "优",
}
_PARTS = ("goal", "total")


def built(case: dict[str, Any]) -> Form:
    """Return the form of a case."""
    data: dict[str, Any] = (
        real(case["real"]).model_dump(mode="json", by_alias=True) if "real" in case else {**_PLAIN}
    )
    if "funds" in case:
        data["funds"] = [{**_EMPTY_FUND, **row} for row in case["funds"]]
    if "indicators" in case:
        data["indicators"] = [{**_PLAIN_INDICATOR, **_blanks(row)} for row in case["indicators"]]
    for name, value in case.get("form", {}).items():
        _set(data, name, _blank(value))
    for number, changes in case.get("change", {}).items():
        rows = list(data["indicators"])
        rows[int(number) - 1] = {**rows[int(number) - 1], **_blanks(changes)}
        data["indicators"] = rows
    data["problems"] = case.get("problems", [])
    return Form.model_validate(data)


def with_columns_at_hand(given: Frames, number: int, at_hand: dict[str, Any]) -> Frames:
    """Fill columns of one form and of its indicators that are null in a declared one."""
    forms, indicators = given.forms, given.indicators
    first = int((indicators["indicator.form"] < number).sum())
    for name, said in at_hand.items():
        if isinstance(said, list):
            column = indicators[f"indicator.{name}"].clone()
            rows = list(range(first, first + len(said)))
            indicators = indicators.with_columns(column.scatter(rows, said))
        else:
            forms = forms.with_columns(forms[f"form.{name}"].clone().scatter(number, said))
    return replace(given, forms=forms, indicators=indicators)


_EMPTY_FUND = {name: None for name in _PLAIN_FUND if name not in {"source", "label"}} | {"label": ""}


def _blank(value: Any) -> Any:  # noqa: ANN401 — TOML has texts, numbers and tables
    """TOML has no null: an empty text in a case is a blank cell."""
    return None if value == "" else value


def _blanks(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _blank(value) for name, value in row.items()}


def _set(data: dict[str, Any], name: str, value: Any) -> None:  # noqa: ANN401
    part, _, field = name.partition("_")
    if part in _PARTS and field:
        data[part] = {**data[part], field: value}
    elif name in _PLAIN_FUND:
        head, *rest = data["funds"]
        data["funds"] = [{**head, name: value}, *rest]
    elif name.startswith("execution_"):
        _set(data, name.removeprefix("execution_"), value)
    else:
        data[name] = value
