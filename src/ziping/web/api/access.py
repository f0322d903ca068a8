"""Who asks: a program with a token, or a person on the documentation page; and how often they may."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.timezone import now
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import BaseThrottle

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.api.models import Scope
from ziping.web.api.operations import token_of

READING = ("GET", "HEAD", "OPTIONS")


class ScopeError(ZipingError):
    """A token for reading was used to change something."""

    def __init__(self) -> None:
        """Say what is needed."""
        super().__init__(Text("此令牌只读，不能改动数据", "this token is for reading only"))


class TokenAuth(HttpBearer):
    """``Authorization: Bearer ziping_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the token's person, None for a token that is none; raise ``ScopeError`` for one that is not enough."""
        held = token_of(token, now())
        if held is None:
            return None
        if held.scope == Scope.READ and request.method not in READING:
            raise ScopeError
        return held.person


class PageAuth(SessionAuth):
    """The session of a person who tries requests on the documentation page."""

    def _get_key(self, request: HttpRequest) -> str | None:
        """Ask for the page's own mark only of those who are signed in."""
        return super()._get_key(request) if request.user.is_authenticated else None


class PersonThrottle(BaseThrottle):
    """So many requests a minute for each person in each process of the server."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request."""
        key = f"api-{person(request).pk}-{int(now().timestamp()) // 60}"
        cache.add(key, 0, timeout=120)
        return bool(cache.incr(key) <= settings.API_RATE)

    def wait(self) -> float:
        """Return after how many seconds the count begins anew at the latest."""
        return 60.0


def person(request: HttpRequest) -> User:
    """Return who asks; only behind ``TokenAuth`` and ``PageAuth``."""
    held = getattr(request, "auth", None)
    if not isinstance(held, User):
        raise TypeError
    return held
