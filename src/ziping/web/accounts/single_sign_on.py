"""Signing in through the office's own identity service (OpenID Connect or SAML): it says who comes, the roles are kept here."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from ziping.web.accounts.models import User


class KnownPeople(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Let in those whom an administrator has made, by the user name that the service gives; nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 — allauth has no types
        """Refuse: an account comes from an administrator."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401
        """Tie the first sign-in of a known person to the account."""
        if sociallogin.is_existing:
            return
        name = sociallogin.user.username
        known = User.objects.filter(username=name, is_active=True).first() if name else None
        if known is None:
            page = render(request, "pages/unknown_person.html", {"name": name}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, known)
