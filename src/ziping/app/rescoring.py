"""Score forms again under another profile: who would change score and grade."""

from collections.abc import Sequence

from ziping.engine.findings import form_key
from ziping.engine.frames import frames
from ziping.engine.run import evaluate
from ziping.engine.scoresheet import score_sheets
from ziping.law import Profile
from ziping.model.assessment import ScoreSheet
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.model.rescoring import Rescored, Rescoring, Verdict
from ziping.rules import catalogue


def rescore(sourced: Sequence[SourcedForm], before: Profile | None, after: Profile) -> Rescoring:
    """Score every form under both profiles; without ``before`` under that of its own region and year."""
    pairs = zip(sourced, _sheets(sourced, before), _sheets(sourced, after), strict=True)
    forms = [_rescored(entry, first, second) for entry, first, second in pairs]
    own = Text("各表自己的口径", "each form's own profile")
    names = dict.fromkeys(name for used in (before, after) if used for name, _ in used.parameters.grades)
    return Rescoring(
        before=before.label if before else own,
        after=after.label,
        grades=tuple(names),
        forms=tuple(sorted(forms, key=lambda it: -abs(it.difference or 0))),
    )


def _sheets(sourced: Sequence[SourcedForm], profile: Profile | None) -> list[ScoreSheet]:
    return score_sheets(evaluate(frames(sourced, profile), catalogue(), []))


def _rescored(entry: SourcedForm, first: ScoreSheet, second: ScoreSheet) -> Rescored:
    return Rescored(
        form_key(entry),
        Verdict(first.total.declared, first.grade),
        Verdict(first.computed_total, first.computed_grade),
        Verdict(second.computed_total, second.computed_grade),
    )
