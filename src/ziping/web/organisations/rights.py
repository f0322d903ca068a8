"""Who may see and do what: the only place where rights are decided.

A right holds in an organisation and in everything below it. What a person may not see does not exist for that person:
queries are scoped here, so that a stranger's request ends in 404 like one for a form that never was.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from ziping.web.accounts.models import User
from ziping.web.organisations.models import Membership, Organisation, Role

Person = User | AnonymousUser


def memberships(person: Person) -> list[Membership]:
    """Return the person's roles, asked for once in a request."""
    if not isinstance(person, User) or not person.is_active:
        return []
    held: list[Membership] | None = getattr(person, "held_memberships", None)
    if held is None:
        held = list(person.memberships.select_related("organisation"))
        person.held_memberships = held  # type: ignore[attr-defined]
    return held


def has_role(person: Person, organisation: Organisation, *roles: Role) -> bool:
    """Tell whether the person has one of the roles in the organisation or above it."""
    above = set(organisation.above)
    return any(it.role in roles and it.organisation_id in above for it in memberships(person))


def sees(person: Person, organisation: Organisation) -> bool:
    """Tell whether the person has any role in the organisation or above it."""
    return has_role(person, organisation, *Role)


MANAGERS: Final = (Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.DEPARTMENT_REVIEWER)
"""Who orders the year's work for an organisation and everything below it."""


def manages(person: Person, organisation: Organisation) -> bool:
    """Tell whether the person orders the year's work of the organisation."""
    return has_role(person, organisation, *MANAGERS)


def is_administrator(person: Person) -> bool:
    """Tell whether the person administers anything."""
    return any(it.role == Role.ADMINISTRATOR for it in memberships(person))


def within(person: Person, path: str, roles: Iterable[Role] | None = None) -> Q:
    """Return the condition that ``path`` (a look-up such as ``unit__path``) lies where the person has a role."""
    wanted = set(Role if roles is None else roles)
    held = {it.organisation.path for it in memberships(person) if it.role in wanted}
    below = [Q((f"{path}__startswith", it)) for it in sorted(held)]
    return reduce(or_, below) if below else Q(pk__in=[])


def organisations_of(person: Person, roles: Iterable[Role] | None = None) -> QuerySet[Organisation]:
    """Return the organisations that the person may see, or those in which one of the roles is held."""
    return Organisation.objects.filter(within(person, "path", roles))
