"""Jobs as people look for them: everybody has his own."""

from django.db.models import Count, QuerySet

from ziping.web.accounts.models import User
from ziping.web.jobs.models import Job, Outcome


def visible(person: User) -> QuerySet[Job]:
    """Return the person's jobs."""
    return Job.objects.filter(person=person)


def counted(job: Job) -> dict[str, int]:
    """Return how many steps there were of each outcome."""
    found = dict(job.lines.order_by().values_list("outcome").annotate(count=Count("pk")))
    return {it.value: found.get(it.value, 0) for it in Outcome}
