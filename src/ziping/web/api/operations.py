"""Making tokens, taking them back, and telling whose one is."""

import hashlib
import secrets
from datetime import datetime
from typing import Final

from django.utils.timezone import localdate

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.api.models import LONGEST_NAME, Scope, Token
from ziping.web.fields import WrongFieldsError, fault_of

PREFIX: Final = "ziping_"
"""Lets people and scanners recognise a token that went astray."""
MOST: Final = 20


class TokenError(WrongFieldsError):
    """A token that cannot be made."""


class TooManyTokensError(ZipingError):
    """A person has as many tokens as anybody may."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(Text(f"每人最多 {MOST} 个令牌，请先删除不用的", f"{MOST} tokens at most"))


def make_token(*, person: User, name: str, scope: str, at: datetime) -> str:
    """Make a token and return it; it is shown once and kept nowhere."""
    name = name.strip()
    unknown = Text("范围只能是只读或读写", "the scope is read or write")
    TokenError.check(
        name=fault_of(name, Text("用途", "what it is for"), most=LONGEST_NAME),
        scope=None if scope in Scope.values else unknown,
    )
    if person.tokens.count() >= MOST:
        raise TooManyTokensError
    secret = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(
        person=person, name=name, scope=scope, beginning=secret[:12], digest=digest(secret), created_at=at
    )
    return secret


def revoke_token(*, person: User, token_id: int) -> bool:
    """Take a token back; return whether there was one of that person."""
    return bool(person.tokens.filter(pk=token_id).delete()[0])


def token_of(secret: str, at: datetime) -> Token | None:
    """Return the token of a person who may still sign in, and note the day on which it was used."""
    token = Token.objects.select_related("person").filter(digest=digest(secret)).first()
    if token is None or not token.person.is_active:
        return None
    if token.used_on != localdate(at):
        Token.objects.filter(pk=token.pk).update(used_on=localdate(at))
    return token


def digest(secret: str) -> str:
    """Return what the database holds; a token is random, so that one round suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()
