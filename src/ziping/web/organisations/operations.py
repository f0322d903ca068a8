"""What administrators do: organisations, people, their roles, and passwords; each within what they administer."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.db import IntegrityError, transaction

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.accounts.operations import fault_of_email, fault_of_name
from ziping.web.fields import WrongFieldsError, fault_of
from ziping.web.organisations.administrators import check_password_policy, fault_of_login, new_password
from ziping.web.organisations.models import Membership, Organisation, Role
from ziping.web.organisations.rights import has_role, memberships, organisations_of


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


class BadOrganisationError(WrongFieldsError):
    """An organisation that cannot be as it was given."""


class BadPersonError(WrongFieldsError):
    """A person who cannot be as given."""


class OneselfError(ZipingError):
    """An administrator would shut himself out."""


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
    BadOrganisationError.check(
        name=fault_of(name, Text("名称", "the name"), most=120),
        code=fault_of(code, Text("编码", "the code"), most=40),
        kind=_fault_of_choice(Text("类别", "the kind"), kind, Organisation.Kind),
    )
    held = organisation or Organisation(parent=parent)
    held.name, held.code, held.kind = name.strip(), code.strip(), kind
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as twice:
        taken = Text(f"编码“{code}”已有组织使用", f"the code {code} belongs to another organisation")
        raise BadOrganisationError({"code": taken}) from twice
    return held


def _fault_of_choice(label: Text, value: str, choices: type[Organisation.Kind | Role]) -> Text | None:
    """Say which values there are, where it is none of them."""
    if value in choices.values:
        return None
    zh, en = "、".join(it.text.zh for it in choices), ", ".join(it.text.en for it in choices)
    return Text(f"{label.zh}只能是：{zh}", f"{label.en} is one of: {en}")


@transaction.atomic
def give_role(*, actor: User, person: User, organisation: Organisation, role: str) -> Membership:
    """Give a person a role in an organisation that the actor administers."""
    if not administers(actor, organisation):
        raise NotYoursError
    BadPersonError.check(role=_fault_of_choice(Text("角色", "the role"), role, Role))
    return Membership.objects.get_or_create(person=person, organisation=organisation, role=role)[0]


@transaction.atomic
def take_role(*, actor: User, membership: Membership) -> None:
    """Take a role away; nobody takes his own administration away."""
    if not administers(actor, membership.organisation):
        raise NotYoursError
    if membership.person_id == actor.pk and membership.role == Role.ADMINISTRATOR:
        raise OneselfError(Text("不能取消自己的管理员角色", "you cannot give up your own administration"))
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
    BadPersonError.check(
        login=fault_of_login(login) or _fault_of_taken(login),
        name=fault_of_name(name),
        email=fault_of_email(email),
        role=_fault_of_choice(Text("角色", "the role"), role, Role),
    )
    person = User(username=login, name=name.strip(), email=email.strip())
    chosen = password or new_password()
    check_password_policy(chosen, person)
    person.set_password(chosen)
    person.save()
    give_role(actor=actor, person=person, organisation=organisation, role=role)
    return NewPassword(person, chosen)


def _fault_of_taken(login: str) -> Text | None:
    if not User.objects.filter(username__iexact=login).exists():
        return None
    return Text(f"用户名“{login}”已有人使用", f"the login name {login} is taken")


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
        raise OneselfError(Text("不能停用自己", "you cannot lock yourself out"))
    person.is_active = active
    person.save(update_fields=["is_active"])
    reset(username=person.username)


def administered(actor: User) -> list[Organisation]:
    """Return the organisations that the person administers, from the top down."""
    if not any(it.role == Role.ADMINISTRATOR for it in memberships(actor)):
        return []
    return list(organisations_of(actor, [Role.ADMINISTRATOR]))
