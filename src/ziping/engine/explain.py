"""How a score or a finding came about: inputs with their places, the formula with its numbers, the law behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from ziping.engine.catalogue import Check, Score
from ziping.engine.columns import Expr
from ziping.engine.plan import FRAME
from ziping.engine.run import Evaluation
from ziping.engine.spots import Pointing, spots
from ziping.engine.wording import NOTHING, fill, points, share
from ziping.law import Profile
from ziping.law.profiles.parameters import Parameters, Unit, choice
from ziping.model.finding import Explanation, Level, Spot, Step
from ziping.model.form import SourcedForm
from ziping.model.language import Text

_PASSES = Text("符合", "passes")
_DOES_NOT_APPLY = Text(
    "不适用：缺少所需的数，或不属于这类情况", "does not apply: a value is missing, or the case is another"
)


def explain_score(
    evaluation: Evaluation, sourced: SourcedForm, row: int, score: Score, profile: Profile
) -> Explanation | None:
    """Explain a score of one row of its frame (a form, or one of its indicators), or None where it has no value."""
    said = _said(evaluation, score.level, row, {"value": score(), "case": score.case, **score.facts})
    if said["value"] is None:
        return None
    result = fill(score.formulas[said["case"]], said, sourced.form.money_unit)
    return _explanation(score, _Row(evaluation, sourced, score.level, row), result, profile)


def explain_check(
    evaluation: Evaluation, sourced: SourcedForm, row: int, check: Check, profile: Profile
) -> Explanation:
    """Explain what a check says of one row of its frame, whether it fails or not."""
    verdict: bool | None = evaluation.verdicts[FRAME[check.level]][check.code][row]
    said = _said(evaluation, check.level, row, check.verdict.facts)
    message = fill(check.message, said, sourced.form.money_unit)
    result = message if verdict else _DOES_NOT_APPLY if verdict is None else _PASSES
    where = _Row(evaluation, sourced, check.level, row)
    return replace(_explanation(check, where, result, profile), fails=verdict)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a frame, and the form it belongs to."""

    evaluation: Evaluation
    sourced: SourcedForm
    level: Level
    row: int

    @property
    def index(self) -> int | None:
        """The number of the row in its table of the form; None for a whole form."""
        frame = FRAME[self.level]
        if frame is Level.FORM:
            return None
        return int(self.evaluation.frames[frame][f"{frame.value}.index"][self.row])

    @property
    def subject(self) -> str:
        """The form's project, or the row's number and name."""
        form, index = self.sourced.form, self.index
        if index is None:
            return form.project or ""
        name = form.indicators[index].level3 if self.level is Level.INDICATOR else form.funds[index].label
        return f"{index + 1} {name or ''}"


def _explanation(rule: Score | Check, where: _Row, result: Text, profile: Profile) -> Explanation:
    return Explanation(
        code=rule.code,
        title=rule.title,
        subject=where.subject,
        inputs=_inputs(spots(where.sourced.form, Pointing(where.level, rule.at, where.index))),
        result=result,
        parameters=parameters(profile, rule.parameters),
        cites=rule.cites,
    )


def rows_of(evaluation: Evaluation, level: Level, form: int) -> list[int]:
    """Return the rows of a form in the frame of that level."""
    frame = FRAME[level]
    if frame is Level.FORM:
        return [form]
    numbers = evaluation.frames[frame][f"{frame.value}.form"]
    return (numbers == form).arg_true().to_list()


def parameters(profile: Profile, names: Sequence[str]) -> tuple[Step, ...]:
    """Return what the profile says of the parameters, each with its source."""
    return tuple(
        Step(
            Parameters.label(name),
            _shown(name, getattr(profile.parameters, name)),
            Text.joined(it.describe() for it in profile.cites[name]),
        )
        for name in names
    )


def _shown(name: str, value: object) -> Text:
    """Print a parameter: 10.00 分, 90%, 3, 是, 优≥90.00, 100%→100%."""
    if value is None:
        return Text("未知", "unknown")
    if isinstance(value, bool | str):
        return choice(value)
    if isinstance(value, tuple):
        return _shown_edges(value)
    counted = int(str(value))
    if Parameters.unit(name) is Unit.COUNT:
        return Text(str(counted), str(counted))
    if Parameters.unit(name) is Unit.POINTS:
        return Text(f"{points(counted)} 分", points(counted))
    return Text(share(counted), share(counted))


def _shown_edges(edges: tuple[tuple[str | int, int], ...]) -> Text:
    """Print grades with their lower edges, or tiers with the share they earn."""
    shown = [
        f"{edge[0]}≥{points(edge[1])}" if isinstance(edge[0], str) else f"≥{share(edge[0])}→{share(edge[1])}"
        for edge in edges
    ]
    return Text("，".join(shown), ", ".join(shown))


def _said(evaluation: Evaluation, level: Level, row: int, wanted: Mapping[str, Expr]) -> dict[str, Any]:
    frame = evaluation.frames[FRAME[level]].slice(row, 1)
    return frame.select(pl.lit(0).alias("_"), *(value.alias(name) for name, value in wanted.items())).row(
        0, named=True
    )


def _verbatim(raw: str | None) -> Text:
    return Text(raw or NOTHING, raw or NOTHING)


def _inputs(found: Sequence[Spot]) -> tuple[Step, ...]:
    nowhere = Text("", "")
    return tuple(
        Step(spot.label, _verbatim(spot.raw), spot.place.describe() if spot.place else nowhere)
        for spot in found
    )
