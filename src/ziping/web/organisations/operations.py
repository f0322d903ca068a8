"""What administrators do: organisations, people, their roles, and passwords; each within what they administer."""

import re
from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.db import IntegrityError, transaction

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.administrators import LoginNameError, check_password_policy, new_password
from ziping.web.organisations.models import Membership, Organisation, Role
from ziping.web.organisations.rights import has_role, memberships, organisations_of

_LOGIN: Final = re.compile(r"[\w.@+-]{1,150}")


class NotYoursError(ZipingError):
    """An organisation or a person that the administrator does not administer."""

    def __init__(self) -> None:
        """Say what is administered."""
        super().__init__(
            Text(
                "只能管理您所辖组织及其人员",
                "you administer your own organisations and their people only",
            )
        )


class BadOrganisationError(ZipingError):
    """An organisation that cannot be as it was given."""


class BadPersonError(ZipingError):
    """A person who cannot be as given."""


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that is shown once."""

    person: User
    password: str


def administers(actor: User, organisation: Organisation) -> bool:
    """Tell whether the person administers the organisation."""
    return has_role(actor, organisation, Role.ADMINISTRATOR)


def administers_person(actor: User, person: User) -> bool:
    """Tell whether the person administers every organisation in which the other has a role, and one at least."""
    held = [it.organisation for it in person.memberships.select_related("organisation")]
    return bool(held) and all(administers(actor, it) for it in held)


@transaction.atomic
def save_organisation(
    *,
    actor: User,
    name: str,
    code: str,
    kind: str,
    parent: Organisation,
    organisation: Organisation | None = None,
) -> Organisation:
    """Make an organisation below another, or change one; it stays where it is in the tree."""
    if not administers(actor, organisation or parent):
        raise NotYoursError
    if not name.strip() or not code.strip():
        raise BadOrganisationError(Text("名称和编码都要填写", "name and code are both needed"))
    if kind not in Organisation.Kind.values:
        known = "、".join(Organisation.Kind.labels)
        raise BadOrganisationError(Text(f"类别只能是：{known}", f"the kind is one of: {known}"))
    held = organisation or Organisation(parent=parent)
    held.name, held.code, held.kind = name.strip()[:120], code.strip()[:40], kind
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as twice:
        raise BadOrganisationError(
            Text(f"编码“{code}”已有组织使用", f"the code {code} belongs to another organisation")
        ) from twice
    return held


@transaction.atomic
def give_role(*, actor: User, person: User, organisation: Organisation, role: str) -> Membership:
    """Give a person a role in an organisation that the actor administers."""
    if not administers(actor, organisation):
        raise NotYoursError
    if role not in Role.values:
        known = "、".join(Role.labels)
        raise BadPersonError(Text(f"角色只能是：{known}", f"the role is one of: {known}"))
    return Membership.objects.get_or_create(person=person, organisation=organisation, role=role)[0]


@transaction.atomic
def take_role(*, actor: User, membership: Membership) -> None:
    """Take a role away; nobody takes his own administration away."""
    if not administers(actor, membership.organisation):
        raise NotYoursError
    if membership.person_id == actor.pk and membership.role == Role.ADMINISTRATOR:
        raise BadPersonError(Text("不能取消自己的管理员角色", "you cannot give up your own administration"))
    membership.delete()


@transaction.atomic
def add_person(
    *,
    actor: User,
    login: str,
    name: str,
    email: str,
    organisation: Organisation,
    role: str,
    password: str = "",
) -> NewPassword:
    """Make a person with a first role; without a password given one is made up."""
    if not _LOGIN.fullmatch(login):
        raise LoginNameError(
            Text(
                f"用户名“{login[:30]}”不可用；只能用文字、数字和 . @ + - _",
                f"“{login[:30]}” is no login name: letters, digits and . @ + - _ only",
            )
        )
    if User.objects.filter(username__iexact=login).exists():
        raise BadPersonError(Text(f"用户名“{login}”已有人使用", f"the login name {login} is taken"))
    person = User(username=login, name=name.strip()[:60], email=email.strip()[:254])
    chosen = password or new_password()
    check_password_policy(chosen, person)
    person.set_password(chosen)
    person.save()
    give_role(actor=actor, person=person, organisation=organisation, role=role)
    return NewPassword(person, chosen)


@transaction.atomic
def reset_password(*, actor: User, person: User) -> NewPassword:
    """Give a person a new password, unlock the door, and let a lost second factor go."""
    if not administers_person(actor, person):
        raise NotYoursError
    chosen = new_password()
    person.set_password(chosen)
    person.save(update_fields=["password"])
    Authenticator.objects.filter(user=person).delete()
    reset(username=person.username)
    return NewPassword(person, chosen)


@transaction.atomic
def set_active(*, actor: User, person: User, active: bool) -> None:
    """Lock a person out, or let him in again; nobody locks himself out."""
    if not administers_person(actor, person):
        raise NotYoursError
    if person.pk == actor.pk:
        raise BadPersonError(Text("不能停用自己", "you cannot lock yourself out"))
    person.is_active = active
    person.save(update_fields=["is_active"])
    reset(username=person.username)


def administered(actor: User) -> list[Organisation]:
    """Return the organisations that the person administers, from the top down."""
    if not any(it.role == Role.ADMINISTRATOR for it in memberships(actor)):
        return []
    return list(organisations_of(actor, [Role.ADMINISTRATOR]))
