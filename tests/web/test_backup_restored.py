"""A demonstration with files, backed up while it is used and restored into an empty machine: every row and file is the same."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.samples import ROOT, real
from tools.postgres import binaries, cluster
from ziping.web.backup.archive import Packing
from ziping.web.records.cells import as_content

BRING = """
from ziping.web.preparing import start_django
start_django()
from django.utils.timezone import now
from ziping.web.accounts.models import User
from ziping.web.evidence.operations import Upload, attach
from ziping.web.records.models import Record
record, clerk = Record.objects.filter(state="draft").first(), User.objects.get(username="clerk")
upload = Upload("合同.png", b"\\x89PNG\\r\\n\\x1a\\n" + bytes(200_000))
attach(record_id=record.pk, pointer="", uploads=[upload], actor=clerk, at=now())
"""


@dataclass(frozen=True)
class Machine:
    """A data folder, and a database of its own where it is PostgreSQL."""

    data: Path
    address: str = ""

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        own = {"ZIPING_DATA": str(self.data), "DATABASE_URL": self.address, "ZIPING_DEMO": "1"}
        known = {
            **os.environ,
            "PYTHONPATH": ":".join(sys.path),
            "DJANGO_SETTINGS_MODULE": "ziping.web.settings",
        }
        asked = [sys.executable, *command]
        return subprocess.run(
            asked, env={**known, **own}, cwd=ROOT, capture_output=True, text=True, check=False
        )

    def ziping(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self.run("-c", "from ziping.cli import main; main()", *map(str, arguments))

    def rows(self) -> dict[str, list[Any]]:
        """Return every row of every table."""
        with ExitStack() as held:
            if self.address:
                cursor: Any = held.enter_context(psycopg.connect(self.address)).cursor()
                cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            else:
                file = held.enter_context(closing(sqlite3.connect(self.data / "ziping.sqlite3")))
                cursor = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = [name for (name,) in cursor.fetchall()]
            asked = {it: f'SELECT * FROM "{it}"' for it in names}  # noqa: S608 — names of its own tables
            return {it: sorted(map(repr, cursor.execute(asked[it]).fetchall())) for it in names}

    def files(self) -> dict[str, bytes]:
        top = self.data / "files"
        return {str(it.relative_to(top)): it.read_bytes() for it in top.rglob("*") if it.is_file()}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def machines(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Machine]]:
    """Give three machines: one that is in use, and two that are empty."""
    folders = [tmp_path_factory.mktemp(it) for it in ("used", "empty", "spare")]
    with ExitStack() as held:
        addresses = [""] * 3
        if request.param == "postgresql":
            programs = binaries()
            if programs is None:
                pytest.skip("没有找到 PostgreSQL · no PostgreSQL on this machine")
            addresses = databases(held.enter_context(cluster(programs)))
        made = [Machine(*it) for it in zip(folders, addresses, strict=True)]
        for command in (("-m", "ziping.web.preparing"), ("-c", BRING)):
            prepared = made[0].run(*command)
            assert prepared.returncode == 0, prepared.stderr
        (folders[0] / "files" / "jobs" / "1" / "in").mkdir(parents=True)
        (folders[0] / "files" / "jobs" / "1" / "in" / "abc").write_bytes(b"brought in")
        yield made


def databases(address: str) -> list[str]:
    names = ["used", "empty", "spare"]
    with psycopg.connect(address, autocommit=True) as held:
        for name in names:
            held.execute(f"CREATE DATABASE {name}".encode())
    return [f"{address.removesuffix('/postgres')}/{name}" for name in names]


@pytest.mark.slow
def test_restored_into_an_empty_machine_every_row_and_every_file_is_the_same(
    machines: list[Machine], tmp_path: Path
) -> None:
    used, empty, _ = machines
    made = used.ziping("backup", tmp_path / "backup.tar.gz", "--with-secret")
    assert made.returncode == 0, made.stderr
    assert "2 个文件" in made.stdout
    restored = empty.ziping("restore", tmp_path / "backup.tar.gz")
    assert restored.returncode == 0, restored.stderr
    assert "12 张自评表、" in restored.stdout
    before, after = used.rows(), empty.rows()
    assert len(before["records_record"]) == 12
    assert after == before
    assert empty.files() == used.files()
    assert len(used.files()) == 2
    assert (empty.data / "secret").read_bytes() == (used.data / "secret").read_bytes()
    assert [it.name for it in empty.data.iterdir() if it.name.startswith(".")] == []
    assert "无人改动" in empty.ziping("doctor").stdout
    again = empty.ziping("restore", tmp_path / "backup.tar.gz")
    assert (again.returncode, "已有数据，没有恢复" in again.stderr) == (2, True)
    assert empty.rows().keys() == before.keys()


@pytest.mark.slow
def test_a_database_that_cannot_be_used_is_taken_out_again(machines: list[Machine], tmp_path: Path) -> None:
    used, _, spare = machines
    made = used.ziping("backup", tmp_path / "whole.tar.gz")
    assert made.returncode == 0, made.stderr
    told, whole = (
        json.loads(read_member(tmp_path / "whole.tar.gz", "manifest.json")),
        tmp_path / "whole.tar.gz",
    )
    told["tables"]["records_event"] += 1
    forge(whole, tmp_path / "fewer.tar.gz", {"manifest.json": json.dumps(told).encode()})
    fewer = spare.ziping("restore", tmp_path / "fewer.tar.gz")
    assert (fewer.returncode, "表 records_event 的行数与备份时不符" in fewer.stderr) == (2, True), (
        fewer.stderr
    )
    forge(whole, tmp_path / "broken.tar.gz", {"database": b"no database" * 999})
    broken = spare.ziping("restore", tmp_path / "broken.tar.gz")
    assert (broken.returncode, "Traceback" in broken.stderr) == (2, False), broken.stderr
    assert [it.name for it in spare.data.iterdir()] == []
    if spare.address:
        assert spare.rows() == {}
    (spare.data / ".ziping-killed").mkdir()
    restored = spare.ziping("restore", whole)
    assert restored.returncode == 0, restored.stderr
    assert spare.rows() == used.rows()
    assert not (spare.data / ".ziping-killed").exists()
    assert not (spare.data / "secret").exists()


def read_member(file: Path, name: str) -> bytes:
    with tarfile.open(file) as tar:
        held = tar.extractfile(name)
        assert held is not None
        return held.read()


def forge(whole: Path, target: Path, other: dict[str, bytes]) -> None:
    """Write an archive with other members, whose digests fit."""
    with (
        tarfile.open(whole) as tar,
        target.open("wb") as out,
        Packing.into(out, 0, lambda _: None) as packing,
    ):
        for name in tar.getnames()[:-1]:
            held = tar.extractfile(name)
            assert held is not None
            packing.add_data(name, other.get(name, held.read()))


@pytest.mark.slow
def test_a_backup_of_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    old, new = Machine(tmp_path / "old"), Machine(tmp_path / "new")
    old.data.mkdir()
    first = old.run("-m", "django", "migrate", "records", "0001_initial", "-v", "0")
    assert first.returncode == 0, first.stderr
    with closing(sqlite3.connect(old.data / "ziping.sqlite3")) as held, held:
        held.executescript((Path(__file__).parent / "first_schema.sql").read_text("utf-8"))
        held.execute("UPDATE records_record SET content = ?", [json.dumps(as_content(real("2023/3")))])
    made = old.ziping("backup", tmp_path / "old.tar.gz")
    assert made.returncode == 0, made.stderr
    restored = new.ziping("restore", tmp_path / "old.tar.gz")
    assert restored.returncode == 0, restored.stderr
    assert "1 张自评表、1 条变更记录已核对" in restored.stdout
    assert len(old.rows()["records_record"]) == len(new.rows()["records_record"]) == 1
    assert "evidence_evidence" in new.rows().keys() - old.rows().keys()
    assert "结构为最新" in new.ziping("doctor").stdout


@pytest.mark.slow
def test_without_the_tools_of_postgresql_it_says_what_to_install(
    machines: list[Machine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not machines[0].address:
        pytest.skip("the embedded database needs no tools")
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "pg_dump").write_text("#!/bin/sh\necho server version mismatch >&2\nexit 1\n")
    (tools / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    refused = machines[0].ziping("backup", tmp_path / "b")
    assert refused.returncode == 2
    assert "pg_dump 没有成功：server version mismatch" in refused.stderr
    assert sorted(it.name for it in tmp_path.iterdir()) == ["bin"]
    shutil.rmtree(tools)
