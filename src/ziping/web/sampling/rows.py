"""The rows that finance scores: the execution rate and every indicator, with all that is known of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ziping.model.assessment import Assessment, FinanceReview, FinanceScore, deviation
from ziping.model.form import FundSource
from ziping.model.language import Text
from ziping.web.organisations.rights import Person
from ziping.web.records.assessing import assess_among_siblings
from ziping.web.records.models import Record
from ziping.web.sampling.models import Drawn, Mark
from ziping.web.sampling.operations import like_cases, marks_now, may_review, recent_marks, reviewed_total

EXECUTION: Final = Text("预算执行率", "Execution rate")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; scores and points in hundredths."""

    pointer: str
    index: int | None
    """Of the indicator; None for the execution rate."""
    name: str
    target: str
    actual: str
    points: int | None
    declared: int | None
    computed: int | None
    codes: list[str]
    mark: Mark | None
    like: list[Mark]

    @property
    def label(self) -> Text:
        """Return the name; that of an indicator is as it was written."""
        return EXECUTION if self.index is None else Text(self.name, self.name)


@dataclass(frozen=True, slots=True)
class Scoring:
    """A drawn form as finance scores it; totals in hundredths."""

    rows: list[Row]
    assessment: Assessment
    declared: int | None
    reviewed: int | None

    @property
    def deviation(self) -> int | None:
        """Return by how much the declared total is too high, in basis points of it."""
        return deviation(self.declared, self.reviewed)


def scoring(drawn: Drawn) -> Scoring:
    """Put together what the page of a drawn form shows."""
    return _scoring(drawn, assess_among_siblings(drawn.record), recent_marks(besides=drawn))


def _scoring(drawn: Drawn, found: Assessment, recent: list[Mark]) -> Scoring:
    known = _Known(drawn, found, recent)
    rows = [*known.execution(), *known.indicators()]
    declared = {it.pointer: it.declared for it in rows}
    return Scoring(rows, found, found.scores.total.declared, reviewed_total(declared, known.marks))


def finance_review(person: Person, record: Record, found: Assessment) -> FinanceReview | None:
    """Return the scores that finance gave the form last; None where it gave none, and for who does not review for it."""
    if not may_review(person, record.task):
        return None
    drawn = Drawn.objects.filter(record=record, marks__isnull=False).order_by("-marks__at").first()
    if drawn is None:
        return None
    drawn.record = record
    made = _scoring(drawn, found, [])
    given = tuple(_given(made.rows))
    return FinanceReview(given, made.declared, made.reviewed) if given else None


def _given(rows: list[Row]) -> Iterator[FinanceScore]:
    for it in rows:
        if it.mark:
            figures = it.points, it.declared, it.computed, it.mark.score
            yield FinanceScore(it.index, it.name, *figures, it.mark.reason, it.mark.declared)


def row_of(drawn: Drawn, pointer: str) -> Row | None:
    """Return one row by its pointer."""
    return next((it for it in scoring(drawn).rows if it.pointer == pointer), None)


class _Known:
    """What is known of a drawn form, row by row."""

    def __init__(self, drawn: Drawn, found: Assessment, recent: list[Mark]) -> None:
        self.form, self.sheet = drawn.record.form, found.scores
        self.marks = marks_now(drawn)
        self._codes = _codes_by_row(found)
        self._recent = recent

    def execution(self) -> Iterator[Row]:
        """Yield the row of the execution rate, where the form has one."""
        for number, fund in enumerate(self.form.funds):
            if fund.source is FundSource.TOTAL:
                unit = f" {self.form.money_unit}" if self.form.money_unit else ""
                budget, executed = f"{_shown(fund.full_year_budget)}{unit}", f"{_shown(fund.executed)}{unit}"
                score = self.sheet.execution_score
                figures = self.sheet.execution_points, score.declared, score.expected
                yield self._row(f"/funds/{number}", None, EXECUTION.zh, budget, executed, *figures)

    def indicators(self) -> Iterator[Row]:
        """Yield the row of each indicator."""
        for it in self.sheet.indicators:
            declared = self.form.indicators[it.index]
            texts = _shown(declared.target), _shown(declared.actual)
            figures = it.points, it.declared, it.computed
            yield self._row(f"/indicators/{it.index}", it.index, it.name or "", *texts, *figures)

    def _row(
        self, row: str, index: int | None, name: str, target: str, actual: str, *figures: int | None
    ) -> Row:
        codes, pointer = self._codes.get(row, []), f"{row}/score"
        mark, like = self.marks.get(pointer), like_cases(codes, self._recent)
        points, declared, computed = figures
        return Row(pointer, index, name, target, actual, points, declared, computed, codes, mark, like)


def _codes_by_row(found: Assessment) -> dict[str, list[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for finding in found.findings:
        for spot in finding.spots:
            held[spot.pointer.rpartition("/")[0]].add(finding.code)
    return {row: sorted(codes) for row, codes in held.items()}


def _shown(value: object) -> str:
    return "—" if value is None else str(value)
