"""A person's own account: name, e-mail, language, and the ways to password and second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ziping.model.language import Text
from ziping.web.organisations.rights import memberships
from ziping.web.pages.middleware import LANGUAGE_COOKIE
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the account, and keep what the person changes in it."""
    person = signed_in(request)
    if request.method == "POST":
        person.name = request.POST.get("name", "").strip()[:60]
        person.language = "en" if request.POST.get("language") == "en" else "zh"
        person.email = request.POST.get("email", "").strip()
        try:
            if person.email:
                validate_email(person.email)
        except ValidationError:
            messages.error(request, said(Text("电子邮箱的写法不对", "that is no e-mail address")))
            return redirect("account")
        person.save(update_fields=["name", "language", "email"])
        messages.success(request, said(Text("已保存", "saved")))
        response = redirect("account")
        response.set_cookie(
            LANGUAGE_COOKIE, person.language, max_age=31_536_000, samesite="Lax", httponly=True
        )
        return response
    context = {
        "roles": memberships(person),
        "has_second_factor": is_mfa_enabled(person),
        "section": "account",
    }
    return render(request, "accounts/account.html", context)
