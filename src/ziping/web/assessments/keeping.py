"""Keeping and giving back what the rules said, so that showing a form does not ask them again."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Final

from django.db.models import Count, Sum
from pydantic import TypeAdapter

from ziping.model.assessment import Assessment, ScoreSheet
from ziping.model.finding import Finding
from ziping.web.assessments.models import Kept
from ziping.web.records.models import Record

_VERSION: Final = version("ziping")
_TOLD: Final = TypeAdapter(tuple[ScoreSheet, tuple[Finding, ...]])


def key_of_unit(record: Record) -> str:
    """Name everything that assessments of a unit's forms depend on: the rules, and the forms as they stand.

    No two states have one name: forms are only ever added, and a change of a form makes its version one more.
    """
    beside = Record.objects.filter(task=record.task_id, unit=record.unit_id)
    found = beside.aggregate(forms=Count("pk"), versions=Sum("version"))
    return f"{_VERSION} {record.task.profile} {found['forms']} {found['versions']}"


def kept(record: Record, unit: str) -> Assessment | None:
    """Return what was kept of this version, if nothing changed in the unit since."""
    held = _held(record)
    return _given_back(record, held) if held and held.key == _key(record, unit) else None


def last_kept(record: Record) -> Assessment | None:
    """Return what was kept last, of whatever version."""
    held = _held(record)
    return _given_back(record, held) if held else None


def keep(found: Iterable[tuple[Record, Assessment]], unit: str) -> None:
    """Keep assessments in place of those before."""
    Kept.objects.bulk_create(
        (Kept(record=record, key=_key(record, unit), told=_told(it)) for record, it in found),
        update_conflicts=True,
        unique_fields=["record"],
        update_fields=["key", "told"],
    )


def _key(record: Record, unit: str) -> str:
    return f"{unit} {record.version}"


def _held(record: Record) -> Kept | None:
    return getattr(record, "kept", None)


def _told(found: Assessment) -> str:
    return _TOLD.dump_json((found.scores, found.findings)).decode()


def _given_back(record: Record, held: Kept) -> Assessment:
    scores, findings = _TOLD.validate_json(held.told)
    return Assessment(record.sourced, scores, findings)
