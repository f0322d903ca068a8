"""Pages of finance review: the draws, one draw, and one drawn form."""

import secrets
from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.organisations.models import Role
from ziping.web.organisations.rights import Person, within
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.reports.papers import PER
from ziping.web.sampling import operations
from ziping.web.sampling.drawing import DESCRIPTIONS, LOTS, METHODS, Method
from ziping.web.sampling.models import Draw, Drawn
from ziping.web.sampling.rows import row_of, scoring
from ziping.web.tasks.models import Task
from ziping.writers.review import FORMATS

_NO_METHOD = Text("请选择抽取方法", "choose how to draw")


def _tasks(person: Person) -> list[Task]:
    """Return the tasks that the person reviews for finance; nobody else has this page."""
    held = list(Task.objects.filter(within(person, "owner__path", [Role.FINANCE_REVIEWER])))
    if not held:
        raise Http404
    return held


@login_required
def draw_list(request: HttpRequest) -> HttpResponse:
    """Show the draws, and the order of a new one."""
    context = {
        "tasks": _tasks(request.user),
        "draws": operations.visible_draws(signed_in(request)),
        "methods": [(key, text, DESCRIPTIONS[key]) for key, text in METHODS.items()],
        "lots": LOTS,
        "seed": secrets.token_hex(8),
        "section": "sampling",
    }
    return render(request, "sampling/draws.html", context)


@login_required
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw forms and show them."""
    held = {str(it.pk): it for it in _tasks(request.user)}
    given = request.POST
    try:
        made = operations.make_draw(_order(given, held), actor=signed_in(request), at=now())
    except ZipingError as refusal:
        return refused(request, refusal, draw_list)
    return redirect("draw", made.pk)


def _order(given: QueryDict, tasks: Mapping[str, Task]) -> operations.Order:
    task, method, share = tasks.get(given.get("task", "")), given.get("method", ""), given.get("share", "")
    if task is None or method not in set(Method):
        raise operations.BadOrderError(
            {"method": _NO_METHOD} if task else {"task": Text("请选择任务", "choose a task")}
        )
    return operations.Order(
        task=task,
        method=Method(method),
        seed=given.get("seed", "").strip(),
        share=int(share) if share.isascii() and share.isdecimal() and len(share) < 4 else 0,  # noqa: PLR2004 — no share is longer
    )


def _draw(request: HttpRequest, draw_id: int) -> Draw:
    return get_object_or_404(operations.visible_draws(signed_in(request)), pk=draw_id)


@login_required
def draw_page(request: HttpRequest, draw_id: int) -> HttpResponse:
    """Show how a draw was made and what it drew."""
    made = _draw(request, draw_id)
    counted, unchanged = operations.strata(made)
    context = {
        "draw": made,
        "method": METHODS[Method(made.method)],
        "description": DESCRIPTIONS[Method(made.method)],
        "lots": LOTS,
        "strata": counted,
        "unchanged": unchanged,
        "drawn": made.drawn.select_related("record__unit", "finished_by").defer(
            "record__content", "record__approved"
        ),
        "report_per": PER.items(),
        "report_formats": FORMATS,
        "section": "sampling",
    }
    return render(request, "sampling/draw.html", context)


def _drawn(request: HttpRequest, drawn_id: int) -> Drawn:
    held = Drawn.objects.select_related("draw__task", "record__task", "record__unit")
    return get_object_or_404(held.filter(draw__in=operations.visible_draws(signed_in(request))), pk=drawn_id)


@login_required
def drawn_page(request: HttpRequest, drawn_id: int) -> HttpResponse:
    """Show one drawn form, row by row, with finance's own scores."""
    drawn = _drawn(request, drawn_id)
    context = {"drawn": drawn, "scoring": scoring(drawn), "section": "sampling"}
    return render(request, "sampling/drawn.html", context)


@login_required
@require_POST
def mark(request: HttpRequest, drawn_id: int) -> HttpResponse:
    """Keep finance's score of one row."""
    drawn = _drawn(request, drawn_id)
    row = row_of(drawn, request.POST.get("pointer", ""))
    if row is None:
        raise Http404
    try:
        operations.mark(
            drawn,
            pointer=row.pointer,
            declared=row.declared,
            highest=row.points,
            score=request.POST.get("score", ""),
            reason=request.POST.get("reason", ""),
            codes=row.codes,
            actor=signed_in(request),
            at=now(),
        )
    except ZipingError as refusal:
        return refused(request, refusal, drawn_page, drawn_id, form=f"mark:{row.pointer}")
    return redirect("drawn", drawn.pk)


@login_required
@require_POST
def finish(request: HttpRequest, drawn_id: int) -> HttpResponse:
    """Say that the review of the form is done, and go back to the draw."""
    drawn = _drawn(request, drawn_id)
    operations.finish(drawn, actor=signed_in(request), at=now())
    return redirect("draw", drawn.draw_id)
