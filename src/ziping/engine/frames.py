"""Forms as columns: three frames of exact integers and texts, one row per form, fund row and indicator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import polars as pl
from polars._typing import PolarsDataType

from ziping.engine.quantities import QUANTITIES, QUANTITY
from ziping.law import Profile, profile_for, profiles, roundings
from ziping.model.form import Form, Fund, Indicator, MoneyUnit, ProblemKind, SourcedForm, Total

LARGEST: Final = 9 * 10**14
"""Amounts (分) and points (hundredths) beyond this are refused: 10,000 times as much still fits 64 bits."""

_TEXT, _INT, _FLAG, _ROW = pl.String, pl.Int64, pl.Boolean, pl.UInt32

FORM_SCHEMA: Final[Mapping[str, PolarsDataType]] = {
    "id": _ROW,
    "source": _TEXT,
    "number": _ROW,
    "kind": _TEXT,
    "title": _TEXT,
    "year": _INT,
    "project": _TEXT,
    "competent_department": _TEXT,
    "implementing_unit": _TEXT,
    "money_unit": _TEXT,
    "goal_expected": _TEXT,
    "goal_actual": _TEXT,
    "total_points": _INT,
    "total_score": _INT,
    "grade": _TEXT,
    "initial_budget": _INT,
    "full_year_budget": _INT,
    "executed": _INT,
    "approved_whole_budget": _INT,
    "approved_year_budget": _INT,
    "execution_points": _INT,
    "execution_rate": _INT,
    "execution_score": _INT,
    "execution_score_unreadable": _FLAG,
    "total_row": _ROW,
    "scores_uncounted": _FLAG,
    "amounts_uncounted": _FLAG,
    "marked_up": pl.List(_TEXT),
    "batch": _TEXT,
    "history": _TEXT,
    "profile": _TEXT,
}
FUND_SCHEMA: Final[Mapping[str, PolarsDataType]] = {
    "form": _ROW,
    "index": _ROW,
    "source": _TEXT,
    "label": _TEXT,
    "initial_budget": _INT,
    "full_year_budget": _INT,
    "executed": _INT,
    "points": _INT,
    "execution_rate": _INT,
    "score": _INT,
}
INDICATOR_SCHEMA: Final[Mapping[str, PolarsDataType]] = {
    "form": _ROW,
    "index": _ROW,
    "level1": _TEXT,
    "level2": _TEXT,
    "level3": _TEXT,
    "target": _TEXT,
    "actual": _TEXT,
    "points": _INT,
    "score": _INT,
    "deviation": _TEXT,
    "evidence": _INT,
    "approved_target": _TEXT,
    "approved_points": _INT,
    "score_unreadable": _FLAG,
    "points_unreadable": _FLAG,
}
_MEANT: Final = {
    f"indicator.{field}": {name: f"indicator.{field}_{name}" for name in QUANTITY}
    for field in ("target", "actual")
}
"""The columns of what a text is understood to mean, by the column of the text."""
TOGETHER: Final = tuple(frozenset({text, *named.values()}) for text, named in _MEANT.items())
"""Columns that come from one cell: it is changed with all of them."""
TWIN: Final = pl.Struct(
    {"share": _INT, "source": _TEXT, "number": _ROW, "year": _INT, "unit": _TEXT, "project": _TEXT}
)
"""The form whose text is most like a form's own, with the share in common: null where forms were not compared."""
_AMOUNTS = ("initial_budget", "full_year_budget", "executed")


@dataclass(frozen=True, slots=True)
class Frames:
    """Forms as columns. ``form.id`` is the row number, which the other two point at."""

    forms: pl.DataFrame
    funds: pl.DataFrame
    indicators: pl.DataFrame


def scaled(value: Decimal | None, scale: int) -> int | None:
    """Return the value as an integer of that many parts, or None where it is finer or larger than we count."""
    if value is None:
        return None
    counted = value * scale
    return int(counted) if abs(counted) <= LARGEST and counted == counted.to_integral_value() else None


def frames(sourced: Sequence[SourcedForm], profile: Profile | None = None) -> Frames:
    """Put forms into columns, each with the profile of its own region and year unless one is given."""
    raw = raw_frames(sourced, profile)
    return typed(raw, {profile.key: profile} if profile else profiles())


def raw_frames(sourced: Sequence[SourcedForm], profile: Profile | None = None) -> Frames:
    """Put what forms declare into columns, the profile by its name: what a file of many forms holds."""
    forms = [entry.form for entry in sourced]
    chosen = [profile or profile_for(it.year, it.competent_department, it.implementing_unit) for it in forms]
    form_rows = [_form_row(i, it, used) for i, (it, used) in enumerate(zip(sourced, chosen, strict=True))]
    fund_rows = [row for i, it in enumerate(forms) for row in _fund_rows(i, it)]
    indicator_rows = [row for i, it in enumerate(forms) for row in _indicator_rows(i, it)]
    return Frames(
        _frame(form_rows, FORM_SCHEMA, "form"),
        _frame(fund_rows, FUND_SCHEMA, "fund"),
        _frame(indicator_rows, INDICATOR_SCHEMA, "indicator"),
    )


def typed(raw: Frames, used: Mapping[str, Profile]) -> Frames:
    """Add what the profiles say to the forms that name them, and targets and actual values as understood.

    The rows of each form stand together, in the order of the forms: told so, Polars sums them up several times faster.
    """
    keys = raw.forms["form.profile"].to_list()
    number = {key: row for row, key in enumerate(dict.fromkeys(keys) or used)}
    known = pl.DataFrame([_profile_row(used[key]) for key in number], schema_overrides=_PROFILE_TYPES)
    rows = pl.Series([number[key] for key in keys], dtype=_ROW)
    twins = pl.Series("form.twin", [None], TWIN).new_from_index(0, len(rows))
    funds, indicators = raw.funds.set_sorted("fund.form"), raw.indicators.set_sorted("indicator.form")
    return Frames(raw.forms.hstack([*known[rows], twins]), funds, _understood(indicators))


def _frame(rows: list[tuple[Any, ...]], schema: Mapping[str, PolarsDataType], level: str) -> pl.DataFrame:
    named = {f"{level}.{name}": kind for name, kind in schema.items()}
    return pl.DataFrame(rows, schema=named, orient="row")


def _unreadable(form: Form) -> set[str]:
    return {problem.pointer for problem in form.problems if problem.kind is ProblemKind.NOT_A_NUMBER}


def _marked_up(form: Form) -> list[str]:
    return [problem.pointer for problem in form.problems if problem.kind is ProblemKind.MARKUP]


def _uncounted(values: Iterable[Decimal | None], scale: int) -> bool:
    return any(value is not None and scaled(value, scale) is None for value in values)


def _scores_uncounted(form: Form) -> bool:
    """Tell whether points or a score are printed finer or larger than we count, so that no sum of them is known."""
    rows: Sequence[Indicator | Fund | Total] = (*form.indicators, *form.funds, form.total)
    return _uncounted((value for row in rows for value in (row.points, row.score)), 100)


def _amounts_uncounted(form: Form) -> bool:
    """Tell whether an amount is printed that cannot be counted: no number, or finer or larger than we count."""
    fen = (form.money_unit or MoneyUnit.WAN).fen
    amounts = (getattr(row, name) for row in form.funds for name in _AMOUNTS)
    spoilt = any(it.startswith("/funds/") and it.endswith(_AMOUNTS) for it in _unreadable(form))
    return spoilt or _uncounted(amounts, fen)


def batch_key(form: Form, row: int) -> str:
    """Name the batch of a form: its unit and year; a form that lacks either is a batch of its own."""
    if form.implementing_unit is None or form.year is None:
        return f"#{row}"
    return f"{form.year} {form.implementing_unit}"


def history_key(form: Form, row: int) -> str:
    """Name the history of a form: its unit and project; a form that lacks any part is a history of its own."""
    if form.implementing_unit is None or form.project is None or form.year is None:
        return f"#{row}"
    return f"{form.implementing_unit} {form.project}"


def _form_row(row: int, entry: SourcedForm, used: Profile) -> tuple[Any, ...]:
    form = entry.form
    total = form.fund_total
    fen = (form.money_unit or MoneyUnit.WAN).fen
    amounts = [scaled(getattr(total, name, None), fen) for name in _AMOUNTS]
    pointer = f"/funds/{form.funds.index(total)}/score" if total else ""
    return (
        row,
        entry.source,
        entry.number,
        form.kind.value,
        form.title,
        form.year,
        form.project,
        form.competent_department,
        form.implementing_unit,
        form.money_unit.value if form.money_unit else None,
        form.goal.expected,
        form.goal.actual,
        scaled(form.total.points, 100),
        scaled(form.total.score, 100),
        form.grade,
        *amounts,
        *_BUDGETS_NOT_AT_HAND,
        scaled(total.points, 100) if total else None,
        scaled(total.execution_rate, 100) if total else None,
        scaled(total.score, 100) if total else None,
        pointer in _unreadable(form),
        form.funds.index(total) if total else None,
        _scores_uncounted(form),
        _amounts_uncounted(form),
        _marked_up(form),
        batch_key(form, row),
        history_key(form, row),
        used.key,
    )


def _fund_rows(row: int, form: Form) -> Iterable[tuple[Any, ...]]:
    fen = (form.money_unit or MoneyUnit.WAN).fen
    for index, entry in enumerate(form.funds):
        yield (
            row,
            index,
            entry.source.value,
            entry.label,
            *(scaled(getattr(entry, name), fen) for name in _AMOUNTS),
            scaled(entry.points, 100),
            scaled(entry.execution_rate, 100),
            scaled(entry.score, 100),
        )


_NOT_AT_HAND: Final = (None, None, None)
"""Evidence and approved target: columns that a declared form does not carry; rules on them do not apply without."""
_BUDGETS_NOT_AT_HAND: Final = (None, None)
"""The same for the approved budgets of a form."""


def _indicator_rows(row: int, form: Form) -> Iterable[tuple[Any, ...]]:
    unreadable = _unreadable(form)
    for index, entry in enumerate(form.indicators):
        pointer = f"/indicators/{index}"
        yield (
            row,
            index,
            entry.level1,
            entry.level2,
            entry.level3,
            entry.target,
            entry.actual,
            scaled(entry.points, 100),
            scaled(entry.score, 100),
            entry.deviation,
            *_NOT_AT_HAND,
            f"{pointer}/score" in unreadable,
            f"{pointer}/points" in unreadable,
        )


_PROFILE_TYPES: Final = dict.fromkeys(
    (
        "profile.execution_points",
        "profile.total_points",
        "profile.explain_budget_change_above",
        "profile.preferred_rounding_bit",
        "profile.output_points",
        "profile.benefit_points",
        "profile.satisfaction_points",
        "profile.cost_points",
        "profile.output_points_beside_cost",
        "profile.benefit_points_beside_cost",
    ),
    _INT,
)


def _profile_row(used: Profile) -> dict[str, Any]:
    said = used.parameters.model_dump(exclude={"grades", "preferred_rounding", "execution_tiers"})
    keys = [known.key for known in roundings()]
    return {
        **{f"profile.{name}": value for name, value in said.items()},
        "profile.preferred_rounding_bit": 1 << keys.index(used.parameters.preferred_rounding),
        "profile.tier_edges": [edge for edge, _ in used.parameters.execution_tiers],
        "profile.tier_shares": [part for _, part in used.parameters.execution_tiers],
        "profile.grade_names": [name for name, _ in used.parameters.grades],
        **{f"profile.grade_{place}": name for place, (name, _) in enumerate(used.parameters.grades)},
        **{f"profile.grade_edge_{place}": edge for place, (_, edge) in enumerate(used.parameters.grades)},
    }


def _understood(indicators: pl.DataFrame) -> pl.DataFrame:
    """Add what targets and actual values mean."""
    for text, named in _MEANT.items():
        indicators = indicators.hstack(QUANTITIES.of(indicators[text]).rename(named))
    return indicators
