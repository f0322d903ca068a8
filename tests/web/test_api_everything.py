"""What reviewers, orderers of work, administrators and finance do on pages, done by programs."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import World
from tests.web.test_api import Program, program
from ziping.app.sheets import template
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.importing import ORGANISATIONS
from ziping.web.records import workflow
from ziping.web.records.assessing import assess_among_siblings, keep_figures
from ziping.web.records.models import Record, State
from ziping.web.records.operations import take
from ziping.web.tasks.importing import AMOUNTS
from ziping.web.tasks.models import Task
from ziping.web.tasks.targets import EXAMPLE, PROJECTS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SCORE = "/indicators/1/score"


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


def send(by: Program, path: str, **files: SimpleUploadedFile) -> tuple[int, Any]:
    got = Client().post(f"/api/{path}", files, headers={"Authorization": f"Bearer {by.token}"})
    return got.status_code, got.json()


def sent(world: World, *names: str) -> list[Record]:
    """Bring real forms in and submit them, as they would be with their errors waived."""
    held = [world.record(name) for name in names]
    for record in held:
        take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
        record.refresh_from_db()
        keep_figures(record, assess_among_siblings(record))
    return held


def test_a_year_is_ordered_and_its_projects_and_amounts_brought_in(world: World) -> None:
    finance, clerk = program(world, "finance"), program(world)
    order = {
        "owner": world.places["finance"].pk,
        "year": 2024,
        "name": "2024 年度自评",
        "profile": "mof-2020",
        "layout": "mof-2020",
        "deadline": "2025-03-31",
        "skip": ["unit"],
    }
    assert clerk.ask("POST", "tasks/", order)[0] == 404
    status, task = finance.ask("POST", "tasks/", order)
    assert (status, task["year"], task["deadline"]) == (201, 2024, "2025-03-31")
    assert Task.objects.get(pk=task["id"]).skip_unit_review
    status, task = finance.ask("PUT", f"tasks/{task['id']}", {**order, "name": "改名", "skip": []})
    assert (status, task["name"]) == (200, "改名")
    unit = world.places["unit"].code
    rows = [[unit, *row[1:]] for row in EXAMPLE]
    table = SimpleUploadedFile("项目.xlsx", template(Text("项目", "projects"), PROJECTS, rows))
    status, found = send(finance, f"tasks/{task['id']}/projects", file=table)
    assert (status, found["kept"], found["rows"][0]["done"]["zh"]) == (200, True, "已建立自评表")
    books = [[unit, "示例项目", "600.00", "592.69"], [unit, "没有的项目", "1", "1"]]
    table = SimpleUploadedFile("金额.xlsx", template(Text("金额", "amounts"), AMOUNTS, books))
    _, found = send(finance, f"tasks/{task['id']}/amounts", file=table)
    assert (found["kept"], found["rows"][1]["refusal"]["zh"]) == (
        False,
        f"{world.places['unit'].name}在此任务中没有项目“没有的项目”",
    )
    _, found = finance.ask("POST", f"tasks/{task['id']}/last-year", {"task": world.task.pk})
    assert found == {"kept": True, "rows": []}
    assert send(clerk, f"tasks/{task['id']}/projects", file=table)[0] == 404


def test_the_forms_of_a_task_are_compared_and_scored_again(world: World) -> None:
    sent(world, "2023/3", "2023/4")
    leader = program(world, "department", "read")
    _, found = leader.ask("GET", f"tasks/{world.task.pk}/figures?place={world.places['department'].pk}")
    assert (found["forms"], found["units"][0]["name"]) == (2, "上海市外国投资促进中心")
    assert sum(bar["declared"] for bar in found["bars"]) == 2
    _, again = leader.ask("GET", f"tasks/{world.task.pk}/rescored?profile=mof-2020")
    assert {it["form"] for it in again} == {str(pk) for pk in Record.objects.values_list("pk", flat=True)}
    assert leader.ask("GET", f"tasks/{world.task.pk}/rescored?profile=nowhere")[0] == 409
    stranger = program(world, "stranger")
    assert stranger.ask("GET", f"tasks/{world.task.pk}/figures")[1]["forms"] == 0


def test_many_forms_are_approved_or_returned_each_by_itself(world: World) -> None:
    first, second = sent(world, "2023/3", "2023/4")
    draft = world.record("2023/5")
    unit = program(world, "unit")
    chosen = {"forms": [str(first.pk), str(draft.pk)]}
    _, found = unit.ask("POST", "forms/batch/approve", chosen)
    outcomes = {it["form"]: it for it in found}
    assert outcomes[str(first.pk)]["done"]["zh"] == "审核通过"
    assert outcomes[str(draft.pk)]["done"] is None
    _, found = unit.ask("POST", "forms/batch/return", {"forms": [str(second.pk)]})
    assert found[0]["done"]["zh"].startswith("已退回，指明")
    second.refresh_from_db()
    assert (second.state, second.returned) == (State.DRAFT, True)
    assert program(world, "stranger").ask("POST", "forms/batch/approve", chosen) == (200, [])


def test_evidence_comes_goes_and_stays_in_the_history(world: World) -> None:
    clerk, record = program(world), world.record()
    path = f"forms/{record.pk}/evidence"
    status, held = send(clerk, path, files=SimpleUploadedFile("照片.png", PNG))
    assert (status, held[0]["name"], held[0]["kind"], held[0]["pointer"]) == (201, "照片.png", "png", "")
    headers = {"Authorization": f"Bearer {clerk.token}"}
    got = Client().get(f"/api/{path}/{held[0]['id']}", headers=headers)
    assert b"".join(got.streaming_content) == PNG  # type: ignore[attr-defined]
    assert got["Content-Disposition"].startswith("attachment")
    status, refused = send(clerk, path, files=SimpleUploadedFile("程序.png", b"MZ"))
    assert (status, refused["code"]) == (409, "unknown-kind")
    assert program(world, "stranger").ask("GET", path)[0] == 404
    assert clerk.ask("DELETE", f"{path}/{held[0]['id']}") == (200, [])
    kinds = [it["kind"] for it in clerk.ask("GET", f"forms/{record.pk}/history")[1]["items"]]
    assert kinds == ["create", "attach", "detach"]


def test_a_form_is_read_as_it_stood(world: World) -> None:
    clerk, record = program(world), world.record()
    edit = {"edits": [{"pointer": SCORE, "was": "7.00", "value": "5.70"}]}
    clerk.ask("PATCH", f"forms/{record.pk}/cells", edit)
    before, after = (clerk.ask("GET", f"forms/{record.pk}/history/{number}")[1] for number in (1, 2))
    assert (before["indicators"][1]["score"], after["indicators"][1]["score"]) == ("7.00", "5.70")
    assert clerk.ask("GET", f"forms/{record.pk}/history/3")[0] == 404


def test_finance_draws_and_scores(world: World) -> None:
    sent(world, "2023/3")
    finance = program(world, "finance")
    order = {"task": world.task.pk, "method": "random", "seed": "2026", "share": 100}
    status, made = finance.ask("POST", "sampling/draws", order)
    assert (status, made["size"], made["unchanged"], len(made["drawn"])) == (201, 1, True, 1)
    drawn = f"sampling/drawn/{made['drawn'][0]['id']}"
    assert finance.ask("POST", f"{drawn}/marks", {"pointer": SCORE, "score": "5.70"})[1]["code"] == "score"
    mark = {"pointer": SCORE, "score": "5.70", "reason": "57 场"}
    _, scored = finance.ask("POST", f"{drawn}/marks", mark)
    assert (scored["declared"], scored["reviewed"]) == (9287, 9157)
    assert finance.ask("POST", f"{drawn}/finish")[1]["drawn"][0]["finished_at"]
    assert finance.ask("GET", "sampling/draws")[1]["count"] == 1
    clerk = program(world)
    assert clerk.ask("GET", drawn)[0] == 404
    assert clerk.ask("POST", "sampling/draws", order)[0] == 409


def test_administrators_keep_organisations_and_people(world: World) -> None:
    admin, clerk = program(world, "admin"), program(world)
    new = {"parent": world.places["department"].pk, "name": "新中心", "code": "n1", "kind": "unit"}
    assert clerk.ask("POST", "organisations/", new)[0] == 404
    status, made = admin.ask("POST", "organisations/", new)
    assert (status, made["name"]) == (201, "新中心")
    path = f"organisations/{made['id']}"
    changed = {"name": "新中心（更名）", "code": "n1", "kind": "unit"}
    assert admin.ask("PUT", path, changed)[1]["name"] == "新中心（更名）"
    status, member = admin.ask("POST", f"{path}/members", {"login": "xin", "role": "filler"})
    assert (status, member["login"], bool(member["password"])) == (201, "xin", True)
    assert admin.ask("GET", f"{path}/members")[1][0]["password"] is None
    who = f"organisations/people/{member['person']}"
    assert clerk.ask("POST", f"{who}/lock")[0] == 404
    assert admin.ask("POST", f"{who}/lock")[1]["active"] is False
    assert admin.ask("POST", f"{who}/password")[1]["password"]
    assert admin.ask("DELETE", f"organisations/members/{member['id']}") == (200, [])
    rows = [["n2", "又一中心", "预算单位", "n1"], ["n3", "错类别", "公司", "n1"]]
    table = SimpleUploadedFile("组织.xlsx", template(Text("组织", "organisations"), ORGANISATIONS, rows))
    status, found = send(admin, "organisations/import", file=table)
    assert (status, found["kept"], found["rows"][0]["refusal"]) == (200, False, None)
    assert found["rows"][1]["refusal"]["zh"].startswith("类别只能是")
    assert User.objects.get(username="xin").memberships.count() == 0


def test_notices_are_read(world: World) -> None:
    sent(world, "2023/3")
    unit = program(world, "unit")
    _, found = unit.ask("GET", "notices/")
    assert [(it["project"], it["kind"], it["read_at"]) for it in found["items"]] == [
        ("海外办事处专项", "submit", None)
    ]
    assert unit.ask("POST", "notices/read")[1]["items"][0]["read_at"]


def test_the_public_reads_what_is_published_without_a_token(world: World) -> None:
    shown, hidden = sent(world, "2023/3", "2023/4")
    Record.objects.filter(pk=shown.pk).update(state=State.PUBLISHED)
    found = Client().get("/api/public/?q=海外&year=2023").json()
    assert [(it["project"], it["total"]) for it in found["items"]] == [("海外办事处专项", 9287)]
    assert Client().get(f"/api/public/{shown.pk}").json()["form"]["project"] == "海外办事处专项"
    assert Client().get(f"/api/public/{hidden.pk}").status_code == 404
