"""The interface for machines: everything by token, nothing beyond the person's own rights, every refusal a sentence."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.samples import real
from tests.web.conftest import Visiting, World
from ziping.web.api.models import Scope, Token
from ziping.web.api.operations import MOST, TokenError, TooManyTokensError, make_token
from ziping.web.jobs.worker import work_through
from ziping.web.records.models import Record

SCORE = "/indicators/1/score"
FORM = json.loads(real("2023/3").to_json())


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    token: str

    def ask(
        self, method: str, path: str, body: object = None, *, raw: bytes | None = None
    ) -> tuple[int, Any]:
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        got = Client(raise_request_exception=False).generic(
            method,
            f"/api/{path}",
            data,
            "application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        return got.status_code, got.json()


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


def program(world: World, who: str = "clerk", scope: str = Scope.WRITE) -> Program:
    return Program(make_token(person=world.people[who], name="程序", scope=scope, at=world.now))


def test_a_form_from_its_making_to_its_approval(world: World) -> None:
    clerk, unit = program(world), program(world, "unit")
    status, made = clerk.ask("POST", "forms/", {"task": world.task.pk, "form": FORM})
    assert (status, made["project"], made["state"], made["steps"]) == (
        201,
        "海外办事处专项",
        "draft",
        ["submit"],
    )
    path = f"forms/{made['id']}"
    edits = [
        {"pointer": SCORE, "was": "7.00", "value": "5.70"},
        {"pointer": "/indicators/0/score", "was": "1", "value": "2"},
        {"pointer": "/nothing", "was": "", "value": "x"},
    ]
    status, saved = clerk.ask("PATCH", f"{path}/cells", {"edits": edits})
    assert (status, saved["saved"], saved["version"]) == (200, [SCORE], 2)
    assert saved["conflicts"][0]["pointer"] == "/indicators/0/score"
    assert saved["refused"][0]["message"]["zh"] == "表中没有可填写的单元格 /nothing"
    status, refused = clerk.ask("POST", f"{path}/steps", {"step": "submit"})
    assert (status, refused["code"]) == (409, "errors-stand")
    waive_all(clerk, unit, path)
    assert clerk.ask("POST", f"{path}/steps", {"step": "submit"})[1]["state"] == "unit"
    status, returned = unit.ask("POST", f"{path}/return", {"remarks": [{"pointer": SCORE, "reason": "再核"}]})
    assert (status, returned["state"], returned["returned"]) == (200, "draft", True)
    (remark,) = clerk.ask("GET", f"{path}/remarks")[1]
    assert (remark["was"], remark["answer"]) == ("5.70", "")
    assert clerk.ask("POST", f"forms/remarks/{remark['id']}/answer", {"text": "无误"})[0] == 200
    clerk.ask("POST", f"{path}/steps", {"step": "submit"})
    assert unit.ask("POST", f"{path}/steps", {"step": "approve"})[1]["state"] == "department"
    _, history = clerk.ask("GET", f"{path}/history?limit=200")
    kinds = [it["kind"] for it in history["items"]]
    assert [it for it in kinds if it != "waive"] == [
        "create",
        "edit",
        "submit",
        "return",
        "answer",
        "submit",
        "approve",
    ]


def waive_all(clerk: Program, reviewer: Program, path: str) -> None:
    _, found = clerk.ask("GET", f"{path}/assessment")
    for it in found["findings"]:
        if it["severity"] == "error":
            body = {"code": it["code"], "pointer": it["pointers"][0], "reason": "已核实"}
            assert reviewer.ask("POST", f"{path}/waivers", body)[0] == 200


def test_a_form_is_checked_and_nothing_of_it_kept(world: World) -> None:
    status, found = program(world, scope=Scope.READ).ask("GET", "me/")
    assert (status, found["roles"][0]["role"]) == (200, "filler")
    status, found = program(world).ask("POST", "check/?profile=shanghai-2023", FORM)
    assert status == 200
    assert found["scores"]["computed_total"] == 9157
    assert "S02" not in {it["code"] for it in found["findings"]}
    assert found["findings"][0]["severity"] == "error"
    assert not Record.objects.exists()


def test_rows_are_added_and_taken_out(world: World) -> None:
    clerk, record = program(world), world.record()
    count = len(record.form.indicators)
    _, more = clerk.ask("POST", f"forms/{record.pk}/rows", {"after": 0})
    assert len(more["form"]["indicators"]) == count + 1
    _, fewer = clerk.ask("DELETE", f"forms/{record.pk}/rows/1")
    assert fewer["form"] == {**FORM, "places": {}, "problems": []}


def test_lists_come_in_parts(world: World) -> None:
    for number in range(1, 6):
        world.record(f"2023/{number}")
    reader = program(world, "reader", Scope.READ)
    _, first = reader.ask("GET", "forms/?limit=2")
    _, last = reader.ask("GET", "forms/?limit=2&offset=4")
    assert (first["count"], len(first["items"]), len(last["items"])) == (5, 2, 1)
    _, found = reader.ask("GET", f"forms/?words=海外&state=draft&task={world.task.pk}")
    assert [it["project"] for it in found["items"]] == ["海外办事处专项"]
    assert reader.ask("GET", "tasks/")[1]["items"][0]["owner"]["name"] == "上海市财政局（演示）"
    assert reader.ask("GET", "organisations/")[1]["count"] == 5


def test_many_forms_come_in_with_a_result_for_each(world: World) -> None:
    clerk = program(world)
    forms = [FORM, {"schema": "ziping.form/1", "year": "x"}, FORM]
    status, job = clerk.ask("POST", "jobs/import", {"task": world.task.pk, "forms": forms})
    assert (status, job["state"]) == (202, "waiting")
    work_through()
    _, lines = clerk.ask("GET", f"jobs/{job['id']}/lines")
    assert [it["outcome"] for it in lines["items"]] == ["done", "refused", "refused"]
    assert lines["items"][1]["message"]["zh"] == "不是 ziping.form/1：/year：应为整数"
    assert lines["items"][0]["record"] == str(Record.objects.get().pk)


def test_documents_are_sent_as_files_and_an_archive_comes_back(world: World) -> None:
    clerk = program(world)
    sent = SimpleUploadedFile("表.jsonl", real("2023/3").to_json().encode())
    headers = {"Authorization": f"Bearer {clerk.token}"}
    made = Client().post("/api/jobs/import-files", {"task": world.task.pk, "files": [sent]}, headers=headers)
    assert made.status_code == 202
    order = {"task": world.task.pk, "formats": ["json", "html"]}
    work_through()
    _, job = clerk.ask("POST", "jobs/export", order)
    assert clerk.ask("GET", f"jobs/{job['id']}/result")[0] == 404
    work_through()
    got = Client().get(f"/api/jobs/{job['id']}/result", headers=headers)
    assert b"".join(got.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    file = Client().get(f"/api/forms/{Record.objects.get().pk}/file/docx", headers=headers)
    assert file.content[:2] == b"PK"
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_to_others_nothing_exists(world: World, who: str) -> None:
    record = world.record()
    asking = program(world, who) if who == "stranger" else Program("ziping_wrong")
    expected = 404 if who == "stranger" else 401
    body: dict[str, object] = {"edits": [{"pointer": SCORE, "was": "7.00", "value": "1"}]}
    asked: list[tuple[str, str, object]] = [
        ("GET", "", None),
        ("PATCH", "/cells", body),
        ("POST", "/rows", {"after": 0}),
        ("DELETE", "/rows/0", None),
        ("POST", "/steps", {"step": "submit"}),
        ("POST", "/return", {"remarks": [{"pointer": SCORE, "reason": "x"}]}),
        ("POST", "/waivers", {"code": "A01", "pointer": "", "reason": "x"}),
        ("GET", "/waivers", None),
        ("GET", "/remarks", None),
        ("GET", "/history", None),
        ("GET", "/assessment", None),
        ("GET", "/file/docx", None),
    ]
    assert {asking.ask(method, f"forms/{record.pk}{path}", sent)[0] for method, path, sent in asked} == {
        expected
    }
    record.refresh_from_db()
    assert record.version == 1


def test_a_token_for_reading_changes_nothing(world: World) -> None:
    reading = program(world, scope=Scope.READ)
    status, refused = reading.ask("POST", "check/", FORM)
    assert (status, refused["code"]) == (403, "scope")
    assert refused["message"]["zh"] == "此令牌只读，不能改动数据"


def test_the_database_holds_no_token_and_a_person_who_left_has_none(world: World) -> None:
    clerk = program(world)
    held = Token.objects.get()
    assert clerk.token not in {held.digest, held.beginning}
    world.people["clerk"].is_active = False
    world.people["clerk"].save()
    assert clerk.ask("GET", "me/")[0] == 401


def test_requests_are_counted(world: World, settings: LazySettings) -> None:
    settings.API_RATE = 3
    clerk = program(world)
    assert [clerk.ask("GET", "me/")[0] for _ in range(4)][:3] == [200, 200, 200]
    statuses = {clerk.ask("GET", "me/")[0] for _ in range(8)}
    assert 429 in statuses, "also where a minute ends in between"


BODIES = {
    "no JSON": (b"{", 400, "body"),
    "nothing": (b"", 422, "invalid"),
    "a list": (b"[]", 422, "invalid"),
    "twice": (b'{"after": 1, "after": 2}', 400, "body"),
    "no number": (b'{"after": NaN}', 400, "body"),
    "a long number": (b'{"after": ' + b"9" * 5000 + b"}", 400, "body"),
    "wrong type": (b'{"after": "one"}', 422, "invalid"),
    "missing": (b"{}", 422, "invalid"),
    "nul": (b'{"after": "\\u0000"}', 400, "body"),
    "half a character": (b'{"after": "\\ud800"}', 400, "body"),
    "no text at all": (b"\xff\xfe", 400, "body"),
    "deep": (b'{"after": ' + b"[" * 100 + b"]" * 100 + b"}", 400, "body"),
    "bottomless": (b"[" * 100_000, 400, "body"),
    "five megabytes": (b'{"after": "' + b"x" * (5 << 20) + b'"}', 413, "request-entity-too-large"),
}


@pytest.mark.parametrize(("raw", "status", "code"), BODIES.values(), ids=BODIES)
def test_a_body_that_cannot_be_is_a_sentence_and_changes_nothing(
    world: World, raw: bytes, status: int, code: str
) -> None:
    record = world.record()
    got, fault = program(world).ask("POST", f"forms/{record.pk}/rows", raw=raw)
    assert got == status
    assert set(fault) == {"code", "message"}
    assert fault["code"] == code
    assert fault["message"]["zh"]
    record.refresh_from_db()
    assert record.version == 1


MEGABYTE = "好" * 350_000
FORMS: dict[str, dict[str, object]] = {
    "a megabyte": {"project": MEGABYTE},
    "a year beyond counting": {"year": 10**30},
    "a number beyond counting": {"total": {"points": "9" * 400, "score": "1"}},
    "a number as a float": {"total": {"points": 1.5}},
    "a thousand rows too many": {"indicators": [{}] * 1001},
    "an unknown key": {"colour": "red"},
    "no project": {"project": " "},
    "null": {"funds": None},
    "markup": {"project": "<script>alert(1)</script>{{ 7*7 }}'; DROP TABLE records_record; --"},
    "a formula": {"project": '=HYPERLINK("http://example.org")'},
}


@pytest.mark.parametrize("changed", FORMS.values(), ids=FORMS)
def test_a_form_that_is_odd_is_taken_whole_or_refused_with_a_sentence(
    world: World, changed: dict[str, object]
) -> None:
    clerk = program(world)
    status, told = clerk.ask("POST", "forms/", {"task": world.task.pk, "form": {**FORM, **changed}})
    assert status in {201, 409, 422}
    if status == 201:
        path = f"forms/{told['id']}"
        assert clerk.ask("GET", f"{path}/assessment")[0] == 200
        assert world.client("clerk").get(f"/{path}/").status_code == 200
    else:
        assert told["message"]["zh"]
        assert not Record.objects.exists()
    assert clerk.ask("POST", "check/", {**FORM, **changed})[0] in {200, 409, 422}


def test_keys_of_others_and_of_nobody(world: World) -> None:
    clerk, stranger = program(world), program(world, "stranger")
    for key in (2**53, 0, -1):
        assert clerk.ask("GET", f"tasks/{key}")[0] in {404, 422}
    order = {"task": world.task.pk, "unit": world.places["unit"].pk, "form": FORM}
    status, refused = stranger.ask("POST", "forms/", order)
    assert (status, refused["code"]) == (409, "no-unit")
    _, job = clerk.ask("POST", "jobs/audit", {"task": world.task.pk})
    assert stranger.ask("GET", f"jobs/{job['id']}")[0] == 404
    assert stranger.ask("POST", f"jobs/{job['id']}/cancel")[0] == 404
    assert clerk.ask("GET", "no/such/thing")[1]["code"] == "not-found"


def test_a_page_may_ask_too_but_no_other_site(world: World) -> None:
    world.record()
    signed_in = world.client("clerk")
    assert signed_in.get("/api/me/").json()["login"] == "clerk"
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = signed_in.cookies
    refused = forged.post("/api/check/", json.dumps(FORM), "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


def test_tokens_are_made_on_a_page_shown_once_and_taken_back(world: World) -> None:
    clerk = world.client("clerk")
    page = clerk.post("/api/tokens/", {"name": "上报程序", "scope": "write"}).content.decode()
    token = page.split("<code>")[1].split("</code>")[0]
    assert Program(token).ask("GET", "me/")[0] == 200
    assert token not in clerk.get("/api/tokens/").content.decode()
    held = Token.objects.get()
    assert world.client("colleague").post(f"/api/tokens/{held.pk}/revoke/").status_code == 404
    clerk.post(f"/api/tokens/{held.pk}/revoke/")
    assert Program(token).ask("GET", "me/")[0] == 401
    assert Client().get("/api/tokens/").status_code == 302


@pytest.mark.parametrize(("name", "scope"), [("", "read"), ("x" * 61, "read"), ("x", "all"), ("x", "")])
def test_a_token_without_purpose_or_scope_is_refused(world: World, name: str, scope: str) -> None:
    with pytest.raises(TokenError):
        make_token(person=world.people["clerk"], name=name, scope=scope, at=world.now)
    answer = world.client("clerk").post("/api/tokens/", {"name": name, "scope": scope}, follow=True)
    assert 'class="fault"' in answer.content.decode()
    assert not Token.objects.exists()


def test_nobody_has_tokens_without_end(world: World) -> None:
    for _ in range(MOST):
        program(world)
    with pytest.raises(TooManyTokensError, match="每人最多 20 个令牌"):
        program(world)


@pytest.mark.browser
def test_the_documentation_is_read_and_tried_without_any_other_server(
    world: World, visit_as: Visiting
) -> None:
    del world
    with visit_as("clerk", "/api/docs") as visit:
        page = visit.page
        page.locator("[id$=me_read]").first.click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        page.locator(".live-responses-table .response-col_status", has_text="200").first.wait_for()
        assert '"login": "clerk"' in page.locator(".live-responses-table").inner_text()
        assert visit.complaints == []
