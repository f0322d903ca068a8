"""Tasks as people see them: those of organisations above their own, which order the work, and of those below."""

from django.db.models import Q, QuerySet

from ziping.web.organisations.rights import Person, memberships, within
from ziping.web.tasks.models import Task


def seen_tasks(person: Person) -> QuerySet[Task]:
    """Return the tasks that concern the person."""
    above = {key for it in memberships(person) for key in it.organisation.above}
    return Task.objects.filter(Q(owner__in=above) | within(person, "owner__path"))
