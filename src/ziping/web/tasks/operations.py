"""What managers of a task do: order it, and change its deadline and levels."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ziping.law import profile
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.operations import NotYoursError
from ziping.web.organisations.rights import manages
from ziping.web.tasks.models import Task
from ziping.writers import layout


class BadTaskError(ZipingError):
    """A task that cannot be as it was given."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is ordered."""

    year: int
    name: str
    profile: str
    layout: str
    deadline: date | None
    skip_unit_review: bool = False
    skip_department_review: bool = False
    skip_finance_review: bool = False


@transaction.atomic
def save_task(
    order: Order, *, owner: Organisation, actor: User, at: datetime, task: Task | None = None
) -> Task:
    """Order a year's work for everything below an organisation, or change an order; its year and owner stay."""
    if not manages(actor, task.owner if task else owner):
        raise NotYoursError
    _check(order)
    held = task or Task(owner=owner, year=order.year, created_at=at)
    held.name, held.deadline = order.name.strip()[:120], order.deadline
    held.profile, held.layout = order.profile, order.layout
    held.skip_unit_review = order.skip_unit_review
    held.skip_department_review = order.skip_department_review
    held.skip_finance_review = order.skip_finance_review
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as twice:
        raise BadTaskError(
            Text(f"该年度已有任务“{held.name}”", f"there is a task {held.name} of that year already")
        ) from twice
    return held


def _check(order: Order) -> None:
    """Refuse what no form could be filled in by; unknown profiles and layouts say so themselves."""
    if not order.name.strip():
        raise BadTaskError(Text("请填写任务名称", "name the task"))
    if not 2000 <= order.year <= 2100:  # noqa: PLR2004 — years of budgets
        raise BadTaskError(Text("年度应为四位数字，如 2026", "the year is written as 2026"))
    profile(order.profile)
    layout(order.layout)
