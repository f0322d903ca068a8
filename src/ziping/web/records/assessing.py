"""What the rules say of a form in the application: asked alone while a clerk types, among its siblings elsewhere."""

from collections import Counter
from dataclasses import replace
from typing import Final

from ziping.app.assessing import assess, assess_again
from ziping.law import Profile, profile
from ziping.model.assessment import Assessment
from ziping.model.finding import Level, Severity
from ziping.model.form import SourcedForm
from ziping.web.assessments.keeping import keep, kept, key_of, last_kept
from ziping.web.records.models import Record
from ziping.web.tasks.models import Task

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

    What was found is kept, and given back as long as none of these forms changes.
    """
    key = key_of(record)
    found = kept(record, key)
    if found is None:
        found = _ask(record)
        keep(record, key, found)
    return found


def _ask(record: Record) -> Assessment:
    others = Record.objects.filter(task=record.task_id, unit=record.unit_id).exclude(pk=record.pk)
    held = [SourcedForm(source=str(it.pk), number=1, form=it.form) for it in others.only("content")[:50]]
    return assess([record.sourced, *held], profile_of(record.task))[0]


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
