"""Requests that are not answered: each gets a page with a sentence, never a blank one."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ziping.model.language import Text
from ziping.web.pages.middleware import Next

_BROKEN: Final = Text(
    "浏览器发来的请求不完整或格式不对；请返回上一页刷新后重试。",
    "The request is broken or not what it should be: go back, reload, and try again.",
)
_LARGE: Final = Text(
    "一次提交的内容过多，没有保存；请分几次提交。",
    "Too much at once, nothing was saved: send less at a time.",
)
_WAY: Final = Text(
    "这个地址不能直接打开，什么都没有改动；请从页面上的按钮操作。",
    "This address is not opened directly, nothing was changed: use the button on the page.",
)
_UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff]")
_CHARACTERS: Final = Text(
    "提交的文字中含有不能保存的字符（如 NUL），没有保存；请返回上一页删去后重试。",
    "The text holds characters that cannot be kept, nothing was saved: go back and take them out.",
)
_METHOD: Final = Text("此地址不接受这种请求方法", "this address does not take that method")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request was broken, or too large."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return _page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _LARGE)
    return _page(request, HTTPStatus.BAD_REQUEST, _BROKEN)


def no_blank_pages(get_response: Next) -> Next:
    """Say something where an address is asked in a way that it does not answer, as after a sign-in that led there."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        page = _said(_METHOD) if request.path.startswith("/api/") else _page(request, 405, _WAY)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return handle


def no_unstorable_text(get_response: Next) -> Next:
    """Refuse characters that no database keeps, in one place for all fields of all pages; the interface does so itself."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/") and any(_UNSTORABLE.search(it) for it in _texts(request)):
            return _page(request, HTTPStatus.BAD_REQUEST, _CHARACTERS)
        return get_response(request)

    return handle


def _texts(request: HttpRequest) -> Iterator[str]:
    """Yield everything that came as text: the address, its question, and the fields."""
    yield request.path
    for held in (request.GET, request.POST):
        for name, values in held.lists():
            yield name
            yield from values


def _said(text: Text) -> JsonResponse:
    message = {"zh": text.zh, "en": text.en}
    return JsonResponse({"code": "method-not-allowed", "message": message}, status=405)


def _page(request: HttpRequest, status: int, text: Text) -> HttpResponse:
    return render(request, "pages/refused.html", {"status": int(status), "text": text}, status=status)
