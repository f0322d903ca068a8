"""Every answer that is a refusal: a code for programs and a sentence for people, in both languages."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from ziping.model.errors import ZipingError
from ziping.model.faults import faults
from ziping.model.language import Text
from ziping.web.api.access import ScopeError
from ziping.web.api.parsing import BodyError
from ziping.web.fields import WrongFieldsError
from ziping.web.jobs.scope import NoSuchTaskError

if TYPE_CHECKING:
    from ninja import NinjaAPI


class Said(Schema):
    """One sentence in both languages."""

    zh: str
    en: str


class Fault(Schema):
    """Why a request was refused."""

    code: str
    message: Said
    fields: dict[str, Said] | None = None
    """What is wrong with each field, where it is known which."""


REFUSALS: Final = frozenset({400, 401, 403, 404, 409, 413, 422, 429})
"""What any operation may answer; 409: understood, but it cannot be done as things stand."""
_STATUS: Final[Mapping[type[ZipingError], int]] = {BodyError: 400, ScopeError: 403, NoSuchTaskError: 404}
_HTTP: Final = {
    400: Text("请求内容不是 JSON", "the body is not JSON"),
    401: Text("没有登录，或令牌无效", "no token, or one that is not valid"),
    403: Text(
        "不能这样做；从网页发出的请求须带 CSRF 标记", "not allowed; requests from pages carry the CSRF mark"
    ),
    404: Text("没有这一项，或不归您查看", "there is no such thing, or it is not yours to see"),
    413: Text("请求内容过大", "the body is too large"),
    429: Text("请求过于频繁，请一分钟后再试", "too many requests, try again in a minute"),
}
_CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")


def code_of(error: ZipingError) -> str:
    """Return ``not-allowed`` for a ``NotAllowedError``."""
    return _CAPITAL.sub("-", type(error).__name__.removesuffix("Error")).lower()


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _fault(code: str, text: Text, wrong: Mapping[str, Text]) -> dict[str, object]:
    fields = {name: _said(it) for name, it in wrong.items()}
    return {"code": code, "message": _said(text), **({"fields": fields} if fields else {})}


def _wrong(error: ZipingError) -> Mapping[str, Text] | None:
    return error.wrong if isinstance(error, WrongFieldsError) else None


def register(api: "NinjaAPI") -> None:
    """Let every exception become a fault."""

    def answer(
        request: HttpRequest, status: int, code: str, text: Text, wrong: Mapping[str, Text] | None = None
    ) -> HttpResponse:
        return api.create_response(request, _fault(code, text, wrong or {}), status=status)

    def known(request: HttpRequest, status: int) -> HttpResponse:
        code = HTTPStatus(status).phrase.lower().replace(" ", "-")
        return answer(request, status, code, _HTTP.get(status, _HTTP[400]))

    def refused(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 — ninja's handlers take any
        return answer(request, _STATUS.get(type(error), 409), code_of(error), error.text, _wrong(error))

    def wrong(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401
        return answer(request, 422, "invalid", faults(error.errors))

    def http(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401
        # What the parser said comes wrapped.
        cause = error.__cause__ or error.__context__
        if isinstance(cause, BodyError):
            return refused(request, cause)
        return known(request, 413 if isinstance(cause, RequestDataTooBig) else error.status_code)

    api.add_exception_handler(ZipingError, refused)
    api.add_exception_handler(ValidationError, wrong)
    for kind in (AuthenticationError, Throttled, HttpError):
        api.add_exception_handler(kind, http)
    api.add_exception_handler(Http404, lambda request, _: known(request, 404))
    api.add_exception_handler(RequestDataTooBig, lambda request, _: known(request, 413))
