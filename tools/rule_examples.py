"""An example of wrong and one of right for every check, from its cases: the cells that it looks at, and what it says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from tests.rules.judging import CASES, forms_of, judged, said
from ziping.engine.catalogue import Check
from ziping.engine.findings import findings
from ziping.engine.spots import Pointing, spots
from ziping.engine.wording import points, text
from ziping.model.finding import Level, Spot
from ziping.model.form import Form, Fund, SourcedForm
from ziping.model.language import Language, Text
from ziping.rules import catalogue

_MOST: Final = 7
"""Cells that an example shows of one form."""
_BLANK: Final = Text("（空白）", "(blank)")
_TEXTS: Final = ("goal.expected", "goal.actual")
"""What is shown of a rule that looks at every text."""
_AT_HAND: Final[dict[str, tuple[Text, Callable[[Any], str]]]] = {
    "evidence": (Text("佐证资料（件）", "pieces of evidence"), str),
    "approved_target": (Text("批复的指标值", "approved target"), str),
    "approved_points": (Text("批复的分值", "approved points"), points),
    "approved_whole_budget": (Text("批复的项目资金总额（元）", "approved for all years (元)"), points),
    "approved_year_budget": (Text("批复的本年资金（元）", "approved for this year (元)"), points),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A case as it is told: what stands in the cells, what stands there in other forms, and what the check says."""

    cells: Text
    message: Text | None = None

    def to(self, language: Language) -> str:
        """Tell it."""
        cells = self.cells.to(language)
        return cells if self.message is None else f"{cells} → {self.message.to(language)}"


@cache
def wrong(code: str) -> Example:
    """Return the first failing case of a check that says its message."""
    case = next(it for name, it in CASES if name == code and it["expect"] == "fail" and "message" in it)
    forms = forms_of(case)
    found = [it for it in findings(judged(code, case, forms, 0), forms) if it.form.source == "case"]
    finding = next(it for it in found if it.message.zh == case["message"])
    return Example(_told(finding.spots, case, forms[1:], catalogue().checks[code]), finding.message)


@cache
def right(code: str) -> Example:
    """Return the first passing case of a check."""
    check = catalogue().checks[code]
    case = next(it for name, it in CASES if name == code and it["expect"] == "pass")
    forms = forms_of(case)
    verdicts = said(code, judged(code, case, forms, 0), 0).filter(~pl.col("fails"))
    shown = spots(forms[0].form, Pointing(check.level, check.at or _TEXTS, verdicts["index"][0]))
    return Example(_told(shown, case, forms[1:], check))


def _told(shown: Sequence[Spot], case: dict[str, Any], beside: Iterable[SourcedForm], check: Check) -> Text:
    """Tell the cells that are shown, those that make the case, what is at hand, and the same cells of other forms."""
    form, pointers = forms_of(case)[0].form, {it.pointer for it in shown}
    changed = spots(form, Pointing(Level.FORM, [_path(name) for name in case.get("form", {})]))
    parts = [_cells(form, shown), _cells(form, [it for it in changed if it.pointer not in pointers])]
    parts += [_at_hand(name, value) for name, value in case.get("at_hand", {}).items()]
    parts += [_beside(it.form, shown, check) for it in beside]
    told = [it for it in parts if it.zh]
    return Text("；".join(it.zh for it in told), "; ".join(it.en for it in told))


def _path(name: str) -> str:
    """Return the path of a cell that a case names: ``goal_actual``, ``executed``, ``execution_score``."""
    part, _, field = name.partition("_")
    if part in {"goal", "total"}:
        return f"{part}.{field}"
    in_funds = name.removeprefix("execution_") if name != "execution_rate" else name
    return f"funds.total.{in_funds}" if in_funds in Fund.model_fields else name


def _at_hand(name: str, value: Any) -> Text:  # noqa: ANN401 — a column that a declared form does not carry
    label, printed = _AT_HAND[name]
    values = "、".join(map(printed, value if isinstance(value, list) else [value]))
    return Text(f"{label.zh} {values}", f"{label.en} {values}")


def _beside(form: Form, shown: Sequence[Spot], check: Check) -> Text:
    """Tell the same cells of another form: of the rows of the same names, or of all."""
    named = {it.row.zh.partition("「")[2] for it in shown}
    rows = [row for row, it in enumerate(form.indicators) if f"{it.level3}」" in named]
    at = [_everywhere(it, check) for it in check.at if it != "indicators"]
    cells = _cells(form, spots(form, Pointing(Level.FORM, at, rows=rows or None)))
    head = f"{form.year} {form.project}"
    return Text(f"另一张表（{head}）：{cells.zh}", f"another form ({head}): {cells.en}")


def _everywhere(path: str, check: Check) -> str:
    """Return the path of a cell of every row, where a check about rows names its field alone."""
    rows = check.level.value.startswith("indicator") and "." not in path
    return f"indicators.*.{path}" if rows else path


def _cells(form: Form, shown: Sequence[Spot]) -> Text:
    """Tell what stands in cells, the name of their row once."""
    told, row = [], Text("", "")
    for spot in shown[:_MOST]:
        if spot.row != row or not spot.pointer.endswith("/level3"):
            told.append(_cell(form, spot, spot.column if spot.row == row else spot.label))
        row = spot.row
    more = ("……", " …") if len(shown) > _MOST else ("", "")
    return Text("，".join(it.zh for it in told) + more[0], ", ".join(it.en for it in told) + more[1])


def _cell(form: Form, spot: Spot, named: Text) -> Text:
    """Tell what stands in a cell; of a row's own name nothing more, of the whole table its rows."""
    if spot.pointer.endswith("/level3") and spot.raw:
        return Text(spot.row.zh, spot.row.en.strip())
    if spot.pointer == "/indicators":
        rows = "、".join(f"{it.level2 or it.level1}「{it.level3}」" for it in form.indicators[:_MOST])
        return Text(f"{named.zh}：{rows}", f"{named.en}: {rows}")
    value = Text(text(spot.raw), text(spot.raw)) if spot.raw else _BLANK
    return Text(f"{named.zh} {value.zh}", f"{named.en} {value.en}")
