"""What an audit of many forms comes to: the figures of its overview."""

from dataclasses import dataclass

from ziping.model.finding import FormKey, Severity
from ziping.model.language import Text


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a check was asked and how often it failed."""

    code: str
    title: Text
    severity: Severity
    asked: int
    failed: int


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit's forms and what was found in them."""

    unit: str
    forms: int
    errors: int
    warnings: int
    declared: int | None
    """Mean declared total in hundredths."""
    computed: int | None
    """Mean total by the rules in hundredths."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many forms have a total in a band: declared and by the rules."""

    low: int
    """Lower edge in points."""
    declared: int
    computed: int


@dataclass(frozen=True, slots=True)
class Field:
    """How many forms fall into a field of execution rate by declared total; edges in per cent and points."""

    rate: int
    total: int
    forms: int


@dataclass(frozen=True, slots=True)
class WorstForm:
    """A form with many findings, and where its report is."""

    form: FormKey
    errors: int
    warnings: int
    declared: int | None
    computed: int | None
    link: str | None


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """The figures of an audit."""

    forms: int
    units: int
    errors: int
    warnings: int
    notes: int
    faulty: int
    """Forms with at least one error."""
    rules: tuple[RuleCount, ...]
    """Checks that failed, most often first."""
    spread: tuple[Spread, ...]
    ranked: tuple[UnitCount, ...]
    """Units with most errors a form first."""
    fields: tuple[Field, ...]
    grades: tuple[tuple[str, int, int], ...]
    """How many forms have each grade, declared and by the rules."""
    worst: tuple[WorstForm, ...]
    unread: tuple[Text, ...]
