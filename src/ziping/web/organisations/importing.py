"""Organisations and people from a spreadsheet: every row is tried, and nothing is kept unless every row is right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from ziping.app.sheets import Heading, Line, check_required, read_lines
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.grid import Source
from ziping.web.accounts.models import User
from ziping.web.organisations.models import Organisation, Role
from ziping.web.organisations.operations import (
    BadOrganisationError,
    BadPersonError,
    add_person,
    give_role,
    save_organisation,
)

ORGANISATIONS: Final = (
    Heading("code", Text("编码", "code")),
    Heading("name", Text("名称", "name"), 32),
    Heading("kind", Text("类别", "kind")),
    Heading("parent", Text("上级编码", "code of the one above")),
)
PEOPLE: Final = (
    Heading("login", Text("用户名", "login")),
    Heading("name", Text("姓名", "name")),
    Heading("organisation", Text("组织编码", "organisation's code")),
    Heading("role", Text("角色", "role")),
    Heading("email", Text("电子邮箱", "e-mail"), 24, required=False),
)
EXAMPLES: Final = {
    "organisations": [
        ["330101", "示例局", "主管部门", "上级组织的编码"],
        ["330101001", "示例中心", "预算单位", "330101"],
    ],
    "people": [["zhangsan", "示例姓名", "330101001", "填报人", ""]],
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row."""

    number: int
    subject: str
    done: Text | None = None
    refusal: Text | None = None
    password: str = ""
    """Of a person who was made; shown once."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of all rows; with one refusal nothing was kept."""

    results: tuple[Result, ...]

    @property
    def refused(self) -> int:
        """Return how many rows have to be mended."""
        return sum(it.refusal is not None for it in self.results)


class EmptyTableError(ZipingError):
    """A table has headings and no rows."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Text("表中没有数据行", "the table has no rows"))


@dataclass(frozen=True, slots=True)
class Work:
    """A row, or several that belong together: where it begins, what it is about, and how it is kept."""

    number: int
    subject: str
    keep: Callable[[], Result]


def keep_all(works: Iterable[Work]) -> Imported:
    """Keep everything in one transaction, each by itself; undo everything when one is refused."""
    results = []
    with transaction.atomic():
        for it in works:
            try:
                with transaction.atomic():
                    results.append(it.keep())
            except ZipingError as refusal:
                results.append(Result(it.number, it.subject, refusal=refusal.text))
        imported = Imported(tuple(results))
        if imported.refused:
            transaction.set_rollback(True)
    if imported.refused:
        return Imported(tuple(replace(it, password="") for it in imported.results))
    return imported


def filled_lines(source: Source, headings: Sequence[Heading]) -> list[Line]:
    """Return the rows of a table; raise ``EmptyTableError`` where there are none."""
    lines = read_lines(source, headings)
    if not lines:
        raise EmptyTableError
    return lines


def import_rows(
    source: Source, headings: Sequence[Heading], keep: Callable[[Line], Result], subject: str
) -> Imported:
    """Keep every row of a table, or none."""

    def work(line: Line) -> Work:
        def checked() -> Result:
            check_required(line, headings)
            return keep(line)

        return Work(line.number, line[subject], checked)

    return keep_all(map(work, filled_lines(source, headings)))


def import_organisations(source: Source, *, actor: User) -> Imported:
    """Make organisations, or change those whose codes are known."""

    def keep(line: Line) -> Result:
        held = Organisation.objects.filter(code=line["code"]).first()
        save_organisation(
            actor=actor,
            name=line["name"],
            code=line["code"],
            kind=_kind(line["kind"]),
            parent=organisation_of(line["parent"]),
            organisation=held,
        )
        return Result(line.number, line["name"], done=_CHANGED if held else _MADE)

    return import_rows(source, ORGANISATIONS, keep, "name")


def import_people(source: Source, *, actor: User) -> Imported:
    """Make people with a password each, or give those whose login names are known one more role."""

    def keep(line: Line) -> Result:
        organisation, role = organisation_of(line["organisation"]), _role(line["role"])
        person = User.objects.filter(username=line["login"]).first()
        if person:
            give_role(actor=actor, person=person, organisation=organisation, role=role)
            return Result(line.number, line["name"], done=_ROLE)
        made = add_person(
            actor=actor,
            login=line["login"],
            name=line["name"],
            email=line["email"],
            organisation=organisation,
            role=role,
        )
        return Result(line.number, line["name"], done=_MADE, password=made.password)

    return import_rows(source, PEOPLE, keep, "name")


_MADE: Final = Text("已新增", "made")
_CHANGED: Final = Text("已更新", "changed")
_ROLE: Final = Text("已有此人，已授予角色", "known; given the role")


def _kind(label: str) -> str:
    kinds = {name: value for value, name in Organisation.Kind.choices}
    return kinds.get(label, label)


def _role(label: str) -> str:
    roles = {name: value for value, name in Role.choices}
    if label not in roles:
        known = "、".join(roles)
        raise BadPersonError(
            {"role": Text(f"角色“{label}”只能是：{known}", f"the role {label} is none of: {known}")}
        )
    return roles[label]


def organisation_of(code: str) -> Organisation:
    """Return the organisation of that code."""
    held = Organisation.objects.filter(code=code).first()
    if held is None:
        missing = Text(f"没有编码为“{code}”的组织；上级须先于下级", f"no organisation has the code {code}")
        raise BadOrganisationError({"parent": missing})
    return held
