"""Tasks, organisations, and who asks."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import Key, Me, OrganisationShown, Page, Part, TaskShown, named, page
from ziping.web.jobs.scope import task_of, tasks_of
from ziping.web.organisations.rights import memberships, organisations_of
from ziping.web.tasks.models import Task

router = Router(tags=["tasks and organisations"], by_alias=True)


@router.get("/me", response={200: Me, REFUSALS: Fault})
def me(request: HttpRequest) -> dict[str, Any]:
    """Tell who the token acts for."""
    who = person(request)
    roles = [
        {"organisation": it.organisation.name, "code": it.organisation.code, "role": it.role}
        for it in memberships(who)
    ]
    return {"login": who.username, "name": str(who), "roles": roles}


@router.get("/tasks", response={200: Page[TaskShown], REFUSALS: Fault})
def tasks(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the tasks that concern the person, the newest first."""
    return page(tasks_of(person(request)).select_related("owner").order_by("-year", "pk"), part, _task)


@router.get("/tasks/{task_id}", response={200: TaskShown, REFUSALS: Fault})
def task(request: HttpRequest, task_id: Key) -> dict[str, Any]:
    """Read one task."""
    return _task(task_of(person(request), task_id))


@router.get("/organisations", response={200: Page[OrganisationShown], REFUSALS: Fault})
def organisations(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the organisations that the person may see, from the top down."""
    return page(organisations_of(person(request)).order_by("path"), part, lambda it: it)


def _task(it: Task) -> dict[str, Any]:
    plain = {name: getattr(it, name) for name in set(TaskShown.model_fields) - {"owner"}}
    return {**plain, "owner": named(it.owner)}
