"""The history of a form, the form as it stood, and what people were told of it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from ziping.model.form import Form
from ziping.web.pages.people import signed_in
from ziping.web.records.history import broken_links, rebuilt
from ziping.web.records.models import Notice
from ziping.web.records.notices import read_all
from ziping.web.records.told import KINDS, told
from ziping.web.records.views import seen_record
from ziping.writers import layout
from ziping.writers.building import table_of

PAGE = 100


@login_required
def history(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show everything that happened to a form, the newest first, and whether its chain is whole."""
    record = seen_record(request.user, record_id)
    events = record.events.order_by("-number")
    if request.GET.get("kind") in KINDS:
        events = events.filter(kind=request.GET["kind"])
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    context = {
        "record": record,
        "page": page,
        "told": told(page.object_list, record.form),
        "kinds": KINDS.items(),
        "kind": request.GET.get("kind", ""),
        "broken": [it.number for it in broken_links(record)],
        "count": record.events.count(),
        "last": record.events.order_by("-number").values_list("hash", flat=True).first(),
        "section": "forms",
    }
    return render(request, "records/history.html", context)


@login_required
def as_it_stood(request: HttpRequest, record_id: UUID, number: int) -> HttpResponse:
    """Show the form as it stood after an event."""
    record = seen_record(request.user, record_id)
    event = record.events.filter(number=number).first()
    if event is None:
        raise Http404
    form = Form.model_validate(rebuilt(record, number))
    context = {
        "record": record,
        "event": told([event], form)[0],
        "last": record.events.count(),
        "table": table_of(form, layout(record.task.layout)),
        "section": "forms",
    }
    return render(request, "records/as_it_stood.html", context)


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Show what a person was told of, the newest first."""
    held = Notice.objects.filter(person=signed_in(request))
    held = held.select_related("record__unit", "event").defer("record__content", "record__approved")
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    return render(request, "records/notices.html", {"page": page, "kinds": KINDS, "section": "notices"})


@login_required
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Go to the form of a notice, which is read by that."""
    held = Notice.objects.filter(person=signed_in(request), pk=notice_id)
    found = held.first()
    if found is None:
        raise Http404
    read_all(held, at=now())
    return redirect("record", found.record_id)


@login_required
@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    read_all(Notice.objects.filter(person=signed_in(request)), at=now())
    return redirect("notices")
