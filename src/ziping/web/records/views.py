"""The page of one form, and who may see it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ziping.web.evidence.queries import shelves
from ziping.web.filling.answers import assessed, opened
from ziping.web.organisations.rights import Person, sees
from ziping.web.records.models import Record
from ziping.web.records.review import review


def seen_record(person: Person, record_id: UUID, *beside: str) -> Record:
    """Return a form that the person may see, with what is to be read beside it; to anybody else it does not exist."""
    return _seen(person, Record.objects.select_related("task", "unit", *beside), record_id)


def check_seen(person: Person, record_id: UUID) -> None:
    """Raise for a form that does not exist to the person, without reading it."""
    _seen(person, Record.objects.select_related("unit").only("unit__path"), record_id)


def _seen(person: Person, held: QuerySet[Record], record_id: UUID) -> Record:
    record = get_object_or_404(held, pk=record_id)
    if not sees(person, record.unit):
        raise Http404
    return record


@login_required
def record_page(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show one form with its findings; who may fill it in does so in place."""
    record = seen_record(request.user, record_id, "kept")
    found = assessed(record)
    page = opened(request, record, found)
    context = {
        "record": record,
        "section": "forms",
        "review": review(request.user, record, found),
        "shelves": shelves(record, with_empty=bool(page["may_edit"])),
        **page,
    }
    return render(request, "records/page.html", context)
