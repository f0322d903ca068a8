"""The page of comparisons, and the forms under another profile."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ziping.app.rescoring import rescore
from ziping.law import profile, profiles
from ziping.model.errors import ZipingError
from ziping.web.compare.figures import figures
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.rights import organisations_of
from ziping.web.pages.people import signed_in
from ziping.web.records import queries
from ziping.web.records.models import Record
from ziping.web.tasks.models import Task

MOST = 2000
"""Forms that are scored again while a person waits."""


def chosen(request: HttpRequest) -> tuple[QuerySet[Record], dict[str, object]]:
    """Return the forms of the task and the organisation asked for, and what the page offers to choose from."""
    person = signed_in(request)
    held = queries.visible(person)
    tasks = Task.objects.filter(pk__in=held.values("task")).distinct()
    asked = request.GET.get("task", "")
    task = get_object_or_404(tasks, pk=asked) if asked.isascii() and asked.isdecimal() else tasks.first()
    places = organisations_of(person).exclude(kind=Organisation.Kind.REGION)
    wanted = request.GET.get("place", "")
    place = get_object_or_404(places, pk=wanted) if wanted.isascii() and wanted.isdecimal() else None
    held = held.filter(task=task)
    if place:
        held = held.filter(unit__path__startswith=place.path)
    return held, {"tasks": tasks, "task": task, "places": places, "place": place, "section": "compare"}


@login_required
def compare(request: HttpRequest) -> HttpResponse:
    """Show how the forms of a task compare."""
    held, context = chosen(request)
    shown = {"figures": figures(held), "profiles": profiles().values(), **_lists(context)}
    return render(request, "compare/compare.html", {**context, **shown})


def _lists(chosen: dict[str, object]) -> dict[str, str]:
    """Return what the list of forms is asked for to hold those of the task, and those that the page is about."""
    task, place = chosen["task"], chosen["place"]
    of_task = f"tab=all&task={task.pk}" if isinstance(task, Task) else "tab=all"
    forms = f"{of_task}&place={place.pk}" if isinstance(place, Organisation) else of_task
    return {"of_task": of_task, "forms": forms}


@login_required
def another_profile(request: HttpRequest) -> HttpResponse:
    """Show who would change score and grade under another profile."""
    held, context = chosen(request)
    forms = [it.sourced for it in held.order_by("pk")[:MOST]]
    named = {str(it.pk): it for it in held.defer("content", "approved").select_related("unit")[:MOST]}
    task = context["task"]
    try:
        after = profile(request.GET.get("profile", ""))
    except ZipingError as unknown:
        return render(request, "404.html", {"why": unknown.text}, status=404)
    found = rescore(forms, profile(task.profile) if isinstance(task, Task) else None, after)
    rows = [(named[it.form.source], it) for it in found.forms]
    context |= {"found": found, "rows": rows, "profiles": profiles().values(), "after": after, "most": MOST}
    return render(request, "compare/another.html", context)
