"""The page of a person's tokens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.api import operations
from ziping.web.api.models import Scope
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the person's tokens; make one, and show it this once."""
    person, secret = signed_in(request), ""
    if request.method == "POST":
        name, scope = request.POST.get("name", ""), request.POST.get("scope", "")
        try:
            secret = operations.make_token(person=person, name=name, scope=scope, at=now())
        except ZipingError as error:
            return refused(request, error, tokens)
    scopes = [(Scope.READ, Text("只读", "read")), (Scope.WRITE, Text("读写", "write"))]
    context = {"section": "api", "tokens": person.tokens.all(), "secret": secret, "scopes": scopes}
    return render(request, "api/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take a token back."""
    if not operations.revoke_token(person=signed_in(request), token_id=token_id):
        raise Http404
    messages.success(request, said(Text("令牌已删除，用它的程序从现在起不能再访问", "the token is gone")))
    return redirect("tokens")
