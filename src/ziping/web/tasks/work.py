"""What a person has to do, at one glance: each task with its deadline and the state of its forms."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from ziping.web.organisations.rights import Person
from ziping.web.records import queries
from ziping.web.records.listing import Row, rows_of
from ziping.web.records.models import STATE_LABELS, State
from ziping.web.records.workflow import CLOSED
from ziping.web.tasks.models import Task
from ziping.web.tasks.queries import seen_tasks

MOST = 30
"""Forms that a task shows by name; of more, those that wait for the person come first."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as one person sees it."""

    task: Task
    days_left: int | None
    """Until the deadline; negative when it has passed."""
    states: Sequence[tuple[State, int]]
    returned: int
    total: int
    waiting: int
    """Forms whose next step is the person's."""
    forms: Sequence[Row]
    """Those that wait for the person, then the others of a small task."""

    @property
    def done(self) -> int:
        """Return how many forms are approved."""
        return sum(count for state, count in self.states if state in CLOSED)

    @property
    def is_late(self) -> bool:
        """Tell whether the deadline passed with forms that are not approved."""
        return self.days_left is not None and self.days_left < 0 and self.done < self.total


def duties(person: Person, today: date) -> list[Duty]:
    """Return the person's tasks, the newest first; tasks without any form of his are left out."""
    counted: dict[int, Counter[tuple[str, bool]]] = {}
    rows = queries.visible(person).order_by().values_list("task_id", "state", "returned")
    for task, state, returned, count in rows.annotate(count=Count("*")):
        counted.setdefault(task, Counter())[state, returned] = count
    held = seen_tasks(person).filter(pk__in=counted)
    return [_duty(person, it, counted[it.pk], today) for it in held]


def _duty(person: Person, task: Task, counted: Counter[tuple[str, bool]], today: date) -> Duty:
    states = [(state, counted[state, False] + counted[state, True]) for state in STATE_LABELS]
    mine = queries.found(person, queries.Sought("todo", task=task.pk))
    waiting = rows_of(mine[:MOST])
    total = counted.total()
    shown = {it.key for it in waiting}
    held = queries.found(person, queries.Sought("all", task=task.pk))
    others = rows_of(held[:MOST]) if total <= MOST else []
    return Duty(
        task=task,
        days_left=(task.deadline - today).days if task.deadline else None,
        states=[it for it in states if it[1]],
        returned=sum(count for (_, returned), count in counted.items() if returned),
        total=total,
        waiting=len(waiting) if len(waiting) < MOST else mine.count(),
        forms=[*waiting, *(it for it in others if it.key not in shown)],
    )
