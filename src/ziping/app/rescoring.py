"""Score forms again under another profile: who would change score and grade."""

from collections.abc import Iterator, Sequence

from ziping.engine.findings import form_key
from ziping.engine.frames import frames
from ziping.engine.run import evaluate
from ziping.engine.scoresheet import score_sheets
from ziping.engine.wording import points
from ziping.law import Profile
from ziping.model.assessment import Pair, ScoreSheet
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.model.rescoring import Rescored, Rescoring, Verdict
from ziping.rules import catalogue


def rescore(sourced: Sequence[SourcedForm], before: Profile | None, after: Profile) -> Rescoring:
    """Score every form under both profiles; without ``before`` under that of its own region and year."""
    sheets = _sheets(sourced, after)
    pairs = zip(sourced, _sheets(sourced, before), sheets, strict=True)
    forms = [_rescored(entry, first, second, after) for entry, first, second in pairs]
    own = Text("各表自己的口径", "each form's own profile")
    names = dict.fromkeys(name for used in (before, after) if used for name, _ in used.parameters.grades)
    return Rescoring(
        before=before.label if before else own,
        after=after.label,
        grades=tuple(names),
        forms=tuple(sorted(forms, key=lambda it: -abs(it.difference or 0))),
        notes=tuple(note for used in (before, after) if used for note in _kept_points(sheets, used)),
    )


def _sheets(sourced: Sequence[SourcedForm], profile: Profile | None) -> list[ScoreSheet]:
    return score_sheets(evaluate(frames(sourced, profile), catalogue(), []))


def _kept_points(sheets: Sequence[ScoreSheet], used: Profile) -> Iterator[Text]:
    """Say of how many forms the printed points for execution are not those of a profile: they stay as printed."""
    asked = used.parameters.execution_points
    printed = (it.execution_points for it in sheets)
    other = [it for it in printed if it is not None and it != asked]
    if other:
        yield Text(
            "{label.zh}的预算执行率为 {asked} 分，{count} 张表印的不是（如 {printed} 分）：分值照各表所印，不随口径改变；"
            "随口径变的是算法、档次和等级",
            "{label.en} has {asked} points for execution, {count} forms print others (such as {printed}): points stay as "
            "printed; what changes with the profile is how scores are worked out, bands and grades",
        ).fill(label=used.label, asked=points(asked), count=len(other), printed=points(other[0]))


def _rescored(entry: SourcedForm, first: ScoreSheet, second: ScoreSheet, after: Profile) -> Rescored:
    return Rescored(
        form_key(entry),
        Verdict(first.total.declared, first.grade),
        Verdict(first.computed_total, first.computed_grade),
        Verdict(second.computed_total, second.computed_grade),
        Pair(second.execution_points, after.parameters.execution_points),
    )
