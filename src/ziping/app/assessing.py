"""Assess forms: scores beside the declared ones, and findings."""

from collections import defaultdict
from collections.abc import Sequence

from ziping.app.likeness import compared
from ziping.engine.findings import findings
from ziping.engine.frames import frames
from ziping.engine.refusals import with_refusals
from ziping.engine.run import evaluate
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
    held = [entry.model_copy(update={"form": with_refusals(entry.form)}) for entry in sourced]
    evaluation = evaluate(compared(frames(held, profile)), catalogue())
    by_form: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in findings(evaluation, held):
        by_form[finding.form.source, finding.form.number].append(finding)
    return [
        Assessment(entry, sheet, tuple(by_form[entry.source, entry.number]))
        for entry, sheet in zip(held, score_sheets(evaluation), strict=True)
    ]
