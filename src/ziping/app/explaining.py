"""Explain the scores and findings of one form, worked out among the forms it came with."""

from collections.abc import Sequence
from dataclasses import dataclass

from ziping.app.rulebook import NoSuchRuleError
from ziping.engine.catalogue import Score
from ziping.engine.explain import explain_check, explain_score, rows_of
from ziping.engine.frames import frames
from ziping.engine.plan import FRAME
from ziping.engine.run import Evaluation, evaluate
from ziping.law import Profile, profile
from ziping.model.errors import ZipingError
from ziping.model.finding import Explanation, Level
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.rules import catalogue


class UnknownFormError(ZipingError):
    """A form was asked for that the document does not hold."""


class UnknownIndicatorError(ZipingError):
    """A form has no indicator of that number."""


def find_form(sourced: Sequence[SourcedForm], wanted: str) -> int:
    """Return the row of the form that a number or (a part of) a project's name means."""
    by_number = [row for row, it in enumerate(sourced) if str(it.number) == wanted]
    named = [row for row, it in enumerate(sourced) if it.form.project == wanted]
    alike = [row for row, it in enumerate(sourced) if wanted in (it.form.project or "")]
    found = by_number or named or alike
    if len(found) != 1:
        known = "、".join(f"{it.number} {it.form.project or ''}" for it in sourced)
        what = Text("有多张表符合", "several forms match") if found else Text("没有这张表", "no such form")
        raise UnknownFormError(
            Text(f"“{wanted}”：{what.zh}；文件中有：{known}", f"“{wanted}”: {what.en}; there are: {known}")
        )
    return found[0]


def explain(
    sourced: Sequence[SourcedForm],
    row: int,
    *,
    code: str | None = None,
    indicator: int | None = None,
    used: Profile | None = None,
) -> list[Explanation]:
    """Return the explanations asked for: of one code, of one indicator's scores, or of the form's own scores."""
    evaluation = evaluate(frames(sourced, used), catalogue(), explained=True)
    applied = used or profile(evaluation.frames[Level.FORM]["form.profile"][row])
    asked = _Asked(evaluation, sourced[row], row, applied)
    if code is not None:
        return asked.code(code)
    return asked.form() if indicator is None else asked.indicator(indicator)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One form among those it was evaluated with."""

    evaluation: Evaluation
    entry: SourcedForm
    row: int
    profile: Profile

    def code(self, code: str) -> list[Explanation]:
        """Explain a score, or the rows on which a check fails; where it fails on none, one row on which it passes."""
        rules = catalogue()
        if code in rules.scores:
            return self._scores(rules.scores[code])
        if code not in rules.checks:
            raise NoSuchRuleError(code)
        check = rules.checks[code]
        rows = rows_of(self.evaluation, check.level, self.row)
        found = [explain_check(self.evaluation, self.entry, it, check, self.profile) for it in rows]
        return [it for it in found if it.fails] or [it for it in found if it.fails is False][:1] or found[:1]

    def form(self) -> list[Explanation]:
        """Explain the scores of the form as a whole."""
        scores = catalogue().scores.values()
        return [it for score in scores if FRAME[score.level] is Level.FORM for it in self._scores(score)]

    def indicator(self, number: int) -> list[Explanation]:
        """Explain the scores of one indicator, counted from 1, and what fails on it."""
        rows = rows_of(self.evaluation, Level.INDICATOR, self.row)
        if not 1 <= number <= len(rows):
            zh = f"这张表有 {len(rows)} 项指标，没有第 {number} 项"
            raise UnknownIndicatorError(Text(zh, f"the form has {len(rows)} indicators, no number {number}"))
        row, rules = rows[number - 1], catalogue()
        scores = [it for it in rules.scores.values() if it.level is Level.INDICATOR]
        checks = [it for it in rules.checks.values() if it.level is Level.INDICATOR]
        said = [explain_score(self.evaluation, self.entry, row, it, self.profile) for it in scores]
        asked = [explain_check(self.evaluation, self.entry, row, it, self.profile) for it in checks]
        return [it for it in said if it is not None] + [it for it in asked if it.fails]

    def _scores(self, score: Score) -> list[Explanation]:
        rows = rows_of(self.evaluation, score.level, self.row)
        said = (explain_score(self.evaluation, self.entry, it, score, self.profile) for it in rows)
        return [it for it in said if it is not None]
