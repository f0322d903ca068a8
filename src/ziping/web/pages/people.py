"""Who asks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ziping.web.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the person who is signed in; views that need one are behind ``login_required``."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
