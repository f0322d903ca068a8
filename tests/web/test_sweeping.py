"""Documents that were compared are kept for a month, files of jobs as long as the settings say; evidence for ever."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.samples import ROOT, real
from tests.web.conftest import World
from tests.web.test_api import program
from ziping.web.evidence.keeping import keep, path_of
from ziping.web.importing.reading import bring, brought, folder
from ziping.web.importing.sweeping import KEPT, sweep
from ziping.web.jobs import operations, worker
from ziping.web.jobs import sweeping as jobs
from ziping.web.jobs.files import folder as folder_of_job
from ziping.web.jobs.files import result_file
from ziping.web.jobs.models import Job
from ziping.web.jobs.sweeping import kept_until
from ziping.web.records.models import Record
from ziping.web.settings import NumberError
from ziping.web.settings import _number as number_of


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def aged(file: Path, days: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    at = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(file, (at, at))
    return file


def test_the_worker_takes_away_what_is_older_than_a_month_and_nothing_else(
    db: None, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del db
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own must stay open
    old = [aged(own_files / "imports" / "r" / "a", 31), aged(own_files / "pictures" / "p.png", 31)]
    young = [aged(own_files / "imports" / "r" / "b", 29), aged(own_files / "pictures" / "q.png", 29)]
    evidence = aged(path_of(keep(b"contract")), 4000)
    asked = iter([False, True])
    worker.run(is_over=lambda: next(asked))
    assert not any(it.exists() for it in old)
    assert all(it.exists() for it in [*young, evidence])
    assert sweep(timezone.now()) == 0


def test_a_document_that_is_gone_is_no_fault(world: World) -> None:
    record = world.record()
    text = (ROOT / "samples" / "shanghai-2023.txt").read_bytes()
    held = bring(record, "表.txt", text)
    assert brought(record, held.digest) is not None
    held.path.unlink()
    assert brought(record, held.digest) is None
    assert world.client("clerk").get(f"/forms/{record.pk}/import/{held.digest}/").status_code == 404
    assert sweep(timezone.now() + KEPT + timedelta(days=1)) == 1
    assert list(folder(record).iterdir()) == []


def exported(world: World, login: str = "clerk") -> Job:
    """Return a finished export, its file still there."""
    parameters = {"task": world.task.pk, "formats": "json"}
    job = operations.start(name="export", person=world.people[login], parameters=parameters, at=world.now)
    worker.work_through()
    job.refresh_from_db()
    assert (job.state, result_file(job) is not None) == ("done", True)
    return job


def test_files_of_a_job_stay_until_its_page_says(world: World, settings: LazySettings) -> None:
    settings.JOB_FILES_DAYS = 7
    world.record()
    job = exported(world)
    end = kept_until(job)
    assert job.finished_at
    assert end == job.finished_at + timedelta(days=7)
    client, said = world.client("clerk"), f"保留至 {timezone.localtime(end):%Y-%m-%d}"
    assert said in client.get(f"/jobs/{job.pk}/").content.decode()
    assert jobs.sweep(end) == 0
    assert result_file(job) is not None
    assert jobs.sweep(end + timedelta(seconds=1)) == 1
    assert (result_file(job), folder_of_job(job).exists(), kept_until(job)) == (None, False, None)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "保留至" not in page
    assert "文件已过保留期，已清除" in page
    assert "海外办事处专项" in page, "what became of each form stays"
    assert f"/jobs/{job.pk}/result/" not in page
    assert client.get(f"/jobs/{job.pk}/result/").status_code == 404
    assert jobs.sweep(end + timedelta(days=99)) == 0


def test_programs_are_told_until_when(world: World) -> None:
    world.record()
    job, clerk = exported(world), program(world)
    end = kept_until(job)
    assert end
    told = clerk.ask("GET", f"jobs/{job.pk}")[1]["kept_until"]
    assert datetime.fromisoformat(told) == end.replace(microsecond=end.microsecond // 1000 * 1000)
    jobs.sweep(end + timedelta(days=1))
    assert clerk.ask("GET", f"jobs/{job.pk}")[1]["kept_until"] is None
    assert clerk.ask("GET", f"jobs/{job.pk}/result")[0] == 404


def test_the_page_of_an_import_says_how_long_the_documents_stay(world: World) -> None:
    file = SimpleUploadedFile("表.jsonl", real("2023/3").to_json().encode())
    parameters = {"task": world.task.pk}
    job = operations.start(
        name="import", person=world.people["clerk"], parameters=parameters, at=world.now, files=[file]
    )
    assert "保留至" not in world.client("clerk").get(f"/jobs/{job.pk}/").content.decode()
    worker.work_through()
    job.refresh_from_db()
    end = kept_until(job)
    assert end
    assert "上传的文件保留至" in world.client("clerk").get(f"/jobs/{job.pk}/").content.decode()
    record = Record.objects.get()
    before = (record.content, record.events.count())
    assert jobs.sweep(end + timedelta(days=1)) == 1
    record.refresh_from_db()
    assert (record.content, record.events.count()) == before
    assert job.lines.count() == 1


def test_what_is_not_finished_and_what_is_no_job_of_old_stays(world: World, own_files: Path) -> None:
    world.record()
    parameters = {"task": world.task.pk, "formats": "json"}
    waits = operations.start(name="export", person=world.people["clerk"], parameters=parameters, at=world.now)
    (folder_of_job(waits) / "in").mkdir(parents=True)
    evidence = aged(path_of(keep(b"contract")), 4000)
    other = aged(own_files / "else" / "a", 4000)
    stray = own_files / "jobs" / "never-became-a-job"
    stray.mkdir()
    assert jobs.sweep(timezone.now()) == 0
    assert jobs.sweep(timezone.now() + timedelta(days=400)) == 1
    assert (stray.exists(), folder_of_job(waits).exists(), evidence.exists(), other.exists()) == (
        False,
        True,
        True,
        True,
    )


def test_a_link_out_of_the_folder_is_not_followed(world: World, own_files: Path) -> None:
    del world
    evidence = aged(path_of(keep(b"contract")), 4000)
    (own_files / "jobs").mkdir()
    (own_files / "jobs" / "link").symlink_to(evidence.parent)
    assert jobs.sweep(timezone.now() + timedelta(days=400)) == 0
    assert evidence.exists()


def test_the_worker_sweeps_jobs_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own must stay open
    world.record()
    job = exported(world)
    long_ago = timezone.now() - timedelta(days=31)
    Job.objects.filter(pk=job.pk).update(finished_at=long_ago)
    os.utime(folder_of_job(job), (long_ago.timestamp(), long_ago.timestamp()))
    asked = iter([False, True])
    worker.run(is_over=lambda: next(asked))
    assert not folder_of_job(job).exists()


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "1.5", "９", "1000000"])
def test_a_setting_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("ZIPING_JOB_FILES_DAYS", wrong)
    with pytest.raises(NumberError, match="设置 ZIPING_JOB_FILES_DAYS 应为大于 0 的整数"):
        number_of("ZIPING_JOB_FILES_DAYS", 30)


def test_a_setting_that_is_not_made_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZIPING_JOB_FILES_DAYS", "")
    assert number_of("ZIPING_JOB_FILES_DAYS", 30) == 30
    monkeypatch.setenv("ZIPING_JOB_FILES_DAYS", "90")
    assert number_of("ZIPING_JOB_FILES_DAYS", 30) == 90
