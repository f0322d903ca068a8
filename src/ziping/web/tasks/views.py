"""The person's work at one glance, and the pages of those who order it."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from ziping.app.sheets import template
from ziping.law import profiles
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.organisations.importing import Imported
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.rights import MANAGERS, Person, manages, organisations_of, within
from ziping.web.organisations.uploads import uploaded, workbook
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said
from ziping.web.records.models import STATE_LABELS
from ziping.web.tasks import importing, operations
from ziping.web.tasks.models import Task
from ziping.web.tasks.targets import EXAMPLE, PROJECTS
from ziping.web.tasks.work import duties
from ziping.writers import layouts

_NO_OWNER = Text("请选择组织单位", "choose who orders the task")
_NO_TASK = Text("请选择以前的任务", "choose an earlier task")
TEMPLATES = {
    "projects": (Text("项目与目标", "projects and targets"), PROJECTS, EXAMPLE),
    "amounts": (Text("预算与执行", "budgets and amounts"), importing.AMOUNTS, importing.AMOUNTS_EXAMPLE),
}


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """Show what is due, the days left, and the state of each form."""
    held = duties(request.user, localdate())
    context = {"duties": held, "states": STATE_LABELS, "section": "home"}
    return render(request, "tasks/work.html", context)


def _owners(person: Person) -> list[Organisation]:
    """Return the organisations that the person may order work for."""
    return list(organisations_of(person, MANAGERS).exclude(kind=Organisation.Kind.UNIT))


def _managed(request: HttpRequest, task_id: int) -> Task:
    held = Task.objects.select_related("owner").filter(within(request.user, "owner__path", MANAGERS))
    return get_object_or_404(held, pk=task_id)


@login_required
def task_list(request: HttpRequest) -> HttpResponse:
    """Show the tasks that the person orders, and take a new one."""
    owners = _owners(request.user)
    if not owners:
        raise Http404
    if request.method == "POST":
        owner = next((it for it in owners if str(it.pk) == request.POST.get("owner")), None)
        try:
            operations.BadTaskError.check(owner=None if owner else _NO_OWNER)
            return redirect("task", _saved(request, owner or owners[0], None).pk)
        except ZipingError as refusal:
            return refused(request, refusal, task_list)
    tasks = Task.objects.select_related("owner").filter(within(request.user, "owner__path", MANAGERS))
    context = {"tasks": tasks, "owners": owners, **_choices()}
    return render(request, "tasks/tasks.html", context)


@login_required
def task_page(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show one task with its settings and imports, and keep changed settings."""
    task = _managed(request, task_id)
    if request.method == "POST":
        try:
            _saved(request, task.owner, task)
        except ZipingError as refusal:
            return refused(request, refusal, task_page, task_id)
        return redirect("task", task.pk)
    return _shown(request, task)


def _shown(request: HttpRequest, task: Task, imported: Imported | None = None) -> HttpResponse:
    context = {
        "task": task,
        "count": task.records.count(),
        "before": _earlier(request, task),
        "imported": imported,
        "headings": {name: headings for name, (_, headings, _) in TEMPLATES.items()},
        **_choices(),
    }
    return render(request, "tasks/task.html", context)


def _earlier(request: HttpRequest, task: Task) -> QuerySet[Task]:
    return Task.objects.filter(within(request.user, "owner__path", MANAGERS)).exclude(pk=task.pk)


def _choices() -> dict[str, object]:
    return {
        "profiles": [(it.key, it.label) for it in profiles().values()],
        "layouts": [(name, Text(it.label.zh, it.label.en)) for name, it in layouts().items()],
        "section": "tasks",
    }


def _saved(request: HttpRequest, owner: Organisation, task: Task | None) -> Task:
    saved = operations.save_task(
        _order(request, task), owner=owner, actor=signed_in(request), at=now(), task=task
    )
    messages.success(request, said(Text("已保存", "saved")))
    return saved


def _order(request: HttpRequest, task: Task | None) -> operations.Order:
    given = request.POST
    year = given.get("year", "")
    levels = given.getlist("levels")
    return operations.Order(
        year=task.year if task else int(year) if year.isascii() and year.isdecimal() and len(year) < 6 else 0,  # noqa: PLR2004 — no year is longer
        name=given.get("name", ""),
        profile=given.get("profile", ""),
        layout=given.get("layout", ""),
        deadline=_day(given.get("deadline", "")),
        skip_unit_review="unit" not in levels,
        skip_department_review="department" not in levels,
        skip_finance_review="finance" not in levels,
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        wrong = Text(f"截止日期“{text[:20]}”应写作 2026-12-31", f"“{text[:20]}” is not written as 2026-12-31")
        raise operations.BadTaskError({"deadline": wrong}) from error


@login_required
@require_POST
def bring_in(request: HttpRequest, task_id: int, name: str) -> HttpResponse:
    """Import projects, last year's forms, or amounts, and show what became of each."""
    task = _managed(request, task_id)
    if name not in {"projects", "amounts", "last-year"}:
        raise Http404
    try:
        imported = _imports(request, task)[name]()
    except ZipingError as refusal:
        about = {ZipingError: "before" if name == "last-year" else "file"}
        return refused(request, refusal, task_page, task_id, form=name, about=about)
    return _shown(request, task, imported)


def _imports(request: HttpRequest, task: Task) -> dict[str, Callable[[], Imported]]:
    actor, at = signed_in(request), now()

    def last_year() -> Imported:
        key = request.POST.get("before", "")
        before = next((it for it in _earlier(request, task) if str(it.pk) == key), None)
        if before is None:
            raise operations.BadTaskError({"before": _NO_TASK})
        return importing.copy_last_year(before=before, task=task, actor=actor, at=at)

    return {
        "projects": lambda: importing.import_projects(uploaded(request), task=task, actor=actor, at=at),
        "amounts": lambda: importing.import_amounts(uploaded(request), task=task, actor=actor, at=at),
        "last-year": last_year,
    }


@login_required
def template_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send the template of an import."""
    if name not in TEMPLATES or not any(manages(request.user, it) for it in _owners(request.user)):
        raise Http404
    label, headings, examples = TEMPLATES[name]
    return workbook(template(label, headings, examples), f"{name}.xlsx")
