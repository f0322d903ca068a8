"""What the rules say of a form in the application: asked alone while a clerk types, among its siblings elsewhere."""

from collections import Counter
from dataclasses import replace
from typing import Final

from ziping.app.assessing import assess, assess_again
from ziping.law import Profile, profile
from ziping.model.assessment import Assessment
from ziping.model.finding import Level, Severity
from ziping.web.assessments.keeping import keep, kept, key_of_unit, last_kept
from ziping.web.records.models import Record
from ziping.web.tasks.models import Task

MOST_TOGETHER: Final = 50
"""Forms of a unit that are judged together."""
_COMPARED: Final = frozenset({Level.BATCH, Level.YEARS, Level.INDICATOR_YEARS})


def profile_of(task: Task) -> Profile:
    """Return the profile that the task names."""
    return profile(task.profile)


def assess_while_typing(record: Record) -> Assessment:
    """Score and check one form by itself, quickly; what only a comparison shows is told as it was last seen."""
    found = assess_again(record.sourced, profile_of(record.task))
    before = last_kept(record)
    compared = [it for it in before.findings if it.level in _COMPARED] if before else []
    told = sorted([*found.findings, *compared], key=lambda it: (it.severity.rank, it.code))
    return replace(found, findings=tuple(told))


def assess_among_siblings(record: Record) -> Assessment:
    """Score and check a form among those of its unit in the task: they tell its convention of rounding.

    What was found is kept for all of them, and given back as long as none of these forms changes.
    """
    unit = key_of_unit(record)
    return kept(record, unit) or _ask(record, unit)


def _ask(record: Record, unit: str) -> Assessment:
    held = _together(record)
    found = list(zip(held, assess([it.sourced for it in held], profile_of(record.task)), strict=True))
    keep(found, unit)
    return next(told for it, told in found if it is record)


def _together(record: Record) -> list[Record]:
    """Return the forms that are judged with that one, itself among them; those of a large unit are judged in parts."""
    beside = Record.objects.filter(task=record.task_id, unit=record.unit_id).order_by("pk")
    first = beside.filter(pk__lt=record.pk).count() // MOST_TOGETHER * MOST_TOGETHER
    held = beside.only("content", "version")[first : first + MOST_TOGETHER]
    return [record if it.pk == record.pk else it for it in held]


def keep_figures(record: Record, found: Assessment) -> None:
    """Keep what lists show of an assessment, unless the form was changed meanwhile."""
    fund = record.form.fund_total
    unit = record.form.money_unit
    budget = fund.full_year_budget if fund else None
    figures = {
        "assessed_version": record.version,
        "total": found.scores.total.declared,
        "computed_total": found.scores.computed_total,
        "grade": found.scores.grade or "",
        "execution_rate": found.scores.execution_rate.expected,
        "budget": int(budget * unit.fen) if budget is not None and unit else None,
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "notes": found.count(Severity.NOTE),
        "codes": dict(Counter(it.code for it in found.findings)),
    }
    Record.objects.filter(pk=record.pk, version=record.version).update(**figures)
    for name, value in figures.items():
        setattr(record, name, value)


def is_stale(record: Record) -> bool:
    """Tell whether the kept figures are of an earlier version."""
    return record.assessed_version != record.version
