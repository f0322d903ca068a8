"""Lists of forms: tabs, search, filters, sorting, and one step with many forms."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.model.template import GRADES
from ziping.rules import catalogue
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.rights import Person, memberships, organisations_of
from ziping.web.pages.compiled import written
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.records import batch as batches
from ziping.web.records import queries
from ziping.web.records.listing import Row, rows_of
from ziping.web.records.models import STATE_LABELS, Record
from ziping.web.records.queries import Sought
from ziping.web.records.workflow import REVIEWING
from ziping.web.reports.papers import PER
from ziping.web.tasks.queries import seen_tasks
from ziping.writers.review import FORMATS

PAGE = 50
MOST_PLACES = 200
"""Organisations offered as a filter; where there are more, units are found by words."""
COLUMNS = (
    ("project", Text("项目", "Project"), ""),
    ("unit", Text("单位", "Unit"), ""),
    ("year", Text("年度", "Year"), ""),
    ("state", Text("状态", "State"), ""),
    ("budget", Text("全年预算（万元）", "Budget (10k yuan)"), "number"),
    ("rate", Text("执行率", "Executed"), "number"),
    ("total", Text("填报总分", "Declared"), "number"),
    ("computed", Text("测算总分", "By the rules"), "number"),
    ("grade", Text("等级", "Grade"), ""),
    ("errors", Text("错误", "Errors"), "number"),
    ("warnings", Text("警告", "Warnings"), "number"),
    ("changed", Text("更新", "Changed"), ""),
)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 — what keys are


def sought_in(given: QueryDict) -> Sought:
    """Return what an address asks for; what it cannot ask for is left out."""
    chosen = {
        name: given.get(name, "").strip()[:100] for name in ("tab", "q", "state", "grade", "rule", "order")
    }
    order = chosen["order"] if chosen["order"].removeprefix("-") in queries.ORDERS else "-changed"
    return Sought(
        tab=chosen["tab"] if chosen["tab"] in queries.TABS else "todo",
        words=chosen["q"].replace("\x00", ""),
        task=_number(given.get("task", "")),
        place=_number(given.get("place", "")),
        state=chosen["state"] if chosen["state"] in STATE_LABELS else "",
        grade=chosen["grade"] if chosen["grade"] in GRADES else "",
        has_errors=given.get("errors") == "1",
        rule=chosen["rule"] if chosen["rule"] in catalogue().checks else "",
        order=order,
    )


@login_required
def record_list(request: HttpRequest) -> HttpResponse:
    """Show the forms that are looked for."""
    sought = sought_in(request.GET)
    counts = queries.counts(request.user)
    held = queries.found(request.user, sought)
    pages = Paginator(held, PAGE)
    if not sought.narrows:
        pages.count = counts[sought.tab]
    page = pages.get_page(request.GET.get("page"))
    rows = rows_of(held[(page.number - 1) * PAGE : page.number * PAGE])
    reviews = _reviews(request.user)
    context = {
        "page": page,
        "filters": _filters(request, sought, counts),
        "table": _table(request, sought, rows, choosing=reviews),
        "rows": rows,
        "sought": sought,
        "reviews": reviews,
        "cells": batches.CELLS.items(),
        "report_per": PER.items(),
        "report_formats": FORMATS,
        "section": "forms",
    }
    return render(request, "records/list.html", context)


def _filters(request: HttpRequest, sought: Sought, counts: dict[str, int]) -> str:
    return written(
        "records/filters",
        sought=sought,
        tabs=queries.TABS.items(),
        counts=counts,
        rule=catalogue().checks[sought.rule] if sought.rule else None,
        same_but_tab=_same_but("tab", request.GET),
        **_choices(request.user),
    )


def _table(request: HttpRequest, sought: Sought, rows: list[Row], *, choosing: bool) -> str:
    return written(
        "records/table",
        rows=rows,
        sought=sought,
        columns=[(key, label, kind, _direction(sought, key)) for key, label, kind in COLUMNS],
        same_but_order=_same_but("order", request.GET),
        choosing=choosing,
        ticked=set(request.POST.getlist("form")),
    )


def _same_but(name: str, given: QueryDict) -> str:
    """Return the address of the first page of the same list, to which another value of that name is added."""
    kept = given.copy()
    for dropped in (name, "page"):
        kept.pop(dropped, None)
    return f"{kept.urlencode()}&" if kept else ""


def _direction(sought: Sought, key: str) -> str:
    """Return how the list is sorted by a column, as screen readers are told."""
    if sought.order.removeprefix("-") != key:
        return ""
    return "descending" if sought.order.startswith("-") else "ascending"


def _reviews(person: Person) -> bool:
    return any(it.role in REVIEWING for it in memberships(person))


def _choices(person: Person) -> dict[str, object]:
    return {
        "tasks": seen_tasks(person).values_list("pk", "name"),
        "places": _places(person),
        "states": STATE_LABELS.items(),
        "grades": GRADES,
    }


def _places(person: Person) -> list[tuple[int, str]]:
    """Return the organisations to choose from, as the tree has them; units come last by their kind and may be too many."""
    seen = organisations_of(person).order_by("kind", "path").values_list("path", "pk", "name", "kind")
    held = list(seen[: MOST_PLACES + 1])
    if len(held) > MOST_PLACES:
        held = [it for it in held if it[3] != Organisation.Kind.UNIT][:MOST_PLACES]
    return [(key, name) for _, key, name, _ in sorted(held)]


@login_required
@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Approve or return the chosen forms, and show what became of each."""
    try:
        outcomes = _taken(request)
    except ZipingError as refusal:
        return list_again(request, refusal)
    done = sum(it.refusal is None for it in outcomes)
    context = {"outcomes": outcomes, "done": done, "refused": len(outcomes) - done, "section": "forms"}
    return render(request, "records/batch.html", context)


def _taken(request: HttpRequest) -> list[batches.Outcome]:
    actor, at, given = signed_in(request), now(), request.POST
    chosen = list(_chosen(request))
    batches.BadBatchError.check(form=None if chosen else batches.NOTHING_CHOSEN)
    if given.get("step") == "approve":
        return batches.approve_all(chosen, actor=actor, at=at)
    if given.get("step") == "return":
        cell, why = given.get("cell", ""), given.get("why", "")
        return batches.return_all(chosen, cell=cell, why=why, actor=actor, at=at)
    raise Http404


def list_again(
    request: HttpRequest, refusal: ZipingError, about: Mapping[type[ZipingError], str] | None = None
) -> HttpResponse:
    """Show the list again from which forms were sent, as it was looked at."""
    request.GET = QueryDict(request.POST.get("sought", "")[:2000])
    return refused(request, refusal, record_list, form="batch", about=about)


def _chosen(request: HttpRequest) -> Iterable[Record]:
    """Return the chosen forms that the person may see."""
    keys = []
    for text in request.POST.getlist("form")[:PAGE]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return (
        queries.visible(request.user).select_related("task", "unit").filter(pk__in=keys).order_by("project")
    )
