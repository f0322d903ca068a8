"""The task that a job is about, and what of it is the person's."""

from typing import Any

from django.db.models import Q, QuerySet

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.models import Organisation, Role
from ziping.web.organisations.rights import memberships, organisations_of
from ziping.web.records.models import Record
from ziping.web.records.queries import visible
from ziping.web.tasks.models import Task

BRINGERS = (Role.FILLER, Role.ADMINISTRATOR)
"""Who may bring forms into a task."""


class NoSuchTaskError(ZipingError):
    """There is no such task for the person."""

    def __init__(self) -> None:
        """Say no more than that."""
        super().__init__(Text("没有这个任务，或不归您办理", "there is no such task, or it is not yours"))


def tasks_of(person: User) -> QuerySet[Task]:
    """Return the tasks that concern the person: ordered above or below an organisation in which he has a role."""
    concerned = Q(pk__in=[])
    for it in memberships(person):
        concerned |= Q(owner__path__startswith=it.organisation.path) | Q(owner__in=it.organisation.above)
    return Task.objects.filter(concerned)


def task_of(person: User, key: Any) -> Task:  # noqa: ANN401 — whatever a request holds
    """Return the task of that key; raise ``NoSuchTaskError`` where there is none for the person."""
    try:
        return tasks_of(person).get(pk=int(key))
    except (Task.DoesNotExist, TypeError, ValueError, OverflowError):
        raise NoSuchTaskError from None


def records_of(person: User, task: Task) -> QuerySet[Record]:
    """Return the task's forms that the person may see, always in the same order."""
    return visible(person).filter(task=task).select_related("task", "unit").order_by("unit__path", "pk")


def units_of(person: User) -> QuerySet[Organisation]:
    """Return the organisations for which the person may bring in forms."""
    return organisations_of(person, BRINGERS)
