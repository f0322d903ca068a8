"""Forms scored under one profile and under another: who changes, and by how much."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.model.assessment import Pair
from ziping.model.finding import FormKey
from ziping.model.language import Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one profile gives a form: the total by the rules in hundredths, and its grade."""

    total: int | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Rescored:
    """One form under both profiles, beside what was declared."""

    form: FormKey
    declared: Verdict
    before: Verdict
    after: Verdict
    execution_points: Pair
    """As printed, beside those of the new profile; hundredths. Points are never changed: forms are scored as printed."""

    @property
    def difference(self) -> int | None:
        """Return after minus before, or None where one of them is unknown."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total

    @property
    def regraded(self) -> bool:
        """Tell whether the grade changes."""
        return self.before.grade != self.after.grade


@dataclass(frozen=True, slots=True)
class Rescoring:
    """All forms of a run under two profiles, the largest change first."""

    before: Text
    after: Text
    grades: tuple[str, ...]
    """The grades of both profiles, best first."""
    forms: tuple[Rescored, ...]
    notes: tuple[Text, ...] = ()
    """What a reader would otherwise expect to have changed."""

    @property
    def regraded(self) -> tuple[Rescored, ...]:
        """The forms whose grade changes."""
        return tuple(form for form in self.forms if form.regraded)

    def by_grade(self) -> list[tuple[str, int, int]]:
        """Return how many forms have each grade before and after."""
        before = Counter(form.before.grade for form in self.forms)
        after = Counter(form.after.grade for form in self.forms)
        return [(grade, before[grade], after[grade]) for grade in self.grades]

    def by_score(self, width: int = 500) -> list[tuple[int, int, int]]:
        """Return how many forms have a total in each band of that many hundredths, before and after."""
        before, after = (
            _banded([getattr(form, side).total for form in self.forms], width) for side in ("before", "after")
        )
        bands = range(min([*before, *after], default=0), 10_000 // width)
        return [(band * width, before[band], after[band]) for band in bands]


def _banded(totals: Sequence[int | None], width: int) -> Counter[int]:
    last = 10_000 // width - 1
    return Counter(min(total // width, last) for total in totals if total is not None)
