"""What the fill-in page asks and sends while a clerk types: JSON in, JSON out."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.app.writing import one_file
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.filling.answers import answer, outcome
from ziping.web.filling.bodies import BadBodyError, Edits, RowChange, read_body
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import spoken
from ziping.web.records import operations, workflow
from ziping.web.records.assessing import profile_of
from ziping.web.records.models import Record
from ziping.web.records.moves import moves_since
from ziping.web.records.operations import Edit, NotAllowedError
from ziping.web.records.rows import add_fund, add_row, move_row, remove_row, undo_rows
from ziping.web.records.undoing import last_steps
from ziping.web.records.views import check_seen, seen_record
from ziping.writers import UnknownFormatError, layout, writer

View = Callable[[HttpRequest, UUID], HttpResponse]
_SIGNED_OUT = Text("登录已过期，请重新登录", "signed out; sign in again")
_SOMEBODY_ELSE = Text(
    "现在登录的是另一个人，请用原来的用户名登录后再保存", "somebody else is signed in now; sign in as before"
)


class SomebodyElseError(ZipingError):
    """The page belongs to a person who is not the one signed in now."""


def spoken_in_json(view: View) -> View:
    """Answer in JSON whatever happens: no redirect to a sign-in page, and a sentence for every refusal."""

    @wraps(view)
    def handle(request: HttpRequest, record_id: UUID) -> HttpResponse:
        if not request.user.is_authenticated:
            return _refused(_SIGNED_OUT, HTTPStatus.UNAUTHORIZED)
        try:
            return view(request, record_id)
        except SomebodyElseError as error:
            return _refused(error.text, HTTPStatus.UNAUTHORIZED)
        except NotAllowedError as error:
            return _refused(error.text, HTTPStatus.CONFLICT)
        except ZipingError as error:
            return _refused(error.text, HTTPStatus.BAD_REQUEST)

    return handle


def _refused(text: Text, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"message": text.to(spoken())}, status=status)


@require_http_methods(["GET", "POST"])
@spoken_in_json
def cells(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Save cells, or tell what changed since the version that the page knows."""
    if request.method == "GET":
        return _since(request, record_id)
    check_seen(request.user, record_id)
    body = read_body(request, Edits)
    _same_person(request, body.person)
    done = operations.edit(
        record_id=record_id,
        edits=[Edit(it.pointer, it.was, it.value) for it in body.edits],
        actor=signed_in(request),
        at=now(),
        seen=body.version,
    )
    told = answer(request, done.record, done.moves, shape=body.shape)
    return JsonResponse({**outcome(done), **told})


def _since(request: HttpRequest, record_id: UUID) -> HttpResponse:
    record = seen_record(request.user, record_id)
    since = request.GET.get("since", "")
    if not since.isdecimal() or len(since) > 9:  # noqa: PLR2004 — what a column of versions holds
        raise BadBodyError(Text("since 应为版本号", "since is a version"))
    if int(since) == record.version:
        return JsonResponse({"version": record.version})
    return JsonResponse(
        answer(request, record, moves_since(record, int(since)), shape=request.GET.get("shape", ""))
    )


@require_POST
@spoken_in_json
def rows(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Add a row, take one out, move one, or take such a change back."""
    check_seen(request.user, record_id)
    body = read_body(request, RowChange)
    _same_person(request, body.person)
    record = _with_rows(record_id, body, signed_in(request), now())
    return JsonResponse(answer(request, record, moves_since(record, body.version), shape=body.shape))


def _with_rows(record_id: UUID, body: RowChange, actor: User, at: datetime) -> Record:
    who: dict[str, Any] = {"record_id": record_id, "actor": actor, "at": at}
    if body.undo is not None:
        return undo_rows(version=body.undo, **who)
    if body.fund is not None:
        return add_fund(source=body.fund, **who)
    if body.add is not None:
        return add_row(after=body.add, seen=body.version, **who)
    if body.remove is not None:
        return remove_row(table=body.table, number=body.remove, seen=body.version, **who)
    return move_row(table=body.table, number=body.move or 0, by=body.by, seen=body.version, **who)


@require_GET
@spoken_in_json
def undoable(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Tell what the person may undo that was done before the page was opened."""
    record = seen_record(request.user, record_id)
    steps = last_steps(record, signed_in(request)) if workflow.may_edit(request.user, record) else []
    return JsonResponse({"version": record.version, "steps": steps})


def _same_person(request: HttpRequest, person: int) -> None:
    if request.user.pk != person:
        raise SomebodyElseError(_SOMEBODY_ELSE)


@login_required
@require_GET
def export(request: HttpRequest, record_id: UUID, name: str) -> HttpResponse | FileResponse:
    """Hand out the form in one format, as declared or, with ``computed``, with the scores by the rules."""
    record = seen_record(request.user, record_id)
    try:
        filename, data = one_file(
            record.sourced,
            writer(name),
            printed_in=layout(record.task.layout),
            profile=profile_of(record.task),
            computed="computed" in request.GET,
        )
    except UnknownFormatError as unknown:
        raise Http404 from unknown
    except ZipingError as error:
        messages.error(request, error.text.to(spoken()))
        return redirect("record", record.pk)
    return FileResponse(BytesIO(data), as_attachment=True, filename=filename)
