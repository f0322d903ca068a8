"""What managers of a task do: order it, and change its deadline and levels."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from ziping.law import profile
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.fields import WrongFieldsError, fault_of
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.operations import NotYoursError
from ziping.web.organisations.rights import manages
from ziping.web.tasks.models import Task
from ziping.writers import layout


class BadTaskError(WrongFieldsError):
    """A task that cannot be as it was given."""


YEARS: Final = range(2000, 2101)
"""Of budgets."""


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
    held.name, held.deadline = order.name.strip(), order.deadline
    held.profile, held.layout = order.profile, order.layout
    held.skip_unit_review = order.skip_unit_review
    held.skip_department_review = order.skip_department_review
    held.skip_finance_review = order.skip_finance_review
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as twice:
        taken = Text(f"该年度已有任务“{held.name}”", f"there is a task {held.name} of that year already")
        raise BadTaskError({"name": taken}) from twice
    return held


def _check(order: Order) -> None:
    """Refuse what no form could be filled in by."""
    wrong_year = Text("年度应为 2000 至 2100 的四位数字，如 2026", "the year is written as 2026")
    BadTaskError.check(
        year=None if order.year in YEARS else wrong_year,
        name=fault_of(order.name, Text("任务名称", "the name"), most=120),
        profile=_refusal(profile, order.profile),
        layout=_refusal(layout, order.layout),
    )


def _refusal(of: Callable[[str], object], key: str) -> Text | None:
    """Return what is said of a profile or layout that is not known."""
    try:
        of(key)
    except ZipingError as unknown:
        return unknown.text
    return None
