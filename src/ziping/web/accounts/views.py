"""A person's own account: name, e-mail, language, and the ways to password and second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ziping.model.language import Text
from ziping.web.accounts import operations
from ziping.web.organisations.rights import memberships
from ziping.web.pages.fields import refused
from ziping.web.pages.middleware import LANGUAGE_COOKIE
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the account, and keep what the person changes in it."""
    person = signed_in(request)
    if request.method == "POST":
        return _saved(request)
    context = {
        "roles": memberships(person),
        "has_second_factor": is_mfa_enabled(person),
        "section": "account",
    }
    return render(request, "accounts/account.html", context)


def _saved(request: HttpRequest) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in ("name", "email", "language")}
    try:
        operations.save_account(person=signed_in(request), **given)
    except operations.BadAccountError as refusal:
        return refused(request, refusal, account)
    messages.success(request, said(Text("已保存", "saved")))
    response = redirect("account")
    response.set_cookie(LANGUAGE_COOKIE, given["language"], max_age=31_536_000, samesite="Lax", httponly=True)
    return response
