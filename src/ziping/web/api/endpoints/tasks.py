"""Tasks: ordering the year's work, bringing in projects and amounts, and how the forms of a task compare."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import Field, File, Query, Router, Schema, Status
from ninja.files import UploadedFile as Uploaded

from ziping.app.rescoring import rescore
from ziping.law import profile
from ziping.model.rescoring import Rescored
from ziping.web.accounts.models import User
from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import (
    BodyKey,
    Imports,
    Key,
    Line,
    Named,
    Page,
    Part,
    Whole,
    imports,
    named,
    page,
)
from ziping.web.compare.figures import figures
from ziping.web.jobs.scope import records_of, task_of, tasks_of
from ziping.web.organisations.importing import Imported
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.rights import MANAGERS, organisations_of, within
from ziping.web.organisations.uploads import table_in
from ziping.web.records.models import Record
from ziping.web.tasks import importing, operations
from ziping.web.tasks.models import Task

router = Router(tags=["tasks"], by_alias=True)
MOST_RESCORED = 2000
"""Forms that are scored again while a program waits."""


class TaskShown(Schema):
    """A round of self-evaluation."""

    id: int
    year: int
    name: str
    owner: Named
    profile: str
    layout: str
    deadline: date | None


class Order(Schema):
    """What is ordered: for everything below the owner, by that profile and in that layout."""

    owner: BodyKey
    year: Annotated[int, Field(ge=2000, le=2100), Whole]
    name: Line
    profile: Annotated[Line, Field(examples=["mof-2020"])]
    layout: Annotated[Line, Field(examples=["mof-2020"])]
    deadline: date | None = None
    skip: Annotated[list[Literal["unit", "department", "finance"]], Field(max_length=3)] = Field(
        default_factory=list
    )
    """Levels of review that the forms do without."""


class Before(Schema):
    """The task whose projects go on."""

    task: BodyKey


class Narrowed(Schema):
    """An organisation with everything below it."""

    place: Key | None = None


class Against(Narrowed):
    """Under which profile the forms are scored again."""

    profile: Line


class Figures(Schema):
    """How the forms compare: means in hundredths of a point, each unit, and each check that failed."""

    forms: int
    faulty: int
    declared: int | None
    computed: int | None
    bars: list[dict[str, int]]
    rules: list[dict[str, Any]]
    units: list[dict[str, Any]]


class Verdict(Schema):
    """A total in hundredths of a point, and a grade."""

    total: int | None
    grade: str | None


class RescoredShown(Schema):
    """A form as declared, and under the rules of two profiles."""

    form: str
    declared: Verdict
    before: Verdict
    after: Verdict


def managed(who: User, task_id: int) -> Task:
    """Return a task that the person orders."""
    held = Task.objects.select_related("owner").filter(within(who, "owner__path", MANAGERS))
    return get_object_or_404(held, pk=task_id)


@router.get("/", response={200: Page[TaskShown], REFUSALS: Fault})
def find(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the tasks that concern the person, the newest first."""
    return page(tasks_of(person(request)).select_related("owner").order_by("-year", "pk"), part, shown)


@router.post("/", response={201: TaskShown, REFUSALS: Fault})
def create(request: HttpRequest, body: Order) -> Status[dict[str, Any]]:
    """Order a year's work."""
    return Status(201, shown(_saved(person(request), body, None)))


@router.get("/{task_id}", response={200: TaskShown, REFUSALS: Fault})
def read(request: HttpRequest, task_id: Key) -> dict[str, Any]:
    """Read one task."""
    return shown(task_of(person(request), task_id))


@router.put("/{task_id}", response={200: TaskShown, REFUSALS: Fault})
def change(request: HttpRequest, task_id: Key, body: Order) -> dict[str, Any]:
    """Change an order; its year and owner stay."""
    who = person(request)
    return shown(_saved(who, body, managed(who, task_id)))


def _saved(who: User, body: Order, task: Task | None) -> Task:
    owners = organisations_of(who, MANAGERS).exclude(kind=Organisation.Kind.UNIT)
    owner = task.owner if task else get_object_or_404(owners, pk=body.owner)
    order = operations.Order(
        **body.dict(exclude={"owner", "skip"}),
        skip_unit_review="unit" in body.skip,
        skip_department_review="department" in body.skip,
        skip_finance_review="finance" in body.skip,
    )
    return operations.save_task(order, owner=owner, actor=who, at=now(), task=task)


def shown(it: Task) -> dict[str, Any]:
    """Return a task."""
    plain = {name: getattr(it, name) for name in set(TaskShown.model_fields) - {"owner"}}
    return {**plain, "owner": named(it.owner)}


@router.post("/{task_id}/projects", response={200: Imports, REFUSALS: Fault})
def bring_projects(request: HttpRequest, task_id: Key, file: Annotated[Uploaded, File()]) -> dict[str, Any]:
    """Make a form for each project of a spreadsheet, or of a file of forms as JSON; all of them or none."""
    return _brought(request, task_id, importing.import_projects, file)


@router.post("/{task_id}/amounts", response={200: Imports, REFUSALS: Fault})
def bring_amounts(request: HttpRequest, task_id: Key, file: Annotated[Uploaded, File()]) -> dict[str, Any]:
    """Put the budgets and executed amounts of a spreadsheet into the forms; all of them or none."""
    return _brought(request, task_id, importing.import_amounts, file)


def _brought(
    request: HttpRequest, task_id: int, bring_in: Callable[..., Imported], file: Uploaded
) -> dict[str, Any]:
    who = person(request)
    task = managed(who, task_id)
    return imports(bring_in(table_in(file), task=task, actor=who, at=now()))


@router.post("/{task_id}/last-year", response={200: Imports, REFUSALS: Fault})
def go_on(request: HttpRequest, task_id: Key, body: Before) -> dict[str, Any]:
    """Make a form for each project of another task, with its targets."""
    who = person(request)
    before, task = managed(who, body.task), managed(who, task_id)
    return imports(importing.copy_last_year(before=before, task=task, actor=who, at=now()))


@router.get("/{task_id}/figures", response={200: Figures, REFUSALS: Fault})
def compare(request: HttpRequest, task_id: Key, where: Annotated[Narrowed, Query()]) -> dict[str, Any]:
    """Tell how the forms of a task compare."""
    found = figures(_records(person(request), task_id, where))
    bars = [{"low": it.low, "declared": it.declared, "computed": it.computed} for it in found.bars]
    rules = [{"code": it.code, "forms": it.forms, "times": it.times} for it in found.rules]
    names = ("name", "forms", "declared", "computed", "difference", "errors")
    units = [{"id": it.pk} | {name: getattr(it, name) for name in names} for it in found.units]
    plain = {name: getattr(found, name) for name in ("forms", "faulty", "declared", "computed")}
    return {**plain, "bars": bars, "rules": rules, "units": units}


@router.get("/{task_id}/rescored", response={200: list[RescoredShown], REFUSALS: Fault})
def score_again(request: HttpRequest, task_id: Key, by: Annotated[Against, Query()]) -> list[dict[str, Any]]:
    """Score up to 2,000 forms of a task again under another profile, those that change most first."""
    who = person(request)
    after, before = profile(by.profile), profile(task_of(who, task_id).profile)
    forms = [it.sourced for it in _records(who, task_id, by)[:MOST_RESCORED]]
    return [_rescored(it) for it in rescore(forms, before, after).forms]


def _rescored(it: Rescored) -> dict[str, Any]:
    return {"form": it.form.source, "declared": it.declared, "before": it.before, "after": it.after}


def _records(who: User, task_id: int, where: Narrowed) -> QuerySet[Record]:
    held = records_of(who, task_of(who, task_id))
    if where.place is None:
        return held
    return held.filter(unit__path__startswith=get_object_or_404(organisations_of(who), pk=where.place).path)
