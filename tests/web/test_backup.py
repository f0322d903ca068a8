"""Backups: restored into an empty machine, everything is there again; whatever is wrong with an archive, nothing is touched."""

import gzip
import hashlib
import io
import json
import resource
import sqlite3
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from ziping.model.errors import ZipingError
from ziping.web.backup import making, restoring
from ziping.web.backup.archive import Packing
from ziping.web.backup.making import make_backup
from ziping.web.backup.manifest import FORMAT, Manifest
from ziping.web.backup.restoring import restore_backup
from ziping.web.backup.sqlite import SQLite

AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


def unseen(size: int) -> None:
    del size


def manifest(**other: object) -> Manifest:
    known: dict[str, object] = {
        "format": FORMAT,
        "version": "0.1.0",
        "made_at": AT,
        "engine": connection.vendor,
        "migrations": ("records.0001_initial",),
        "tables": {"records_record": 1},
        "files": 0,
        "size": 0,
    }
    return Manifest.model_validate({**known, **other})


def archive(*members: tuple[str, bytes], told: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with Packing.into(out, 0, unseen) as packing:
        packing.add_data("manifest.json", told or manifest().model_dump_json().encode())
        for name, data in members:
            packing.add_data(name, data)
    return out.getvalue()


def forged(name: str, kind: bytes = tarfile.REGTYPE) -> bytes:
    """Return an archive with one more member before the digests, as no backup has it."""
    out, first = io.BytesIO(), manifest().model_dump_json().encode()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for it, data, of in (("manifest.json", first, tarfile.REGTYPE), (name, b"x", kind)):
            member = tarfile.TarInfo(it)
            member.type, member.linkname = of, "/etc/passwd" if of != tarfile.REGTYPE else ""
            member.size = len(data) if of == tarfile.REGTYPE else 0
            tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


def changed() -> bytes:
    """Return an archive in which one byte of a file is another."""
    whole = gzip.decompress(archive(("database", b"d"), ("files/evidence/ab/abcd", b"the contract")))
    return gzip.compress(whole.replace(b"the contract", b"the Contract"))


def newer() -> bytes:
    return archive(told=manifest(migrations=("records.9999_future",)).model_dump_json().encode())


def other_engine() -> bytes:
    engine = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    return archive(told=manifest(engine=engine).model_dump_json().encode())


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "不是 ziping backup 写出的备份"),
    "text": (lambda: b"no archive", "不是 ziping backup 写出的备份"),
    "another gzip": (lambda: gzip.compress(b"text" * 500), "备份不完整或已损坏"),
    "cut off": (lambda: archive(("database", bytes(range(256)) * 999))[:-300], "备份不完整或已损坏"),
    "without digests": (lambda: forged("files/evidence/ab/abcd"), "备份不完整或已损坏"),
    "foreign tar": (lambda: forged("x")[:0] or gzip.compress(tar_of("readme.txt")), "不是 ziping backup"),
    "foreign manifest": (lambda: archive(told=b'{"name": "other"}'), "不是 ziping backup 写出的备份"),
    "next format": (lambda: archive(told=b'{"format": "ziping.backup/2"}'), "来自更新版本的 ziping"),
    "newer schema": (newer, "来自更新版本的 ziping"),
    "other database": (other_engine, "备份来自"),
    "digest": (changed, "“files/evidence/ab/abcd”与备份时的 SHA-256 不符（共 1 项）"),
    "no database": (lambda: archive(("files/evidence/ab/abcd", b"x")), "不是 ziping backup 写出的备份"),
    "path up": (lambda: forged("files/evidence/../../../evil"), "不该有的成员“files/evidence/../../../evil”"),
    "absolute path": (lambda: forged("/etc/evil"), "不该有的成员"),
    "backslash": (lambda: forged("files\\evil"), "不该有的成员"),
    "symbolic link": (lambda: forged("files/evidence/ab/abcd", tarfile.SYMTYPE), "不该有的成员"),
    "hard link": (lambda: forged("files/evidence/ab/abcd", tarfile.LNKTYPE), "不该有的成员"),
    "device": (lambda: forged("database", tarfile.CHRTYPE), "不该有的成员“database”"),
    "twice": (lambda: archive(("database", b"a"), ("database", b"b")), "不该有的成员“database”"),
}


def tar_of(name: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        tar.addfile(tarfile.TarInfo(name))
    return out.getvalue()


@pytest.fixture
def place(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty data folder that the settings name, with an embedded database to be."""
    folder = tmp_path / "data"
    settings.DATA, settings.MEDIA_ROOT = folder, folder / "files"
    settings.SECRET_FILE = folder / "secret"
    monkeypatch.setattr(SQLite, "file", folder / "ziping.sqlite3")
    for module in (making, restoring):
        monkeypatch.setattr(module, "database", SQLite)
    return folder


@pytest.mark.parametrize("case", BAD)
def test_of_an_archive_that_is_wrong_nothing_is_restored(case: str, place: Path, tmp_path: Path) -> None:
    make, says = BAD[case]
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(make())
    with pytest.raises(ZipingError) as refused:
        restore_backup(file=file, expect=unseen, seen=unseen)
    assert says in refused.value.text.zh
    assert list(place.iterdir()) == []
    assert sorted(it.name for it in tmp_path.iterdir()) == ["backup.tar.gz", "data"]


def test_an_archive_that_is_not_there_or_is_a_folder(place: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "none", tmp_path):
        with pytest.raises(ZipingError, match=r"读不了（.+）"):
            restore_backup(file=file, expect=unseen, seen=unseen)
    assert not place.exists()


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as a full disk does not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_is_full_leaves_nothing_half_written(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(archive(("database", b"d" * 100_000)))
    with no_more_than(5_000), pytest.raises(ZipingError, match=r"恢复中断（.+），什么都没有改动"):
        restore_backup(file=file, expect=unseen, seen=unseen)
    assert list(place.iterdir()) == []
    small_database(place / "ziping.sqlite3")
    target = tmp_path / "new.tar.gz"
    with no_more_than(5_000), pytest.raises(ZipingError, match=r"备份|写不进去"):
        make_backup(path=target, at=AT, with_secret=False, expect=unseen, seen=unseen)
    assert sorted(it.name for it in tmp_path.iterdir()) == ["backup.tar.gz", "data"]


def small_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as held, held:
        held.execute("PRAGMA journal_mode=WAL")
        held.executescript(
            "CREATE TABLE django_migrations (app, name); CREATE TABLE evidence_evidence (digest);"
            "INSERT INTO django_migrations VALUES ('records', '0001_initial');"
            "CREATE TABLE one (n); CREATE TABLE two (n)"
        )
        held.executemany("INSERT INTO one VALUES (?)", [(str(it) * 500,) for it in range(100)])
        held.execute("INSERT INTO two SELECT n FROM one")


def test_a_copy_is_of_one_moment_while_others_write(place: Path, tmp_path: Path) -> None:
    place.mkdir()
    small_database(place / "ziping.sqlite3")
    over, written = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(place / "ziping.sqlite3", timeout=60)) as held:
            while not over.is_set():
                with held:
                    held.execute("INSERT INTO one VALUES (1)")
                    held.execute("INSERT INTO two VALUES (1)")
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(60)
        copies = [SQLite().copy(tmp_path / f"copy-{it}").tables for it in range(5)]
    finally:
        over.set()
        writer.join()
    assert all(it["one"] == it["two"] > 100 for it in copies)


def test_nothing_is_written_over_and_a_folder_gets_a_name_by_time(place: Path, tmp_path: Path) -> None:
    place.mkdir()
    small_database(place / "ziping.sqlite3")
    made = make_backup(path=tmp_path, at=AT, with_secret=True, expect=unseen, seen=unseen)
    assert made.path == tmp_path / "ziping-20260331-120000.tar.gz"
    assert made.path.stat().st_mode & 0o777 == 0o600
    before = made.path.read_bytes()
    with pytest.raises(ZipingError, match="已存在，没有覆盖"):
        make_backup(path=made.path, at=AT, with_secret=False, expect=unseen, seen=unseen)
    assert made.path.read_bytes() == before
    for wrong in (tmp_path / "none" / "file", Path("/proc/ziping.tar.gz")):
        with pytest.raises(ZipingError, match=r"没有文件夹|备份写不到 /proc"):
            make_backup(path=wrong, at=AT, with_secret=False, expect=unseen, seen=unseen)


def test_members_are_what_ordinary_tools_check(place: Path, tmp_path: Path) -> None:
    (place / "files" / "evidence" / "ab").mkdir(parents=True)
    (place / "files" / "evidence" / "ab" / "abcd").write_bytes(b"contract")
    (place / "files" / "pictures").mkdir()
    (place / "files" / "pictures" / "page.png").touch()
    (place / "secret").write_text("s")
    small_database(place / "ziping.sqlite3")
    with closing(sqlite3.connect(place / "ziping.sqlite3")) as held, held:
        held.execute("INSERT INTO evidence_evidence VALUES (?)", ["0" * 64])
    made = make_backup(path=tmp_path / "b", at=AT, with_secret=False, expect=unseen, seen=unseen)
    assert (made.missing, made.manifest.files, made.manifest.size) == (1, 1, 8)
    with tarfile.open(made.path) as tar:
        names = tar.getnames()
        sums = tar.extractfile("SHA256SUMS")
        assert sums is not None
        assert f"{hashlib.sha256(b'contract').hexdigest()}  files/evidence/ab/abcd" in sums.read().decode()
    assert names == ["manifest.json", "database", "files/evidence/ab/abcd", "SHA256SUMS"]
    last = json.loads((place / "last-backup.json").read_bytes())
    assert last == {"at": "2026-03-31T12:00:00+00:00", "path": str(tmp_path / "b")}


def test_a_database_that_is_damaged_is_not_backed_up(place: Path, tmp_path: Path) -> None:
    place.mkdir()
    with pytest.raises(ZipingError, match="不存在，没有可备份的数据"):
        make_backup(path=tmp_path / "b", at=AT, with_secret=False, expect=unseen, seen=unseen)
    assert list(place.iterdir()) == []
    (place / "ziping.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(ZipingError, match="读不出来"):
        make_backup(path=tmp_path / "b", at=AT, with_secret=False, expect=unseen, seen=unseen)
    assert sorted(it.name for it in tmp_path.iterdir()) == ["data"]


def test_a_place_that_holds_anything_is_refused(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(archive(("database", b"d")))
    for kept in (place / "files" / "evidence", place / "ziping.sqlite3"):
        kept.mkdir(parents=True)
        with pytest.raises(ZipingError, match="已有数据，没有恢复"):
            restore_backup(file=file, expect=unseen, seen=unseen)
        kept.rmdir()
