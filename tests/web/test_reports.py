"""Reviews and return letters from the pages: of one form at once, of many as a job; for reviewers alone."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import expect

from tests.samples import real
from tests.web.conftest import Visiting, World
from tests.web.test_api import Program, program
from ziping.web.api.models import Scope
from ziping.web.jobs.models import Job
from ziping.web.jobs.worker import work_through
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record, State
from ziping.web.records.operations import waive
from ziping.web.reports import papers
from ziping.web.reports.papers import found_in
from ziping.writers.review import FORMATS

REVIEWERS = ("unit", "department", "finance")
OTHERS = {"clerk": 404, "colleague": 404, "reader": 404, "stranger": 404, "nobody": 302}
MAGIC = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!doctype html"}


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def fetched(client: Client, path: str) -> tuple[str, bytes]:
    answer = client.get(path)
    assert answer.status_code == 200
    name = unquote(answer["Content-Disposition"]).rpartition("'")[2]
    return name, b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def text_of(docx: bytes) -> str:
    return ZipFile(BytesIO(docx)).read("word/document.xml").decode()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("kind", "title"), [("review", "复核意见"), ("letter", "退回修改通知")])
def test_a_form_is_reviewed_in_every_format(world: World, kind: str, title: str, name: str) -> None:
    record = world.record()
    filename, data = fetched(world.client("finance"), f"/reports/{record.pk}/{kind}/{name}/")
    assert (filename.endswith(f"{title}.{name}"), data[:14].lower().startswith(MAGIC[name].lower())) == (
        True,
        True,
    )


def test_the_letter_says_who_writes_to_whom_until_when_about_what(world: World) -> None:
    record = world.record()
    for who, office in (("finance", "上海市财政局（演示）"), ("department", "上海市商务委员会")):
        said = text_of(fetched(world.client(who), f"/reports/{record.pk}/letter/docx/")[1])
        deadline = world.task.deadline
        assert deadline is not None
        for expected in (
            office,
            "上海市外国投资促进中心",
            "海外办事处专项",
            f"{deadline.year}年{deadline.month}月{deadline.day}日",
            "得分改为 5.70",
        ):
            assert expected in said
        assert str(record.pk) not in said


def test_an_error_that_somebody_took_upon_himself_is_not_asked_for_again(world: World) -> None:
    record = world.record()
    waive(
        record_id=record.pk,
        code="B02",
        pointer="/indicators/1/score",
        reason="疫情影响，经主管部门同意",
        actor=world.people["unit"],
        at=world.now,
    )
    letter, review = (
        text_of(fetched(world.client("finance"), f"/reports/{record.pk}/{kind}/docx/")[1])
        for kind in ("letter", "review")
    )
    assert ("按比例应得 5.70" in letter, "按比例应得 5.70" in review) == (False, True)


@pytest.mark.parametrize("who", REVIEWERS)
def test_reviewers_have_it(world: World, who: str) -> None:
    record = world.record()
    client = world.client(who)
    assert client.get(f"/reports/{record.pk}/review/docx/").status_code == 200
    assert f"/reports/{record.pk}/letter/pdf/" in client.get(f"/forms/{record.pk}/").content.decode()


@pytest.mark.parametrize(("who", "status"), OTHERS.items())
def test_to_others_there_is_none(world: World, who: str, status: int) -> None:
    record = world.record()
    client = Client() if who == "nobody" else world.client(who)
    assert client.get(f"/reports/{record.pk}/review/docx/").status_code == status
    client.post("/reports/", {"form": [str(record.pk)], "formats": ["docx"]})
    assert not Job.objects.exists()
    if status == 404 and who != "stranger":
        assert "/reports/" not in client.get(f"/forms/{record.pk}/").content.decode()


@pytest.mark.parametrize("path", ["review/exe", "letters/docx", "review/json"])
def test_what_nobody_writes_is_not_found(world: World, path: str) -> None:
    record = world.record()
    assert world.client("finance").get(f"/reports/{record.pk}/{path}/").status_code == 404


def two_units(world: World) -> list[Record]:
    """Return a form of each of two units."""
    form = real("2023/1").model_copy(update={"implementing_unit": "另一单位"})
    return [
        world.record(),
        create_record(task=world.task, unit=world.places["other"], form=form, actor=None, at=world.now),
    ]


def packed(job: Job, client: Client) -> dict[str, bytes]:
    _, data = fetched(client, f"/jobs/{job.pk}/result/")
    archive = ZipFile(BytesIO(data))
    return {it: archive.read(it) for it in archive.namelist()}


def test_many_forms_are_reviewed_in_one_report_with_a_letter_to_each_unit(world: World) -> None:
    records, finance = two_units(world), world.client("finance")
    asked = {
        "form": [str(it.pk) for it in records],
        "formats": ["docx", "xlsx"],
        "per": "batch",
        "letters": "1",
    }
    answer = finance.post("/reports/", asked)
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    work_through()
    job.refresh_from_db()
    assert (job.state, job.done, job.steps) == ("done", 5, 5)
    files = packed(job, finance)
    assert sorted(files) == [
        "上海市外国投资促进中心/退回修改通知.docx",
        "上海市外国投资促进中心/退回修改通知.xlsx",
        "另一单位/退回修改通知.docx",
        "另一单位/退回修改通知.xlsx",
        "复核意见.docx",
        "复核意见.xlsx",
    ]
    assert "海外办事处专项" in text_of(files["复核意见.docx"])
    assert "外宣经费" in text_of(files["复核意见.docx"])
    assert "海外办事处专项" not in text_of(files["另一单位/退回修改通知.docx"])


def test_everything_that_the_list_shows_is_reviewed(world: World) -> None:
    held = two_units(world)
    Record.objects.update(state=State.FINANCE)
    finance = world.client("finance")
    sought = {"which": "all", "sought": "tab=all&q=海外", "formats": ["html"], "per": "form"}
    finance.post("/reports/", sought)
    job = Job.objects.get()
    assert job.parameters["forms"] == [str(held[0].pk)]
    work_through()
    assert list(packed(job, finance)) == ["上海市外国投资促进中心/2023/海外办事处专项 复核意见.html"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"form": [], "formats": ["docx"]}, "没有选中归您审核的自评表"),
        ({"form": ["x", "1"], "formats": ["docx"]}, "没有选中归您审核的自评表"),
        ({"formats": []}, "格式"),
        ({"formats": ["exe"]}, "exe"),
    ],
    ids=str,
)
def test_an_order_that_is_none_is_refused_with_a_sentence(
    world: World, asked: dict[str, list[str]], said: str
) -> None:
    record = world.record()
    answer = world.client("finance").post("/reports/", {"form": [str(record.pk)], **asked}, follow=True)
    assert said in answer.content.decode()
    assert not Job.objects.exists()


def test_a_department_reviews_no_form_of_another(world: World) -> None:
    mine, other = two_units(world)
    unit = world.client("unit")
    unit.post("/reports/", {"form": [str(mine.pk), str(other.pk)], "formats": ["docx"]})
    assert Job.objects.get().parameters["forms"] == [str(mine.pk)]


def taken(by: Program, path: str) -> tuple[int, str, bytes]:
    got = Client().get(f"/api/{path}", headers={"Authorization": f"Bearer {by.token}"})
    if got.status_code != 200:
        return got.status_code, got.json()["message"]["zh"], b""
    assert got["Content-Type"] == "application/octet-stream"
    name = unquote(got["Content-Disposition"]).rpartition("'")[2]
    return 200, name, b"".join(got.streaming_content)  # type: ignore[attr-defined]


def test_a_program_of_a_reviewer_fetches_what_the_page_gives(world: World) -> None:
    record = world.record()
    for kind in ("review", "letter"):
        _, name, data = taken(program(world, "department"), f"forms/{record.pk}/{kind}/docx")
        page_name, page_data = fetched(world.client("department"), f"/reports/{record.pk}/{kind}/docx/")
        assert (name, data) == (page_name, page_data)
        assert "按比例应得 5.70" in text_of(data)


@pytest.mark.parametrize("who", ["clerk", "colleague", "reader", "stranger"])
@pytest.mark.parametrize("kind", ["review", "letter"])
def test_programs_of_others_find_none(world: World, who: str, kind: str) -> None:
    record = world.record()
    status, said, _ = taken(program(world, who), f"forms/{record.pk}/{kind}/docx")
    assert (status, said) == (404, "没有这一项，或不归您查看")
    order = {"forms": [str(record.pk)], "formats": ["docx"]}
    status, answer = program(world, who).ask("POST", "jobs/review", order)
    assert (status, answer["message"]["zh"]) == (409, "没有选中归您审核的自评表")
    assert not Job.objects.exists()


def test_a_program_is_told_that_there_is_no_such_format(world: World) -> None:
    assert taken(program(world, "finance"), f"forms/{world.record().pk}/review/exe")[:2] == (
        409,
        "复核意见不能写成 exe，可用：docx、pdf、html、xlsx",
    )


def test_where_nothing_is_to_be_mended_page_and_program_are_told_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    flawless = replace(found_in(world.people["finance"], record := world.record()), findings=())
    monkeypatch.setattr(papers, "found_in", lambda *_: flawless)
    said = "没有需要修改的问题，不必发退回修改通知"
    assert taken(program(world, "finance"), f"forms/{record.pk}/letter/docx")[:2] == (409, said)
    page = world.client("finance").get(f"/reports/{record.pk}/letter/docx/", follow=True)
    assert said in page.content.decode()
    assert taken(program(world, "finance"), f"forms/{record.pk}/review/docx")[0] == 200


def test_a_program_orders_reviews_follows_the_job_and_fetches_them(world: World) -> None:
    records, finance = two_units(world), program(world, "finance")
    order = {"forms": [str(it.pk) for it in records], "formats": ["docx"], "per": "unit", "letters": False}
    status, job = finance.ask("POST", "jobs/review", order)
    assert (status, job["kind"], job["state"]) == (202, "review", "waiting")
    assert taken(finance, f"jobs/{job['id']}/result")[0] == 404
    assert program(world, "department").ask("GET", f"jobs/{job['id']}")[0] == 404
    work_through()
    _, job = finance.ask("GET", f"jobs/{job['id']}")
    assert (job["state"], job["done"], job["steps"], job["result"]) == ("done", 4, 4, "复核意见.zip")
    _, name, data = taken(finance, f"jobs/{job['id']}/result")
    assert name == "复核意见.zip"
    names = ["上海市外国投资促进中心/复核意见.docx", "另一单位/复核意见.docx"]
    assert sorted(ZipFile(BytesIO(data)).namelist()) == names


@pytest.mark.parametrize(
    "wrong",
    [
        {"forms": []},
        {"forms": ["x"]},
        {"forms": [str(UUID(int=1))] * 2001},
        {"formats": []},
        {"per": "year"},
        {"letters": "yes"},
        {"letters": 1},
    ],
    ids=lambda it: str(it)[:30],
)
def test_an_order_of_a_program_that_is_none_is_refused_at_its_field(
    world: World, wrong: dict[str, object]
) -> None:
    order = {"forms": [str(world.record().pk)], "formats": ["docx"], **wrong}
    status, answer = program(world, "finance").ask("POST", "jobs/review", order)
    assert (status, answer["code"]) == (422, "invalid")
    assert f"/{next(iter(wrong))}" in answer["message"]["zh"]


def test_a_token_for_reading_orders_nothing(world: World) -> None:
    order = {"forms": [str(world.record().pk)], "formats": ["docx"]}
    reading = program(world, "finance", Scope.READ)
    assert reading.ask("POST", "jobs/review", order)[0] == 403
    assert taken(reading, f"forms/{order['forms'][0]}/review/docx")[0] == 200


@pytest.mark.browser
def test_finance_orders_the_review_of_chosen_forms_and_fetches_it(world: World, visit_as: Visiting) -> None:
    world.record()
    with visit_as("finance", "/forms/?tab=all") as visit:
        page = visit.page
        page.get_by_role("checkbox", name="海外办事处专项").check()
        page.locator("summary", has_text="复核意见…").click()
        page.get_by_role("checkbox", name="PDF").check()
        page.get_by_role("button", name="生成").click()
        expect(page.get_by_role("heading", name="生成复核意见")).to_be_visible()
        work_through()
        page.reload()
        with page.expect_download() as download:
            page.get_by_role("link", name="下载").click()
        names = ZipFile(download.value.path()).namelist()
        assert names == [
            "复核意见.docx",
            "复核意见.pdf",
            "上海市外国投资促进中心/退回修改通知.docx",
            "上海市外国投资促进中心/退回修改通知.pdf",
        ]
        assert visit.complaints == []


@pytest.mark.browser
def test_a_reviewer_fetches_the_review_of_one_form(world: World, visit_as: Visiting) -> None:
    record = world.record()
    with visit_as("department", f"/forms/{record.pk}/") as visit:
        page = visit.page
        page.locator("summary", has_text="导出").click()
        with page.expect_download() as download:
            page.get_by_role("row", name="复核意见").get_by_role("link", name="DOCX").click()
        assert download.value.suggested_filename == "海外办事处专项 复核意见.docx"
        assert "按比例应得 5.70" in text_of(Path(download.value.path()).read_bytes())
        assert visit.complaints == []
