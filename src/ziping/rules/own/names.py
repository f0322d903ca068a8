"""The columns that an own condition may name, and what each counts."""

from enum import StrEnum
from functools import cache
from typing import Final

from ziping.engine.frames import FORM_SCHEMA, FUND_SCHEMA, INDICATOR_SCHEMA

_LABELS: Final = {
    "money": "金额",
    "points": "分",
    "share": "比率",
    "number": "数",
    "whole": "整数",
    "text": "文字",
    "truth": "条件",
}


class Kind(StrEnum):
    """What a value counts: only values of one kind are held against each other."""

    MONEY = "money"
    POINTS = "points"
    SHARE = "share"
    NUMBER = "number"
    WHOLE = "whole"
    TEXT = "text"
    TRUTH = "truth"

    @property
    def label(self) -> str:
        """Name the kind."""
        return _LABELS[self.value]


_MONEY: Final = (
    "initial_budget",
    "full_year_budget",
    "executed",
    "approved_whole_budget",
    "approved_year_budget",
)
_POINTS: Final = ("points", "score", "execution_points", "execution_score", "total_points", "total_score")
_SHARES: Final = ("execution_rate",)
_WHOLE: Final = ("year", "index", "number", "evidence")
_WORKED_OUT: Final = {
    "indicator.expected_score": Kind.POINTS,
    "indicator.lowest_score": Kind.POINTS,
    "indicator.highest_score": Kind.POINTS,
    "indicator.achievement": Kind.SHARE,
    "indicator.reached": Kind.TRUTH,
    "indicator.target_number": Kind.NUMBER,
    "indicator.actual_number": Kind.NUMBER,
    "indicator.target_unit": Kind.TEXT,
    "indicator.actual_unit": Kind.TEXT,
    "indicator.target_comparator": Kind.TEXT,
    "form.expected_execution_rate": Kind.SHARE,
    "form.expected_execution_score": Kind.POINTS,
    "form.expected_total": Kind.POINTS,
    "form.computed_total": Kind.POINTS,
}
_LEFT_OUT: Final = {"form", "id", "marked_up", "batch", "history", "total_row"}


@cache
def kinds() -> dict[str, Kind]:
    """Return every column that may be named, with its kind: what forms declare and what the rules work out."""
    schemas = {"form": FORM_SCHEMA, "fund": FUND_SCHEMA, "indicator": INDICATOR_SCHEMA}
    declared = {
        f"{level}.{name}": _kind(name, str(kind))
        for level, schema in schemas.items()
        for name, kind in schema.items()
        if name not in _LEFT_OUT
    }
    return {**declared, **_WORKED_OUT}


def _kind(name: str, kind: str) -> Kind:
    for kind_named, names in ((Kind.MONEY, _MONEY), (Kind.SHARE, _SHARES), (Kind.WHOLE, _WHOLE)):
        if name in names:
            return kind_named
    if name in _POINTS or name.endswith("_points"):
        return Kind.POINTS
    return Kind.TRUTH if kind == "Boolean" else Kind.TEXT
