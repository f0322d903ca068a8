"""Keeping and giving back what the rules said, so that showing a form does not ask them again."""

from importlib.metadata import version
from typing import Final

from django.db.models import Count, Max, QuerySet
from pydantic import TypeAdapter

from ziping.model.assessment import Assessment, ScoreSheet
from ziping.model.finding import Finding
from ziping.web.assessments.models import Kept
from ziping.web.records.models import Record

_VERSION: Final = version("ziping")
_TOLD: Final = TypeAdapter(tuple[ScoreSheet, tuple[Finding, ...]])


def key_of(record: Record) -> str:
    """Name everything that an assessment depends on: the rules, the form, and the forms that are judged beside it."""
    beside = Record.objects.filter(task=record.task_id, unit=record.unit_id)
    found = beside.aggregate(forms=Count("pk"), changed=Max("updated_at"))
    return f"{_VERSION} {record.task.profile} {record.version} {found['forms']} {found['changed']}"


def kept(record: Record, key: str) -> Assessment | None:
    """Return what was kept, if nothing changed since."""
    return _given_back(record, Kept.objects.filter(record=record, key=key))


def last_kept(record: Record) -> Assessment | None:
    """Return what was kept last, of whatever version."""
    return _given_back(record, Kept.objects.filter(record=record))


def _given_back(record: Record, held: QuerySet[Kept]) -> Assessment | None:
    told = held.values_list("told", flat=True).first()
    if told is None:
        return None
    scores, findings = _TOLD.validate_json(told)
    return Assessment(record.sourced, scores, findings)


def keep(record: Record, key: str, found: Assessment) -> None:
    """Keep an assessment in place of the one before."""
    told = _TOLD.dump_json((found.scores, found.findings)).decode()
    Kept.objects.update_or_create(record=record, defaults={"key": key, "told": told})
