"""Organisations, people and their roles, each within what the person administers."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile as Uploaded

from ziping.web.accounts.models import User
from ziping.web.api.access import person
from ziping.web.api.faults import REFUSALS, Fault
from ziping.web.api.schemas import (
    BodyKey,
    Imports,
    Key,
    Line,
    Page,
    Part,
    imports,
    page,
)
from ziping.web.organisations import importing, operations
from ziping.web.organisations.models import Membership, Organisation, Role
from ziping.web.organisations.rights import organisations_of
from ziping.web.organisations.uploads import table_in

router = Router(tags=["organisations"], by_alias=True)
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]*$")]
Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f]*$")]


OrganisationKind = Literal["region", "finance", "department", "unit"]


class OrganisationShown(Schema):
    """A region, a finance bureau, a department or a unit."""

    id: int
    name: str
    code: str
    kind: OrganisationKind
    parent_id: int | None


class Changed(Schema):
    """What an organisation is."""

    name: Name
    code: Code
    kind: OrganisationKind


class NewOrganisation(Changed):
    """An organisation below another."""

    parent: BodyKey


class NewMember(Schema):
    """A role for a person, who is made where the login name is not known."""

    login: Annotated[str, Field(min_length=1, max_length=150, pattern=r"^[^\x00-\x1f]*$")]
    name: Line = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^[^\x00-\x1f]*$")] = ""
    role: Role


class MemberShown(Schema):
    """A person's role in an organisation; ``password`` is there once, for a person just made."""

    id: int
    person: int
    login: str
    name: str
    role: Role
    active: bool
    password: str | None = None


class PersonShown(Schema):
    """A person; ``password`` is there once, when it was made anew."""

    id: int
    login: str
    active: bool
    password: str | None = None


def administered(who: User, key: int) -> Organisation:
    """Return an organisation that the person administers."""
    return get_object_or_404(organisations_of(who, [Role.ADMINISTRATOR]), pk=key)


@router.post("/import", response={200: Imports, REFUSALS: Fault})
def bring_organisations(request: HttpRequest, file: Annotated[Uploaded, File()]) -> dict[str, Any]:
    """Make or change the organisations of a spreadsheet; all of them or none."""
    return imports(importing.import_organisations(table_in(file), actor=person(request)))


@router.post("/people/import", response={200: Imports, REFUSALS: Fault})
def bring_people(request: HttpRequest, file: Annotated[Uploaded, File()]) -> dict[str, Any]:
    """Make the people of a spreadsheet, or give them roles; all of them or none."""
    return imports(importing.import_people(table_in(file), actor=person(request)))


@router.get("/", response={200: Page[OrganisationShown], REFUSALS: Fault})
def find(request: HttpRequest, part: Part) -> dict[str, Any]:
    """List the organisations that the person may see, from the top down."""
    return page(organisations_of(person(request)).order_by("path"), part, lambda it: it)


@router.post("/", response={201: OrganisationShown, REFUSALS: Fault})
def create(request: HttpRequest, body: NewOrganisation) -> Status[Organisation]:
    """Make an organisation below another."""
    who = person(request)
    above = administered(who, body.parent)
    plain = body.dict(exclude={"parent"})
    return Status(201, operations.save_organisation(actor=who, parent=above, **plain))


@router.put("/{organisation_id}", response={200: OrganisationShown, REFUSALS: Fault})
def change(request: HttpRequest, organisation_id: Key, body: Changed) -> Organisation:
    """Change an organisation; it stays where it is in the tree."""
    who = person(request)
    held = administered(who, organisation_id)
    return operations.save_organisation(actor=who, parent=held, organisation=held, **body.dict())


@router.get("/{organisation_id}/members", response={200: list[MemberShown], REFUSALS: Fault})
def members(request: HttpRequest, organisation_id: Key) -> list[dict[str, Any]]:
    """List who has which role in an organisation."""
    held = administered(person(request), organisation_id).memberships.select_related("person")
    return [_member(it) for it in held.order_by("role", "pk")]


@router.post("/{organisation_id}/members", response={201: MemberShown, REFUSALS: Fault})
def add_member(request: HttpRequest, organisation_id: Key, body: NewMember) -> Status[dict[str, Any]]:
    """Give a known person a role, or make a new one with a password that is shown once."""
    who = person(request)
    where = administered(who, organisation_id)
    known = User.objects.filter(username=body.login).first()
    if known:
        held = operations.give_role(actor=who, person=known, organisation=where, role=body.role)
        return Status(201, _member(held))
    made = operations.add_person(actor=who, organisation=where, **body.dict())
    return Status(201, {**_member(made.person.memberships.get()), "password": made.password})


@router.delete("/members/{member_id}", response={200: list[MemberShown], REFUSALS: Fault})
def take_role(request: HttpRequest, member_id: Key) -> list[dict[str, Any]]:
    """Take a role away; return those that are left in the organisation."""
    who = person(request)
    held = Membership.objects.filter(organisation__in=organisations_of(who, [Role.ADMINISTRATOR]))
    membership = get_object_or_404(held.select_related("organisation"), pk=member_id)
    operations.take_role(actor=who, membership=membership)
    return members(request, membership.organisation_id)


@router.post("/people/{person_id}/{act}", response={200: PersonShown, REFUSALS: Fault})
def act_on(
    request: HttpRequest, person_id: Key, act: Literal["lock", "unlock", "password"]
) -> dict[str, Any]:
    """Lock a person out, let him in, or give him a new password, which is shown once."""
    who = person(request)
    held = _person(who, person_id)
    password = None
    if act == "password":
        password = operations.reset_password(actor=who, person=held).password
    else:
        operations.set_active(actor=who, person=held, active=act == "unlock")
    return {"id": held.pk, "login": held.username, "active": held.is_active, "password": password}


def _person(who: User, key: int) -> User:
    held = get_object_or_404(User, pk=key)
    if not operations.administers_person(who, held):
        raise Http404
    return held


def _member(it: Membership) -> dict[str, Any]:
    who = it.person
    shown = {"login": who.username, "name": who.name, "active": who.is_active}
    return {"id": it.pk, "person": who.pk, "role": it.role, **shown}
