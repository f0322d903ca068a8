"""Every address, asked by everybody with nonsense: a page that says no, never a fault of the server, and nothing changed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import ziping.web
from tests.web.conftest import World
from ziping.web.evidence.operations import Upload, attach
from ziping.web.jobs.operations import start
from ziping.web.records.models import Record, Remark, State
from ziping.web.sampling.drawing import Method
from ziping.web.sampling.operations import Order, make_draw

# It takes a minute and a half of CPU time; on PostgreSQL test_both_databases asks for it.
pytestmark = [pytest.mark.slow] if connection.vendor == "sqlite" else []
ROLES: Final = ("clerk", "unit", "department", "finance", "admin", "reader", "stranger", None)
SOURCES: Final = [it.read_text("utf-8") for it in Path(ziping.web.__file__).parent.rglob("*.py")]
PAGES: Final = [it.read_text("utf-8") for it in Path(ziping.web.__file__).parent.rglob("*.html")]
NAMES: Final = sorted(
    {
        *(it for text in SOURCES for it in re.findall(r'(?:POST|GET|given)(?:\.get\w*)?[([]"(\w+)"', text)),
        *(it for text in PAGES for it in re.findall(r'\bname="([\w-]+)"', text)),
    }
    - {"csrfmiddlewaretoken"}
)
"""Every name under which a page or a view knows something that comes from outside."""
TEXTS: Final = {
    "nothing": "",
    "NUL": "a\x00b",
    "control": "\x07\x1b[31m\u202e",
    "below zero": "-1",
    "huge": "9" * 400,
    "other digits": "٣²⑦",
    "exponent": "1e400",
    "not a number": "NaN",
    "markup": "<script>alert(1)</script>{{ 1 }}{% now %}",
    "SQL": "'; DROP TABLE records_record; --",
    "path": "../../../../etc/passwd",
    "list": "[1,2]",
}
BODIES: Final = {
    "no JSON": b"{",
    "an array": b"[]",
    "null": b"null",
    "text": b'"x"',
    "a key twice": b'{"version": 1, "version": 2}',
    "NaN": b'{"version": NaN}',
    "half a character": b'{"version": 1, "edits": [{"pointer": "/project", "was": "", "value": "\\ud800"}]}',
    "deep": b"[" * 100_000,
    "no UTF-8": b"\xff\xfe\x00",
    "wrong types": b'{"person": "x", "version": [], "edits": {"a": 1}, "form": 1, "forms": "x", "text": null}',
    "huge numbers": b'{"person": ' + b"9" * 400 + b', "version": ' + b"9" * 5000 + b"}",
}
FILES: Final = {
    "empty": b"",
    "noise": bytes(range(256)) * 4,
    "half a zip": b"PK\x03\x04" + bytes(60),
    "half a PDF": b"%PDF-1.7\n1 0 obj",
    "text": "姓名,分数\n".encode("gbk"),
}


def addresses() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every address of our own with the kinds of what it takes."""
    yield from walked(get_resolver().url_patterns, "", {})


def walked(
    patterns: list[URLPattern | URLResolver], before: str, known: dict[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for it in patterns:
        route = before + str(it.pattern)
        kinds = {**known, **{name: type(of).__name__ for name, of in it.pattern.converters.items()}}
        if isinstance(it, URLResolver):
            yield from walked(it.url_patterns, route, kinds)
        else:
            yield re.sub(r"\^|\$|\\", "", route), kinds


ADDRESSES: Final = sorted(dict(addresses()).items())
SLICES: Final = sorted({route.partition("/")[0] for route, _ in ADDRESSES})


class Asking:
    """Asks an address as every role, and writes down each answer that is a fault, or that says no without a word."""

    def __init__(self, world: World) -> None:
        self.clients = {it: world.client(it) if it else Client() for it in ROLES}
        self.faults: list[str] = []
        self.count = 0

    def __call__(
        self, method: str, path: str, given: object = None, role: str | None = "clerk", kind: str = ""
    ) -> int:
        """Return the status of the answer; what the request did is undone."""
        self.count += 1
        more = {"content_type": kind} if kind else {}
        try:
            with transaction.atomic():
                response = getattr(self.clients[role], method)(path, given, **more)
                said = b"".join(response) if response.streaming else response.content
                transaction.set_rollback(True)
        except Exception as fault:  # noqa: BLE001 — all of them are looked for
            self.faults.append(f"{role} {method} {path[:90]} {str(given)[:60]} {fault!r:.200}")
            return 500
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code >= 500 or (
            response.status_code >= 400 and is_page and not re.search("[一-鿿]", said.decode("utf-8"))
        ):
            self.faults.append(f"{role} {method} {path[:90]} {str(given)[:60]} {response.status_code}")
        return int(response.status_code)

    def as_everybody(self, path: str, roles: tuple[str | None, ...]) -> dict[str | None, list[int]]:
        """Ask without anything, and return what each was answered."""
        return {role: [self(method, path, role=role) for method in ("get", "post")] for role in roles}


def known_values(world: World) -> dict[str, str]:
    """Make a form with evidence, a remark, an approved one that was drawn, and a job; return what names each."""
    record, drawn, clerk = world.record(), world.record("2023/1"), world.people["clerk"]
    upload = Upload("合同.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    (evidence,) = attach(record_id=record.pk, pointer="", uploads=[upload], actor=clerk, at=world.now)
    job = start(
        name="export", person=clerk, parameters={"task": world.task.pk, "formats": "json"}, at=world.now
    )
    event = record.events.get(number=1)
    remark = Remark.objects.create(record=record, event=event, pointer="/project", reason="名称不符")
    Record.objects.filter(pk=drawn.pk).update(state=State.APPROVED)
    order = Order(task=world.task, method=Method.RANDOM, seed="1", share=100)
    draw = make_draw(order, actor=world.people["finance"], at=world.now)
    return {
        "record_id": str(record.pk),
        "form_id": str(record.pk),
        "task_id": str(world.task.pk),
        "organisation_id": str(world.places["unit"].pk),
        "person_id": str(clerk.pk),
        "membership_id": str(clerk.memberships.get().pk),
        "member_id": str(clerk.memberships.get().pk),
        "remark_id": str(remark.pk),
        "draw_id": str(draw.pk),
        "drawn_id": str(draw.drawn.get().pk),
        "job_id": str(job.pk),
        "evidence_id": str(evidence.pk),
        "ending": "docx",
    }


WORDS: Final = {
    "steps": "submit",
    "export": "docx",
    "start": "import",
    "templates": "projects",
    "people": "lock",
}
"""What stands in an address after another word; ``import`` stands for several."""


def concrete(route: str, values: dict[str, str], other: str = "1") -> str:
    """Put values into an address; ``other`` where there is none."""

    def value(it: re.Match[str]) -> str:
        name = it[1] or it[2]
        before = route[: it.start()].rstrip("/").rpartition("/")[2]
        known = values.get(name) or WORDS.get(before, other)
        return values["evidence_id"] if before == "evidence" and "evidence_id" in values else known

    return "/" + re.sub(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)", value, route)


def strange(route: str, kinds: dict[str, str]) -> Iterator[str]:
    """Yield the address with things in it that are not there."""
    if kinds:
        values = {it: str(uuid4()) if of == "UUIDConverter" else "9" * 40 for it, of in kinds.items()}
        yield concrete(route, values)


@pytest.mark.parametrize("slice_name", SLICES)
def test_no_nonsense_makes_the_server_fail(slice_name: str, world: World) -> None:
    known, ask = known_values(world), Asking(world)
    before = counted()
    for route, kinds in ADDRESSES:
        if route.partition("/")[0] != slice_name:
            continue
        for path in strange(route, kinds):
            ask.as_everybody(path, ("clerk", "admin", None))
        path = concrete(route, known)
        answers = ask.as_everybody(path, ROLES)
        ask_with_nonsense(ask, path, max(ROLES, key=lambda role: sum(it < 400 for it in answers[role])))
    assert ask.faults == [], f"{len(ask.faults)} of {ask.count}"
    assert counted() == before


def ask_with_nonsense(ask: Asking, path: str, role: str | None) -> None:
    """Send whatever nobody should as somebody who may do what the address is for."""
    for text in TEXTS.values():
        fields = dict.fromkeys(NAMES, text)
        ask("get", path, fields, role)
        ask("post", path, fields, role)
    ask("get", f"{path}?q=%ED%A0%80%00%FF&page=%00&task=%FF", None, role)
    for body in BODIES.values():
        ask("post", path, body, role, "application/json")
    for data in FILES.values():
        files = {"file": SimpleUploadedFile("../\x01.xlsx", data), "files": SimpleUploadedFile("x.pdf", data)}
        ask("post", path, files, role)
    ask("post", path, b"--x\r\nbroken", role, "multipart/form-data; boundary=x")
    ask("post", path, b"<x/>", role, "text/xml")


def counted() -> dict[str, int]:
    """Return how many rows each table holds."""
    with connection.cursor() as cursor:
        found = {}
        for it in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{it}"')  # noqa: S608 — names of our own tables
            found[it] = cursor.fetchone()[0]
    return found
