"""Jobs: done once, whoever does them; stopped when asked; each person's own."""

import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from tests.samples import ROOT, declared
from tests.web.conftest import Visiting, World
from ziping.model.errors import ZipingError
from ziping.web.jobs import operations
from ziping.web.jobs.files import UploadError
from ziping.web.jobs.models import Job, State
from ziping.web.jobs.running import Work, do
from ziping.web.jobs.worker import work_through
from ziping.web.records.models import Record

LINES = "\n".join(form.to_json() for form in declared(2023)).encode()


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def order(
    world: World,
    kind: str,
    data: bytes | None = None,
    *,
    name: str = "表.jsonl",
    who: str = "clerk",
    **more: Any,  # noqa: ANN401 — whatever a request holds
) -> Job:
    files = [SimpleUploadedFile(name, data)] if data is not None else []
    parameters = {"task": world.task.pk, **more}
    person = world.people[who]
    return operations.start(name=kind, person=person, parameters=parameters, at=world.now, files=files)


def told(job: Job) -> list[tuple[int, str, str]]:
    return [(it.number, it.outcome, it.zh) for it in job.lines.all()]


def test_ten_forms_come_in_each_with_its_line(world: World) -> None:
    job = order(world, "import", LINES)
    assert work_through() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.steps, job.failure_zh) == (State.DONE, 10, 10, "")
    assert told(job)[2] == (2, "done", "已导入：海外办事处专项")
    assert Record.objects.count() == 10
    assert {it.unit for it in Record.objects.all()} == {world.places["unit"]}


def test_what_cannot_come_in_is_said_and_stops_nothing_else(world: World) -> None:
    world.record("2023/1")
    wrong = b'{"schema": "ziping.form/1", "year": "soon"}\nnot json\n{}\n'
    job = order(world, "import", wrong + LINES)
    work_through()
    job.refresh_from_db()
    refused = [(number, zh) for number, outcome, zh in told(job) if outcome == "refused"]
    assert [number for number, _ in refused] == [0, 1, 2, 3]
    assert refused[0][1] == "不是 ziping.form/1：/year：应为整数"
    assert refused[2][1].startswith("没有实施单位")
    assert refused[3][1] == "上海市外国投资促进中心在此任务中已有“外宣经费”的自评表"
    assert Record.objects.count() == 10


def test_a_second_import_of_the_same_file_brings_nothing_in_twice(world: World) -> None:
    order(world, "import", LINES)
    again = order(world, "import", LINES)
    work_through()
    assert [outcome for _, outcome, _ in told(again)] == ["refused"] * 10
    assert Record.objects.count() == 10


@pytest.mark.slow
def test_documents_are_read_in_bounded_processes(world: World) -> None:
    sample = (ROOT / "samples" / "shanghai-2023.txt").read_bytes()
    job = order(world, "import", sample, name="上海 2023.txt")
    broken = order(world, "import", b"\x00\x01garbage", name="坏.docx")
    work_through()
    assert [it.label for it in job.lines.all()][:2] == ["上海 2023.txt 第 1 张", "上海 2023.txt 第 2 张"]
    assert Record.objects.count() == 10
    assert [outcome for _, outcome, _ in told(broken)] == ["refused"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("where", "kept"), [("within", 2), ("after", 3)])
def test_a_killed_worker_is_taken_over_exactly_once_and_nothing_comes_in_twice(
    world: World, settings: LazySettings, where: str, kept: int
) -> None:
    job = order(world, "import", LINES)
    known = {
        **os.environ,
        "PYTHONPATH": ":".join([str(ROOT), *sys.path]),
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
        "ZIPING_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "ZIPING_TEST_FILES": str(settings.MEDIA_ROOT),
    }
    killed = subprocess.run(
        [sys.executable, "-m", "tests.web.dying_worker", where], env=known, cwd=ROOT, check=False
    )
    assert killed.returncode == -9
    assert (Record.objects.count(), job.lines.count()) == (kept, kept)
    assert operations.take_up(timezone.now()) is None, "its lease still holds"

    later = timezone.now() + operations.LEASE * 2

    def ask(_: int) -> Job | None:
        try:
            return operations.take_up(later)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        (taken,) = [it for it in pool.map(ask, range(8)) if it is not None]
    do(taken, timezone.now)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert [number for number, _, _ in told(job)] == list(range(10))
    assert Record.objects.count() == 10


def test_a_worker_that_lost_its_job_writes_nothing_more(world: World) -> None:
    order(world, "import", LINES)
    late = operations.take_up(world.now)
    assert late is not None
    taken = operations.take_up(world.now + operations.LEASE * 2)
    assert taken is not None
    assert not operations.beat(late, world.now)
    do(late, lambda: world.now)
    assert (Record.objects.count(), Job.objects.get().state) == (0, State.RUNNING)
    do(taken, lambda: world.now)
    assert (Record.objects.count(), Job.objects.get().state) == (10, State.DONE)


def test_a_sign_of_life_keeps_the_job(world: World) -> None:
    order(world, "import", LINES)
    job = operations.take_up(world.now)
    assert job is not None
    assert operations.beat(job, world.now + timedelta(seconds=50))
    assert operations.take_up(world.now + timedelta(seconds=90)) is None


def test_a_job_over_which_workers_die_is_given_up(world: World) -> None:
    job = order(world, "import", LINES)
    late = [world.now + operations.LEASE * 2 * number for number in range(operations.MOST_ATTEMPTS + 1)]
    taken = [operations.take_up(at) for at in late][-1]
    assert taken is not None
    do(taken, lambda: late[-1])
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert job.failure_zh.startswith("处理进程 3 次中断，已放弃")


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_after_its_step(world: World) -> None:
    waiting, running = order(world, "import", LINES), order(world, "audit")
    operations.cancel(job=waiting, at=world.now)
    assert waiting.state == State.CANCELLED
    taken = operations.take_up(world.now)
    assert taken is not None
    operations.cancel(job=running, at=world.now)
    assert (running.state, running.cancel_asked) == (State.RUNNING, True)
    taken.refresh_from_db()
    do(taken, lambda: world.now)
    running.refresh_from_db()
    assert running.state == State.CANCELLED
    assert Record.objects.count() == 0


def test_a_job_is_stopped_between_two_steps(world: World) -> None:
    job = order(world, "import", LINES)
    taken = operations.take_up(world.now)
    assert taken is not None
    work = Work(taken, lambda: world.now)
    with work.step(0, "first"):
        pass
    operations.cancel(job=job, at=world.now)
    do(taken, lambda: world.now)
    job.refresh_from_db()
    assert (job.state, job.done) == (State.CANCELLED, 1)


def test_a_task_is_exported_as_one_archive(world: World) -> None:
    for number in (1, 3):
        world.record(f"2023/{number}")
    order(world, "export", formats="json,xlsx")
    work_through()
    job = Job.objects.get()
    got = world.client("clerk").get(f"/jobs/{job.pk}/result/")
    assert got["Content-Disposition"].startswith("attachment")
    names = ZipFile(BytesIO(b"".join(stream(got)))).namelist()
    folder = "上海市外国投资促进中心/2023/"
    assert sorted(names) == sorted(
        f"{folder}{name}.{ending}" for name in ("外宣经费", "海外办事处专项") for ending in ("json", "xlsx")
    )


def stream(response: Any) -> Iterable[bytes]:  # noqa: ANN401 — a response of the test client
    content: Iterable[bytes] = response.streaming_content
    return content


def test_an_audit_keeps_the_figures(world: World) -> None:
    record = world.record()
    order(world, "audit", who="finance")
    work_through()
    record.refresh_from_db()
    assert (record.assessed_version, record.total, record.errors) == (1, 9287, 3)


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("import", {}, "请选择文件"),
        ("import", {"unit": "x"}, "没有实施单位“x”"),
        ("export", {"formats": "exe"}, "不能写成 exe"),
        ("export", {"formats": ""}, "没有指明格式"),
        ("audit", {"task": "x"}, "没有这个任务"),
        ("audit", {"task": 10**30}, "没有这个任务"),
        ("audit", {"task": None}, "没有这个任务"),
        ("dance", {}, "没有“dance”这种后台任务"),
    ],
)
def test_an_order_that_cannot_be_is_refused_and_nothing_is_kept(
    world: World, kind: str, more: dict[str, Any], says: str
) -> None:
    with pytest.raises(ZipingError, match=says):
        order(world, kind, **more)
    assert not Job.objects.exists()


def test_too_much_at_once_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ziping.web.jobs.files.MOST_BYTES", 10)
    with pytest.raises(UploadError, match="请分批上传"):
        order(world, "import", LINES)
    monkeypatch.setattr(operations, "MOST_WAITING", 0)
    with pytest.raises(operations.TooManyJobsError):
        order(world, "audit")


def test_a_name_with_a_path_in_it_stays_a_name(world: World, tmp_path: Path) -> None:
    order(world, "import", LINES, name="..\\..\\etc\\passwd.jsonl")
    kept = [it.relative_to(tmp_path).parts for it in tmp_path.rglob("*") if it.is_file()]
    assert [(parts[0], parts[2], len(parts[3])) for parts in kept] == [("jobs", "in", 64)]


def test_a_clerk_of_another_unit_brings_nothing_into_this_one(world: World) -> None:
    job = order(world, "import", LINES, who="stranger")
    work_through()
    assert [outcome for _, outcome, _ in told(job)] == ["refused"] * 10
    assert Record.objects.count() == 0


def test_jobs_are_their_persons_own(world: World) -> None:
    job = order(world, "audit")
    for path in ("", "progress/", "result/"):
        assert world.client("colleague").get(f"/jobs/{job.pk}/{path}").status_code == 404
    assert world.client("colleague").post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert world.client("clerk").get(f"/jobs/{job.pk}/").status_code == 200
    assert world.client("clerk").get(f"/jobs/{job.pk}/result/").status_code == 404


def test_a_mistake_on_the_page_is_a_sentence(world: World) -> None:
    answer = world.client("clerk").post("/jobs/start/export/", {"task": world.task.pk}, follow=True)
    assert "没有指明格式" in answer.content.decode()
    assert world.client("clerk").get("/jobs/start/export/").status_code == 405


@pytest.mark.browser
def test_a_clerk_imports_and_watches_it_to_its_end(world: World, visit_as: Visiting, tmp_path: Path) -> None:
    del world
    held = tmp_path / "表.jsonl"
    held.write_bytes(LINES)
    with visit_as("clerk", "/jobs/") as visit:
        visit.page.set_input_files("#import-files", held)
        visit.page.click("text=导入 >> nth=-1")
        visit.page.get_by_role("button", name="取消").wait_for()
        assert work_through() == 1
        visit.page.get_by_text("已导入：海外办事处专项").wait_for()
        visit.page.locator("#progress .bar .tag", has_text="完成").wait_for()
        assert visit.complaints == []
