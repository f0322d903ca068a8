"""A form with all that the rules say of it: what reports and pages show."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ziping.model.finding import Finding, Severity
from ziping.model.form import SourcedForm
from ziping.model.language import Text


@dataclass(frozen=True, slots=True)
class Pair:
    """A declared value beside the one that the rules give; integers in the unit that the field says."""

    declared: int | None
    expected: int | None

    @property
    def difference(self) -> int | None:
        """Return declared minus expected, or None where one of them is unknown."""
        if self.declared is None or self.expected is None:
            return None
        return self.declared - self.expected


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator's points and scores, all in hundredths.

    A measured indicator has an ``expected`` score, a qualitative one a ``lowest`` and a ``highest``; both are None
    where the rules cannot tell. ``computed`` is what goes into the computed total.
    """

    index: int
    name: str | None
    points: int | None
    declared: int | None
    expected: int | None
    lowest: int | None
    highest: int | None
    computed: int | None

    @property
    def difference(self) -> int | None:
        """Return declared minus computed."""
        return Pair(self.declared, self.computed).difference


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Declared and computed scores of one form, side by side."""

    profile: str
    profile_label: Text
    rounding: Text
    """The convention by which the form prints its rate and score."""
    rounding_decided: bool
    """Whether that convention is the only one that fits; else it was chosen among several."""
    execution_rate: Pair
    """In basis points."""
    execution_points: int | None
    """In hundredths, as are the scores."""
    execution_score: Pair
    indicators: tuple[IndicatorScore, ...]
    total: Pair
    """The declared total beside the sum of the printed scores."""
    computed_total: int | None
    """The total by the rules."""
    grade: str | None
    expected_grade: str | None
    """The grade of the declared total."""
    computed_grade: str | None
    """The grade of the total by the rules."""


@dataclass(frozen=True, slots=True)
class FinanceScore:
    """The score that finance gives one row beside the declared one; points and scores in hundredths."""

    index: int | None
    """Of the indicator; None for the execution rate."""
    name: str
    points: int | None
    declared: int | None
    computed: int | None
    given: int
    reason: str
    seen: int | None
    """What was declared when finance scored the row."""


@dataclass(frozen=True, slots=True)
class FinanceReview:
    """A form as finance scored it; totals in hundredths."""

    rows: tuple[FinanceScore, ...]
    """Only those that finance scored; the others stand as declared."""
    declared: int | None
    total: int | None
    """The total with finance's scores in place of the declared ones; None where a score is missing."""

    @property
    def deviation(self) -> int | None:
        """Return by how much the declared total is too high, in basis points of it."""
        return deviation(self.declared, self.total)


def deviation(declared: int | None, reviewed: int | None) -> int | None:
    """Return by how much a declared total is above the reviewed one, in basis points of it; half rounds away from 0."""
    if not declared or reviewed is None:
        return None
    return int((Decimal(declared - reviewed) * 10_000 / declared).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Assessment:
    """One form, its scores and its findings, the worst first."""

    sourced: SourcedForm
    scores: ScoreSheet
    findings: tuple[Finding, ...]
    finance: FinanceReview | None = None
    """Finance's own scores, where the form was drawn and scored."""

    def count(self, severity: Severity) -> int:
        """Return how many findings of that severity there are."""
        return sum(finding.severity is severity for finding in self.findings)
