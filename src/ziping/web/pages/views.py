"""The first page, and the choice of language."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ziping.web.accounts.models import User
from ziping.web.pages.middleware import LANGUAGE_COOKIE
from ziping.web.tasks.views import work


def home(request: HttpRequest) -> HttpResponse:
    """Show the person's own work, or, where there is nobody yet, go to the making of the first administrator."""
    if not request.user.is_authenticated:
        return redirect("account_login" if User.objects.exists() else "first")
    return work(request)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language and go back to where the person was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return response
