"""What the public sees: published forms and nothing else, without signing in."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ziping.web.records.models import Record, State
from ziping.writers import layout
from ziping.writers.building import table_of

PAGE: Final = 30
_LONGEST: Final = 60


def published() -> QuerySet[Record]:
    """Return the published forms."""
    return Record.objects.filter(state=State.PUBLISHED).select_related("unit__parent", "task")


def search(words: str) -> QuerySet[Record]:
    """Return the published forms whose project or organisations hold every word."""
    held = published()
    for word in words[:_LONGEST].split():
        held = held.filter(
            Q(project__icontains=word) | Q(unit__name__icontains=word) | Q(unit__parent__name__icontains=word)
        )
    return held


def public_list(request: HttpRequest) -> HttpResponse:
    """Search the published forms."""
    words = request.GET.get("q", "").strip()
    year = request.GET.get("year", "")
    held = search(words).defer("content", "approved").order_by("-task__year", "unit__path", "project")
    if year.isascii() and year.isdecimal():
        held = held.filter(task__year=int(year[:4]))
    years = published().order_by("-task__year").values_list("task__year", flat=True).distinct()
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": words, "year": year, "years": years, "section": "public"}
    return render(request, "public/list.html", context)


def public_form(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show one published form."""
    record = get_object_or_404(published(), pk=record_id)
    table = table_of(record.form, layout(record.task.layout), "")
    waivers = record.waivers.select_related("by")
    context = {"record": record, "table": table, "waivers": waivers, "section": "public"}
    return render(request, "public/form.html", context)
