"""Who is told of what happened to a form."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet

from ziping.web.accounts.models import User
from ziping.web.organisations.models import Role
from ziping.web.records.models import Event, Notice, Record, State
from ziping.web.records.workflow import REVIEWERS


def tell(record: Record, event: Event) -> None:
    """Write a notice for everybody whose turn it is now, and for the clerks of the unit; by mail too if there is one."""
    roles = {Role.FILLER, *REVIEWERS.get(State(record.state), ())}
    people = User.objects.filter(
        memberships__role__in=roles, memberships__organisation__in=record.unit.above, is_active=True
    ).exclude(pk=event.actor_id or 0)
    told = list(people.distinct())
    Notice.objects.bulk_create(Notice(person=it, record=record, event=event, at=event.at) for it in told)
    if hasattr(settings, "EMAIL_HOST") and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        addresses = [it.email for it in told if it.email]
        transaction.on_commit(lambda: _mail(record, addresses))


def read_all(held: QuerySet[Notice], *, at: datetime) -> None:
    """Mark notices as read that were not."""
    held.filter(read_at=None).update(read_at=at)


def _mail(record: Record, addresses: list[str]) -> None:
    subject = f"{record.project}：{record.get_state_display()}"
    for address in addresses:
        send_mail(subject, subject, None, [address], fail_silently=True)
