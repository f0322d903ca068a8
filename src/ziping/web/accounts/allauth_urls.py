"""Addresses of signing in and out, passwords, second factors and single sign-on: allauth's, without those that have no use here.

Accounts, e-mail addresses and forgotten passwords are an administrator's business; single sign-on ties accounts by itself.
"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

CLOSED: Final = ("signup/", "email/", "password/reset/", "3rdparty/")


def closed(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page."""
    del request
    raise Http404


urlpatterns = [*(path(it, closed) for it in CLOSED), path("", include("allauth.urls"))]
