"""The year's work: ordered, filled with projects and targets, with amounts from the books, and seen at one glance."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.samples import real
from tests.web.conftest import Visiting, World
from ziping.app.sheets import template
from ziping.model.language import Text
from ziping.web.demo.filling import make_task
from ziping.web.records import workflow
from ziping.web.records.history import verify_all
from ziping.web.records.models import Record, State
from ziping.web.records.operations import Edit, edit, take
from ziping.web.tasks.importing import AMOUNTS
from ziping.web.tasks.models import Task
from ziping.web.tasks.targets import PROJECTS
from ziping.web.tasks.work import duties

NAME = Text("表", "table")
ROWS = [
    [
        "demo-unit",
        "会议项目",
        "P-1",
        "600.00",
        "办好会议",
        "产出指标",
        "数量指标",
        "参加会议",
        "≥100场",
        "50.00",
    ],
    ["demo-unit", "会议项目", "", "", "", "效益指标", "社会效益指标", "满意度", "≥90%", "40.00"],
    ["demo-other", "运维项目", "", "1,200.5", "", "产出指标", "数量指标", "系统数", "=2套", "90"],
]


def sheet(headings: object, rows: list[list[str]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("表.xlsx", template(NAME, headings, rows))  # type: ignore[arg-type]


def brought(world: World, name: str, file: object, *, who: str = "finance") -> str:
    page = world.client(who).post(f"/tasks/{world.task.pk}/import/{name}/", {"file": file}, follow=True)
    return page.content.decode()


ORDER = {
    "year": "2026",
    "name": "2026 年度自评",
    "profile": "mof-2020",
    "layout": "mof-2020",
    "deadline": "2027-03-31",
    "levels": ["unit", "finance"],
}


def test_a_task_is_ordered_with_its_levels(world: World) -> None:
    finance = world.client("finance")
    finance.post("/tasks/", {**ORDER, "owner": str(world.places["finance"].pk)})
    task = Task.objects.get(year=2026)
    assert (task.name, task.deadline, task.owner) == (
        "2026 年度自评",
        date(2027, 3, 31),
        world.places["finance"],
    )
    assert (task.skip_unit_review, task.skip_department_review, task.skip_finance_review) == (
        False,
        True,
        False,
    )
    finance.post(f"/tasks/{task.pk}/", {**ORDER, "year": "2020", "name": "改名", "levels": []})
    task.refresh_from_db()
    assert (task.year, task.name, task.skip_finance_review) == (2026, "改名", True)


def test_profiles_and_layouts_are_offered_by_their_names(world: World) -> None:
    for path in ("/tasks/", f"/tasks/{world.task.pk}/"):
        page = world.client("finance").get(path).content.decode()
        assert ">上海市（2023年度起）</option>" in page
        assert ">上海市格式（2023年度起）</option>" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"year": "二零"}, "年度应为 2000 至 2100 的四位数字"),
        ({"name": " "}, "请填写任务名称"),
        ({"profile": "nowhere"}, "nowhere"),
        ({"layout": "nowhere"}, "nowhere"),
        ({"deadline": "31.3.2027"}, "应写作 2026-12-31"),
        ({"year": "2023", "name": "2023 年度项目支出绩效自评"}, "该年度已有任务"),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_a_sentence(
    world: World, wrong: dict[str, str], said: str
) -> None:
    given = {**ORDER, **wrong, "owner": str(world.places["finance"].pk)}
    page = world.client("finance").post("/tasks/", given)
    assert said in page.content.decode()
    assert Task.objects.count() == 1


@pytest.mark.parametrize("who", ["clerk", "unit", "reader", "stranger", "department"])
def test_who_does_not_order_the_task_does_not_reach_it(world: World, who: str) -> None:
    client = world.client(who)
    assert client.get(f"/tasks/{world.task.pk}/").status_code == 404
    for name in ("projects", "amounts", "last-year"):
        assert client.post(f"/tasks/{world.task.pk}/import/{name}/").status_code == 404
    if who != "department":
        assert client.get("/tasks/").status_code == 404
        assert client.get("/tasks/templates/projects.xlsx").status_code == 404
    owner = {"owner": str(world.places["finance"].pk)}
    assert client.post("/tasks/", {**ORDER, **owner}).status_code == (200 if who == "department" else 404)
    assert Task.objects.count() == 1


def test_projects_come_in_with_targets_that_clerks_cannot_change(world: World) -> None:
    assert "已导入" in brought(world, "projects", sheet(PROJECTS, ROWS))
    record = Record.objects.get(project="会议项目")
    form = record.form
    assert (form.year, form.project_code, form.implementing_unit) == (2023, "P-1", "上海市外国投资促进中心")
    assert form.competent_department == "上海市商务委员会"
    assert [(it.level3, it.target, str(it.points), it.actual) for it in form.indicators] == [
        ("参加会议", "≥100场", "50.00", None),
        ("满意度", "≥90%", "40.00", None),
    ]
    assert (str(form.funds[0].initial_budget), str(form.funds[0].points)) == ("600.00", "10.00")
    done = edit(
        record_id=record.pk,
        edits=[Edit("/indicators/0/target", "≥100场", "≥50场"), Edit("/indicators/0/actual", "", "100场")],
        actor=world.people["clerk"],
        at=world.now,
    )
    assert (done.saved, [pointer for pointer, _ in done.refused]) == (
        ("/indicators/0/actual",),
        ["/indicators/0/target"],
    )
    assert str(Record.objects.get(project="运维项目").form.funds[0].initial_budget) == "1200.5"


def test_a_second_import_of_the_same_projects_changes_nothing(world: World) -> None:
    brought(world, "projects", sheet(PROJECTS, ROWS[:2]))
    page = brought(world, "projects", sheet(PROJECTS, ROWS))
    assert "已有“会议项目”的自评表" in page
    assert "合格，未导入" in page
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (0, "nowhere", "没有编码为“nowhere”的组织"),
        (0, "demo-region", "不在此任务的范围内"),
        (3, "六百", "年初预算数（万元）“六百”不是数"),
        (9, "-1", "分值“-1”不是数"),
        (7, "", "缺少三级指标"),
        (1, "", "缺少项目名称"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_kept(
    world: World, column: int, text: str, said: str
) -> None:
    wrong = [it if at != column else text for at, it in enumerate(ROWS[2])]
    page = brought(world, "projects", sheet(PROJECTS, [*ROWS[:2], wrong]))
    assert said in page
    assert '<td class="number">4</td>' in page
    assert Record.objects.count() == 0


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_projects_come_in_as_forms(world: World, name: str) -> None:
    text = real("2023/3").to_json()
    brought(world, "projects", SimpleUploadedFile(name, text.encode()))
    form = Record.objects.get().form
    assert (form.project, str(form.funds[0].initial_budget)) == ("海外办事处专项", "600.00")
    assert {(it.actual, it.score) for it in form.indicators} == {(None, None)}
    assert (form.funds[0].executed, form.total.score, form.grade) == (None, None, None)


@pytest.mark.parametrize("data", [b"{", b"[1]", b'{"schema": "other"}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_form_is_refused_with_a_sentence(world: World, data: bytes) -> None:
    assert "不是 ziping.form/1 的 JSON" in brought(world, "projects", SimpleUploadedFile("x.json", data))


def test_a_form_of_an_unknown_unit_is_refused(world: World) -> None:
    form = real("2023/3").model_copy(update={"implementing_unit": "外地单位"})
    page = brought(
        world, "projects", SimpleUploadedFile("x.json", json.dumps([json.loads(form.to_json())]).encode())
    )
    assert "名为“外地单位”的单位" in page
    assert Record.objects.count() == 0


def test_last_year_gives_its_targets_and_nothing_that_happened(world: World) -> None:
    world.record("2023/3")
    world.record("2023/1")
    task = make_task(2024, world.places["finance"], world.now)
    finance = world.client("finance")
    finance.post(f"/tasks/{task.pk}/import/last-year/", {"before": str(world.task.pk)})
    page = finance.post(f"/tasks/{task.pk}/import/last-year/", {"before": str(world.task.pk)})
    assert "已有此项目，未改动" in page.content.decode()
    forms = {it.project: it for it in task.records.all()}
    assert len(forms) == 2
    form = forms["海外办事处专项"].form
    assert (form.year, form.indicators[1].target, form.indicators[1].actual) == (2024, "≥100.00(场)", None)
    assert forms["海外办事处专项"].approved is None
    assert form.funds[0].initial_budget is None
    missing = finance.post(f"/tasks/{task.pk}/import/last-year/", {"before": "999"})
    assert "请选择以前的任务" in missing.content.decode()


def test_amounts_come_from_the_books_as_events(world: World) -> None:
    record = world.record()
    rows = [["demo-unit", "海外办事处专项", "601.5", "590"]]
    assert "已写入 2 格" in brought(world, "amounts", sheet(AMOUNTS, rows))
    record.refresh_from_db()
    assert [record.content["funds"][0][it] for it in ("full_year_budget", "executed")] == ["601.5", "590"]
    last = record.events.order_by("-number")[0]
    assert (last.kind, last.data) == (
        "edit",
        {"pointer": "/funds/0/executed", "from": "592.69", "to": "590", "why": "导入：表.xlsx"},
    )
    assert str(last.actor) == "财政审核人（演示）"
    assert verify_all().broken == ()


def test_amounts_are_put_in_the_unit_of_the_form(world: World) -> None:
    record = world.record()
    record.content["money_unit"] = "元"
    record.save(update_fields=["content"])
    brought(world, "amounts", sheet(AMOUNTS, [["demo-unit", "海外办事处专项", "", "0.0001"]]))
    record.refresh_from_db()
    assert record.form.funds[0].executed == 1


def test_amounts_do_not_reach_an_approved_form_or_an_unknown_project(world: World) -> None:
    record = world.record()
    world.record("2023/1")
    Record.objects.filter(pk=record.pk).update(state=State.APPROVED)
    rows = [
        ["demo-unit", "外宣经费", "1", "1"],
        ["demo-unit", "海外办事处专项", "1", ""],
        ["demo-unit", "没有的项目", "1", ""],
        ["demo-unit", "外宣经费", "", ""],
    ]
    page = brought(world, "amounts", sheet(AMOUNTS, rows))
    assert "现在不能导入金额" in page
    assert "在此任务中没有项目“没有的项目”" in page
    assert "没有填任何金额" in page
    assert "3 行须改正" in page
    assert Record.objects.get(project="外宣经费").form.funds[0].executed == real("2023/1").funds[0].executed


@pytest.mark.parametrize("name", ["projects", "amounts"])
def test_templates_are_sent(world: World, name: str) -> None:
    sent = world.client("finance").get(f"/tasks/templates/{name}.xlsx")
    assert (sent.status_code, sent.content[:2]) == (200, b"PK")


def test_a_clerk_sees_at_one_glance_what_is_due(world: World) -> None:
    first, second = world.record("2023/3"), world.record("2023/1")
    take(workflow.SUBMIT, record_id=second.pk, actor=world.people["clerk"], at=world.now)
    assert world.task.deadline is not None
    today = world.task.deadline - timedelta(days=14)
    (duty,) = duties(world.people["clerk"], today)
    assert (duty.days_left, duty.total, duty.waiting, duty.done, duty.is_late) == (14, 2, 1, 0, False)
    assert list(duty.states) == [(State.DRAFT, 1), (State.UNIT, 1)]
    assert [it.key for it in duty.forms] == [first.pk, second.pk]
    (late,) = duties(world.people["unit"], world.task.deadline + timedelta(days=2))
    assert (late.days_left, late.is_late, late.forms[0].key) == (-2, True, second.pk)
    assert duties(world.people["stranger"], today) == []
    page = world.client("clerk").get("/").content.decode()
    left = (world.task.deadline - localdate()).days
    assert re.search(rf"还有\s+{left}\s+天", page)
    assert "待我办理 1" in page


@pytest.mark.browser
def test_finance_orders_a_task_and_brings_projects_in(world: World, visit_as: Visiting) -> None:
    del world
    with visit_as("finance", "/tasks/") as visit:
        page = visit.page
        page.fill("#year", "2026")
        page.fill("#name", "2026 年度自评")
        page.fill("#deadline", "2027-03-31")
        page.click("button:has-text('新建')")
        expect(page.locator("h1")).to_have_text("2026 年度自评")
        data = template(NAME, PROJECTS, ROWS)
        upload = {"name": "p.xlsx", "mimeType": "application/octet-stream", "buffer": data}
        page.set_input_files("[aria-label='项目文件']", upload)  # type: ignore[arg-type]
        page.locator("form:has([aria-label='项目文件']) button").click()
        expect(page.locator(".tag.good").first).to_have_text("已导入")
        assert visit.complaints == []
