"""Rows of lists: read in one question, without the forms themselves, and written out once, since a list has many."""

from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from ziping.model.language import Text
from ziping.web.pages.templatetags.ziping import basis_points, hundredths, said, ten_thousands
from ziping.web.records.models import STATE_LABELS, Record, State

_RETURNED = Text("被退回", "returned")
_TAGS = {State.APPROVED: " good", State.PUBLISHED: " good"}
_READ: Final = (
    "pk",
    "project",
    "unit__name",
    "task__year",
    "state",
    "returned",
    "budget",
    "execution_rate",
    "total",
    "computed_total",
    "grade",
    "errors",
    "warnings",
    "updated_at",
)


class Row(NamedTuple):
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


def rows_of(held: QuerySet[Record]) -> list[Row]:
    """Return the rows of forms."""
    states = {it: said(label) for it, label in STATE_LABELS.items()}
    return [_row(it, states) for it in held.values_list(*_READ, named=True)]


def _row(it: Any, states: dict[State, str]) -> Row:  # noqa: ANN401 — a row with the names above
    return Row(
        key=it.pk,
        project=it.project,
        unit=it.unit__name,
        year=it.task__year,
        state=said(_RETURNED) if it.returned else states[it.state],
        tag=" warning" if it.returned else _TAGS.get(it.state, ""),
        budget=ten_thousands(it.budget),
        rate=basis_points(it.execution_rate),
        total=hundredths(it.total),
        computed=hundredths(it.computed_total),
        differs=None not in {it.total, it.computed_total} and it.total != it.computed_total,
        grade=it.grade,
        errors=it.errors,
        warnings=it.warnings,
        changed=f"{localtime(it.updated_at):%m-%d %H:%M}",
    )
