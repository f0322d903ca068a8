"""The people who let all others in; made by the command, since there is nobody yet who could make them on a page."""

import re
import secrets
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.fields import WrongFieldsError
from ziping.web.organisations.models import Membership, Organisation, Role

_LOGIN: Final = re.compile(r"[\w.@+-]{1,150}")


class LoginNameError(WrongFieldsError):
    """A name that nobody could sign in by."""


class WeakPasswordError(WrongFieldsError):
    """A password that the policy refuses."""


def new_password() -> str:
    """Return a password that nobody guesses."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def make_administrator(*, login: str, password: str, organisation: str) -> User:
    """Let a person administer everything; one who is there already gets the new password.

    ``organisation`` is the name of the topmost organisation, for a database that has none.
    """
    LoginNameError.check(login=fault_of_login(login))
    person, _ = User.objects.get_or_create(username=login)
    check_password_policy(password, person)
    person.set_password(password)
    person.is_active = True
    person.save()
    for top in topmost(organisation):
        Membership.objects.get_or_create(person=person, organisation=top, role=Role.ADMINISTRATOR)
    return person


def fault_of_login(login: str) -> Text | None:
    """Say what is wrong with a name to sign in by."""
    if _LOGIN.fullmatch(login):
        return None
    return Text(
        f"用户名“{login[:30]}”不可用；只能用文字、数字和 . @ + - _，至多 150 个",
        f"“{login[:30]}” is no login name: letters, digits and . @ + - _ only, 150 at most",
    )


def topmost(name: str) -> list[Organisation]:
    """Return the organisations above which there is none; make one of that name in an empty database."""
    held = list(Organisation.objects.filter(parent=None))
    return held or [Organisation.objects.create(name=name, code="top", kind=Organisation.Kind.REGION)]


def check_password_policy(password: str, person: User) -> None:
    """Raise ``WeakPasswordError`` with all that the policy says against the password."""
    zh, en = (_objections(password, person, language) for language in ("zh-hans", "en"))
    if zh:
        raise WeakPasswordError({"password": Text(f"密码不合要求：{zh}", f"the password is too weak: {en}")})


def _objections(password: str, person: User, language: str) -> str:
    """Return what the policy says, in that language; some of its words are chosen while it looks."""
    with translation.override(language):
        try:
            validate_password(password, person)
        except ValidationError as weak:
            return " ".join(weak.messages)
    return ""
