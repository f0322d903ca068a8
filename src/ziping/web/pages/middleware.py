"""What happens to every request: a strict policy on content, the language that the person chose, no input that is lost."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LANGUAGE_COOKIE: Final = "ziping_language"


def content_security(get_response: Next) -> Next:
    """Let pages run and load nothing but what the server itself sends as files of its own."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return handle


def spoken_language(get_response: Next) -> Next:
    """Speak Chinese unless the person chose English."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = "en" if request.COOKIES.get(LANGUAGE_COOKIE) == "en" else "zh-hans"
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            return get_response(request)

    return handle


def kept_input(get_response: Next) -> Next:
    """Give back what somebody sent after the session had ended: it is sent again after signing in beside the page.

    Only what bears this server's own token comes here; a form of another site was refused before.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or not _asks_to_sign_in(request, response):
            return response
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        context = {
            "sent": [it for it in sent if it[0] != "csrfmiddlewaretoken"],
            "files": bool(request.FILES),
        }
        return render(request, "pages/expired.html", context, status=HTTPStatus.UNAUTHORIZED)

    return handle


def _asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether a request was answered with the way to the sign-in page and back."""
    to = response.headers.get("Location", "")
    return not request.user.is_authenticated and to.startswith("/accounts/login/?next=")
