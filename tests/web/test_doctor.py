"""The doctor: what is right, what is wrong, and that it says what to do."""

import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests.cli.running import ziping
from tests.web.conftest import World
from ziping.web.doctor import Diagnosis, Health, Patient, examine
from ziping.web.records.models import Event

DISK = namedtuple("DISK", "total used free")  # noqa: PYI024 — what shutil.disk_usage gives


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Examine a folder of the test's own."""
    monkeypatch.setenv("ZIPING_DATA", str(tmp_path))
    settings.DATA, settings.SECRET_FILE = tmp_path, tmp_path / "secret"
    return tmp_path


def found(*, deploy: bool = False) -> list[Diagnosis]:
    return list(examine(Patient(timezone.now(), deploy=deploy)))


def ill(*, deploy: bool = False) -> list[str]:
    return [it.found.zh for it in found(deploy=deploy) if it.health is Health.BAD]


def test_a_sound_installation_has_nothing_to_mend(world: World) -> None:
    world.record()
    assert ill() == []
    history = next(it for it in found() if it.subject.en == "history")
    assert history.found.en == "1 events, none changed by other hands"


def test_a_forged_event_is_named(world: World) -> None:
    forged = {"record": world.record(), "number": 2, "at": world.now, "kind": "approve"}
    Event.objects.create(**forged, actor_name="", data={}, previous="0" * 64, hash="1" * 64)
    assert ill() == ["1 条记录与前一条对不上，如《海外办事处专项》第 2 条"]


def test_migrations_that_wait_are_counted(world: World) -> None:
    del world
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("records")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert any("还有 1 项结构变更未执行" in it for it in ill())


def test_a_clock_before_the_newest_event_is_wrong(world: World) -> None:
    world.record()
    early = examine(Patient(world.now - timedelta(days=1)))
    assert [it.subject.en for it in early if it.health is Health.BAD] == ["clock"]


def test_a_folder_that_is_not_there_and_a_full_disk(
    db: None, own_folder: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    del db
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DISK(10, 9, 1 << 20))
    assert ill() == ["剩余 1 MB"]
    settings.DATA = own_folder / "none"
    assert ill() == [f"{own_folder / 'none'} 不存在"]


def test_a_secret_that_others_can_read(db: None, own_folder: Path) -> None:
    del db
    (own_folder / "secret").touch(mode=0o644)
    assert ill() == [f"{own_folder / 'secret'} 可被其他用户读取"]


def test_the_deployment_of_a_demonstration_is_refused(world: World, settings: LazySettings) -> None:
    del world
    settings.DEBUG, settings.DEMO, settings.SECRET_KEY = True, True, "secret"
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.CSRF_TRUSTED_ORIGINS = ["http://ziping.example"]
    assert ill(deploy=True) == [
        "调试模式开着",
        "正在使用演示数据",
        "密钥太短或太简单",
        "没有启用 HTTPS",
        "没有写明服务器的域名",
        "ZIPING_ORIGINS 含有非 HTTPS 地址",
        "演示账户仍可登录：clerk、colleague、unit、department、finance、admin、reader、stranger",
    ]


def test_a_deployment_that_is_set_up_is_fit(world: World, settings: LazySettings) -> None:
    for person in world.people.values():
        person.set_unusable_password()
        person.save()
    settings.SECRET_KEY = "".join(map(chr, range(48, 98)))
    settings.SESSION_COOKIE_SECURE, settings.ALLOWED_HOSTS = True, ["ziping.example"]
    assert ill(deploy=True) == []


def test_the_command_prints_it_in_either_language_and_its_status_tells(world: World) -> None:
    world.record()
    chinese, english = ziping("doctor"), ziping("doctor", "--deploy", "--lang", "en")
    assert chinese.status == 0
    assert "1 条记录环环相扣，无人改动" in chinese.out
    assert english.status == 1
    assert "set up a certificate and ZIPING_HTTPS=1" in english.out
