"""Rows of lists: everything written out once, since a list has many of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localtime

from ziping.model.language import Text
from ziping.web.organisations.models import Organisation
from ziping.web.pages.templatetags.ziping import basis_points, hundredths, said, ten_thousands
from ziping.web.records.models import STATE_LABELS, Record, State
from ziping.web.tasks.models import Task

_RETURNED = Text("被退回", "returned")
_TAGS = {State.APPROVED: " good", State.PUBLISHED: " good"}


@dataclass(frozen=True, slots=True)
class Row:
    """One form as a list shows it."""

    key: UUID
    project: str
    unit: str
    year: int
    state: str
    tag: str
    """How the state is coloured."""
    budget: str
    rate: str
    total: str
    computed: str
    differs: bool
    grade: str
    errors: int
    warnings: int
    changed: str


def rows_of(records: Iterable[Record]) -> list[Row]:
    """Return the rows; names of units and years of tasks are looked up once for all of them."""
    held = list(records)
    units = dict(Organisation.objects.filter(pk__in={it.unit_id for it in held}).values_list("pk", "name"))
    years = dict(Task.objects.filter(pk__in={it.task_id for it in held}).values_list("pk", "year"))
    states = {it: said(label) for it, label in STATE_LABELS.items()}
    return [_row(it, units[it.unit_id], years[it.task_id], states) for it in held]


def _row(record: Record, unit: str, year: int, states: dict[State, str]) -> Row:
    state = State(record.state)
    return Row(
        key=record.pk,
        project=record.project,
        unit=unit,
        year=year,
        state=said(_RETURNED) if record.returned else states[state],
        tag=" warning" if record.returned else _TAGS.get(state, ""),
        budget=ten_thousands(record.budget),
        rate=basis_points(record.execution_rate),
        total=hundredths(record.total),
        computed=hundredths(record.computed_total),
        differs=None not in {record.total, record.computed_total} and record.total != record.computed_total,
        grade=record.grade,
        errors=record.errors,
        warnings=record.warnings,
        changed=f"{localtime(record.updated_at):%m-%d %H:%M}",
    )
