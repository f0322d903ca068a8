"""The rows of the overview: which forms are how bad, the worst first, and the geometry of its picture."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.law import profile
from ziping.model.assessment import Assessment, Pair
from ziping.model.finding import Severity
from ziping.model.language import Text
from ziping.writers.report import words
from ziping.writers.report.printing import apart

BAR: Final = 160
SCALE: Final = 228
_MARGIN: Final = 12
_LONGEST_UNIT: Final = 14


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: so many findings of one severity."""

    severity: Severity
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One form in the overview, and the number under which the report shows it."""

    number: int
    assessment: Assessment
    bar: tuple[Segment, ...]

    @property
    def anchor(self) -> str:
        """Return the name of the form's section."""
        return f"form-{self.number}"

    @property
    def total(self) -> Pair:
        """Return the declared total beside the one by the rules."""
        return total(self.assessment)

    @property
    def grade(self) -> str | None:
        """Return the declared grade, else the one of the declared total."""
        return self.assessment.scores.grade or self.assessment.scores.expected_grade

    @property
    def grade_moves(self) -> bool:
        """Tell whether the rules give another grade than the form declares."""
        return grade_moves(self.assessment)


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale on which totals are drawn, in hundredths, with the grades where all forms share them."""

    low: int
    high: int
    grades: tuple[tuple[str, int], ...]

    def x(self, hundredths: int) -> float:
        """Return where a score stands on the scale."""
        within = min(max(hundredths, self.low), self.high)
        return round(_MARGIN + (SCALE - 2 * _MARGIN) * (within - self.low) / (self.high - self.low), 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Return the ends of the scale and the grades' edges between them."""
        return tuple(sorted({self.low, self.high, *self._inside}))

    @property
    def _inside(self) -> list[int]:
        return [edge for _, edge in self.grades if self.low < edge < self.high]

    @property
    def bands(self) -> Iterator[tuple[str, int, int]]:
        """Return each grade that the scale shows, with its lower and upper edge on it."""
        upper = self.high
        for name, edge in self.grades:
            if upper > self.low:
                yield name, max(edge, self.low), upper
            upper = edge


@dataclass(frozen=True, slots=True)
class Overview:
    """All forms, and what is said of them together."""

    rows: tuple[Row, ...]
    axis: Axis
    profiles: tuple[tuple[Text, int], ...]
    documents: int

    def count(self, severity: Severity) -> int:
        """Return how many findings of that severity there are in all forms."""
        return sum(row.assessment.count(severity) for row in self.rows)

    @property
    def wrong(self) -> int:
        """Return how many forms have errors."""
        return sum(row.assessment.count(Severity.ERROR) > 0 for row in self.rows)

    @property
    def apart(self) -> int:
        """Return how many forms declare another total than the rules give."""
        return sum(apart(row.total) for row in self.rows)

    @property
    def moved(self) -> int:
        """Return how many forms declare another grade than the rules give."""
        return sum(row.grade_moves for row in self.rows)

    @property
    def summary(self) -> Text:
        """Say in one sentence how many forms are wrong, and how."""
        return words.SUMMARY.fill(forms=len(self.rows), wrong=self.wrong, apart=self.apart, moved=self.moved)


def overview(assessments: Sequence[Assessment]) -> Overview:
    """Put the forms in order and measure the picture."""
    ranked = sorted(assessments, key=badness)
    longest = max((len(entry.findings) for entry in ranked), default=0)
    unit = min(_LONGEST_UNIT, BAR / longest) if longest else 0
    rows = (Row(number, entry, _bar(entry, unit)) for number, entry in enumerate(ranked, 1))
    profiles = Counter(entry.scores.profile_label for entry in assessments)
    documents = len({entry.sourced.source for entry in assessments})
    return Overview(tuple(rows), _axis(ranked), tuple(profiles.most_common()), documents)


def badness(assessment: Assessment) -> tuple[int, ...]:
    """Return the key that puts the worst form first: by findings, then by how far the totals are apart."""
    counts = (-assessment.count(severity) for severity in Severity)
    return (*counts, -abs(total(assessment).difference or 0))


def total(assessment: Assessment) -> Pair:
    """Return the declared total beside the one by the rules."""
    return Pair(assessment.scores.total.declared, assessment.scores.computed_total)


def grade_moves(assessment: Assessment) -> bool:
    """Tell whether the rules give another grade than the form, or its declared total, has."""
    declared = assessment.scores.grade or assessment.scores.expected_grade
    return None not in (declared, assessment.scores.computed_grade) and (
        declared != assessment.scores.computed_grade
    )


def _bar(assessment: Assessment, unit: float) -> tuple[Segment, ...]:
    segments, x = [], 0.0
    for severity in Severity:
        count = assessment.count(severity)
        if count:
            segments.append(Segment(severity, count, round(x, 1), round(count * unit, 1)))
        x += count * unit
    return tuple(segments)


def _axis(assessments: Sequence[Assessment]) -> Axis:
    """Zoom to the grades in which the totals lie."""
    parameters = [profile(key).parameters for key in {entry.scores.profile for entry in assessments}]
    scales = {entry.grades for entry in parameters}
    grades = scales.pop() if len(scales) == 1 else ()
    high = max((entry.total_points for entry in parameters), default=10_000)
    pairs = [total(entry) for entry in assessments]
    lowest = min((value for p in pairs for value in (p.declared, p.expected) if value is not None), default=0)
    low = max((edge for _, edge in grades if edge <= lowest), default=0)
    return Axis(low if low < high else 0, high, grades)
