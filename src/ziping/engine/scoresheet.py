"""From the columns that scores filled to the sheet of one form: declared and computed side by side."""

from collections.abc import Sequence
from typing import Any

from ziping.engine.run import Evaluation
from ziping.law import profile, roundings
from ziping.model.assessment import IndicatorScore, Pair, ScoreSheet
from ziping.model.finding import Level

_FORM = (
    "form.execution_rate",
    "form.expected_execution_rate",
    "form.execution_points",
    "form.execution_score",
    "form.expected_execution_score",
    "form.total_score",
    "form.expected_total",
    "form.computed_total",
    "form.grade",
    "form.expected_grade",
    "form.computed_grade",
    "form.candidates",
    "form.rounding_bit",
    "form.profile",
)
_INDICATOR = {
    "index": "indicator.index",
    "name": "indicator.level3",
    "points": "indicator.points",
    "declared": "indicator.score",
    "expected": "indicator.expected_score",
    "lowest": "indicator.lowest_score",
    "highest": "indicator.highest_score",
    "computed": "indicator.computed_score",
}


def score_sheets(evaluation: Evaluation) -> list[ScoreSheet]:
    """Return the sheet of every form, in the order of the forms."""
    rows = evaluation.frames[Level.FORM].select(_FORM).rows(named=True)
    lines: list[list[IndicatorScore]] = [[] for _ in rows]
    wanted = evaluation.frames[Level.INDICATOR].select("indicator.form", *_INDICATOR.values())
    for number, *values in wanted.iter_rows():
        lines[number].append(IndicatorScore(*values))
    return [_sheet(row, held) for row, held in zip(rows, lines, strict=True)]


def _sheet(row: dict[str, Any], lines: Sequence[IndicatorScore]) -> ScoreSheet:
    candidates: int = row["form.candidates"]
    return ScoreSheet(
        profile=row["form.profile"],
        profile_label=profile(row["form.profile"]).label,
        rounding=roundings()[row["form.rounding_bit"].bit_length() - 1].text,
        rounding_decided=candidates.bit_count() == 1,
        execution_rate=Pair(row["form.execution_rate"], row["form.expected_execution_rate"]),
        execution_points=row["form.execution_points"],
        execution_score=Pair(row["form.execution_score"], row["form.expected_execution_score"]),
        indicators=tuple(lines),
        total=Pair(row["form.total_score"], row["form.expected_total"]),
        computed_total=row["form.computed_total"],
        grade=row["form.grade"],
        expected_grade=row["form.expected_grade"],
        computed_grade=row["form.computed_grade"],
    )
