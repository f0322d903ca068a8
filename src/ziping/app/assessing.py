"""Assess forms: scores beside the declared ones, and findings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ziping.app.likeness import compared
from ziping.engine.again import evaluate_again
from ziping.engine.findings import findings
from ziping.engine.frames import frames
from ziping.engine.refusals import with_refusals
from ziping.engine.run import Evaluation, evaluate
from ziping.engine.scoresheet import score_sheets
from ziping.law import Profile
from ziping.model.assessment import Assessment
from ziping.model.finding import Finding
from ziping.model.form import SourcedForm
from ziping.rules import catalogue


def assess(sourced: Sequence[SourcedForm], profile: Profile | None = None) -> list[Assessment]:
    """Score and check forms together: those of one unit and year tell each other's convention of rounding.

    Each form is judged by the profile of its own region and year unless one is given.
    """
    held = [_held(entry) for entry in sourced]
    return _told(held, evaluate(compared(frames(held, profile)), catalogue()))


def assess_again(entry: SourcedForm, profile: Profile) -> Assessment:
    """Score and check one form as ``assess`` does, quickly where it, but for a few cells, was assessed a while ago."""
    held, last = _held(entry), _last(entry.source, entry.number, profile.key)
    now = compared(frames([held], profile))
    before = last.evaluation
    last.evaluation = evaluate_again(before, now, catalogue()) if before else evaluate(now, catalogue())
    return _told([held], last.evaluation)[0]


@dataclass
class _Last:
    """What was found the last time; other forms' evaluations would do as well, but save less."""

    evaluation: Evaluation | None = None


@lru_cache(maxsize=64)
def _last(source: str, number: int, profile: str) -> _Last:  # noqa: ARG001 — the key of what is remembered
    return _Last()


def _held(entry: SourcedForm) -> SourcedForm:
    return entry.model_copy(update={"form": with_refusals(entry.form)})


def _told(held: Sequence[SourcedForm], evaluation: Evaluation) -> list[Assessment]:
    by_form: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in findings(evaluation, held):
        by_form[finding.form.source, finding.form.number].append(finding)
    return [
        Assessment(entry, sheet, tuple(by_form[entry.source, entry.number]))
        for entry, sheet in zip(held, score_sheets(evaluation), strict=True)
    ]
