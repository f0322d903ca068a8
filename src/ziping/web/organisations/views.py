"""Pages of administrators: the tree, one organisation with its people, import, and the first administrator."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ziping.app.sheets import template
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.accounts.operations import fault_of_name
from ziping.web.fields import WrongFieldsError, fault_of
from ziping.web.organisations import importing, operations
from ziping.web.organisations.administrators import fault_of_login, make_administrator
from ziping.web.organisations.models import Membership, Organisation, Role
from ziping.web.organisations.uploads import uploaded, workbook
from ziping.web.pages.fields import refused
from ziping.web.pages.people import signed_in
from ziping.web.pages.templatetags.ziping import said

IMPORTS = {
    "organisations": (Text("组织", "Organisations"), importing.ORGANISATIONS, importing.import_organisations),
    "people": (Text("人员", "People"), importing.PEOPLE, importing.import_people),
}
ROLES = [(it, it.text) for it in Role]
KINDS = [(it, it.text) for it in Organisation.Kind]


def _administered(request: HttpRequest) -> list[Organisation]:
    """Return what the person administers; the pages do not exist for one who administers nothing."""
    held = operations.administered(signed_in(request))
    if not held:
        raise Http404
    return held


def _one(request: HttpRequest, organisation_id: int) -> Organisation:
    found = next((it for it in _administered(request) if it.pk == organisation_id), None)
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest, person_id: int) -> User:
    person = get_object_or_404(User, pk=person_id)
    if not operations.administers_person(signed_in(request), person):
        raise Http404
    return person


@login_required
def tree(request: HttpRequest) -> HttpResponse:
    """Show the organisations that the person administers, with how many people each has."""
    held = _administered(request)
    people: dict[int, int] = {}
    for key in Membership.objects.filter(organisation__in=[it.pk for it in held]).values_list(
        "organisation_id", flat=True
    ):
        people[key] = people.get(key, 0) + 1
    top = min(it.path.count("/") for it in held)
    rows = [(it, it.path.count("/") - top, people.get(it.pk, 0)) for it in held]
    return render(request, "organisations/tree.html", {"rows": rows, "section": "organisations"})


@login_required
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Show one organisation: what it is, who has which role, what is below it."""
    held = _one(request, organisation_id)
    members = held.memberships.select_related("person").order_by("role", "person__name")
    context = {
        "organisation": held,
        "members": [(it, operations.administers_person(signed_in(request), it.person)) for it in members],
        "children": held.children.all(),
        "kinds": KINDS,
        "roles": ROLES,
        "section": "organisations",
    }
    return render(request, "organisations/organisation.html", context)


@login_required
@require_POST
def save(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Change an organisation, or make one below it."""
    held = _one(request, organisation_id)
    given = request.POST
    changes = given.get("as") == "change"
    try:
        operations.save_organisation(
            actor=signed_in(request),
            name=given.get("name", ""),
            code=given.get("code", ""),
            kind=given.get("kind", ""),
            parent=held,
            organisation=held if changes else None,
        )
    except ZipingError as refusal:
        form = "change" if changes else "below"
        return refused(request, refusal, organisation, organisation_id, form=form)
    messages.success(request, said(Text("已保存", "saved")))
    return redirect("organisation", organisation_id)


@login_required
@require_POST
def add_member(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Give a known person a role, or make a new one; a new password is shown once."""
    held = _one(request, organisation_id)
    given, actor = request.POST, signed_in(request)
    name = given.get("login", "").strip()
    known = User.objects.filter(username=name).first()
    role = given.get("role", "")
    try:
        if known:
            operations.give_role(actor=actor, person=known, organisation=held, role=role)
        else:
            made = operations.add_person(
                actor=actor,
                login=name,
                name=given.get("name", ""),
                email=given.get("email", ""),
                organisation=held,
                role=role,
            )
            return render(
                request,
                "organisations/password.html",
                {"made": made, "back": held.pk, "section": "organisations"},
            )
    except ZipingError as refusal:
        return refused(request, refusal, organisation, organisation_id, form="member")
    return redirect("organisation", organisation_id)


@login_required
@require_POST
def take_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take a role away."""
    membership = get_object_or_404(Membership.objects.select_related("organisation"), pk=membership_id)
    _one(request, membership.organisation_id)
    try:
        operations.take_role(actor=signed_in(request), membership=membership)
    except ZipingError as refusal:
        messages.error(request, said(refusal.text))
    return redirect("organisation", membership.organisation_id)


@login_required
@require_POST
def person(request: HttpRequest, person_id: int, act: str) -> HttpResponse:
    """Lock a person out, let him in, or give him a new password, which is shown once."""
    held, actor = _person(request, person_id), signed_in(request)
    back = request.POST.get("back", "")
    try:
        if act == "password":
            made = operations.reset_password(actor=actor, person=held)
            return render(
                request,
                "organisations/password.html",
                {"made": made, "back": back, "section": "organisations"},
            )
        if act not in {"lock", "unlock"}:
            raise Http404
        operations.set_active(actor=actor, person=held, active=act == "unlock")
    except ZipingError as refusal:
        messages.error(request, said(refusal.text))
    return (
        redirect("organisation", int(back))
        if back.isascii() and back.isdecimal()
        else redirect("organisations")
    )


@login_required
def import_page(request: HttpRequest, name: str) -> HttpResponse:
    """Take a table of organisations or people, and show what became of each row."""
    _administered(request)
    if name not in IMPORTS:
        raise Http404
    label, headings, keep = IMPORTS[name]
    context: dict[str, object] = {
        "name": name,
        "label": label,
        "headings": headings,
        "section": "organisations",
    }
    if request.method == "POST":
        try:
            context["imported"] = keep(uploaded(request), actor=signed_in(request))
        except ZipingError as refusal:
            return refused(request, refusal, import_page, name, about={ZipingError: "file"})
    return render(request, "organisations/import.html", context)


@login_required
def template_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send the template of an import."""
    _administered(request)
    if name not in IMPORTS:
        raise Http404
    label, headings, _ = IMPORTS[name]
    return workbook(template(label, headings, importing.EXAMPLES[name]), f"{name}.xlsx")


def first(request: HttpRequest) -> HttpResponse:
    """Make the first administrator of an empty installation; afterwards there is no such page."""
    if User.objects.exists():
        raise Http404
    if request.method == "POST":
        given = request.POST
        try:
            made = _first(given.get("organisation", ""), given.get("login", ""), given.get("name", ""), given)
        except ZipingError as refusal:
            return refused(request, refusal, first)
        except IntegrityError as second:
            raise Http404 from second
        else:
            login(request, made, backend="allauth.account.auth_backends.AuthenticationBackend")
            return redirect("organisations")
    return render(request, "organisations/first.html")


class BadBeginningError(WrongFieldsError):
    """What was given for the first organisation and its administrator cannot be."""


@transaction.atomic
def _first(organisation: str, login_name: str, name: str, given: QueryDict) -> User:
    differ = given.get("password") != given.get("again")
    BadBeginningError.check(
        organisation=fault_of(organisation, Text("最上级组织的名称", "the topmost organisation"), most=120),
        login=fault_of_login(login_name),
        name=fault_of_name(name),
        again=Text("两次输入的密码不同", "the passwords differ") if differ else None,
    )
    made = make_administrator(
        login=login_name, password=given.get("password", ""), organisation=organisation.strip()
    )
    made.name = name.strip()
    made.save(update_fields=["name"])
    return made
