"""Making a backup while everybody goes on working."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings
from django.db import connection

from ziping.app.output import UNFINISHED, write_whole, written_whole
from ziping.model.language import Text
from ziping.web.backup.archive import DATABASE, KEY, Packing, Seen
from ziping.web.backup.copies import Copied
from ziping.web.backup.databases import database
from ziping.web.backup.manifest import FORMAT, NAME, BackupError, Manifest
from ziping.web.evidence.keeping import path_of

KEPT: Final = ("evidence", "imports", "jobs")
"""Folders of files; pictures of pages are drawn again when somebody looks at them."""
LAST: Final = "last-backup.json"
"""In the data folder: when the last backup was made, and where."""
PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written."""

    path: Path
    manifest: Manifest
    size: int
    """Bytes of the archive."""
    missing: int
    """Files of evidence that the database names and that are not there."""


def make_backup(*, path: Path, at: datetime, with_secret: bool, expect: Seen, seen: Seen) -> Made:
    """Write an archive of the database and the files; with a ``ZipingError`` nothing is left behind.

    ``path`` may be a folder, in which the archive is named by its time. ``expect`` is told how many bytes will be
    packed, ``seen`` of each piece.
    """
    target = _target(path, at)
    try:
        with TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as scratch:
            copy = Path(scratch) / DATABASE
            held = database().copy(copy)
            parts = {DATABASE: copy, **_files(), **(_secret() if with_secret else {})}
            manifest = _manifest(held, parts, at)
            expect(sum(it.stat().st_size for it in parts.values()))
            _write(target, manifest, parts, seen)
    except OSError as error:
        raise BackupError(
            Text(
                f"备份写不到 {target.parent}（{error.strerror}）；请检查权限和磁盘空间",
                f"the backup cannot be written to {target.parent} ({error.strerror}); check permissions and space",
            )
        ) from error
    _remember(target, at)
    missing = sum(not path_of(it).is_file() for it in held.digests)
    return Made(target, manifest, target.stat().st_size, missing)


def _target(path: Path, at: datetime) -> Path:
    """Return the file to write; nothing is ever written over."""
    target = path / f"ziping-{at:%Y%m%d-%H%M%S}.tar.gz" if path.is_dir() else path
    if target.exists():
        raise BackupError(
            Text(f"{target} 已存在，没有覆盖；请换一个文件名", f"{target} exists and was left alone")
        )
    if not target.parent.is_dir():
        raise BackupError(
            Text(f"没有文件夹 {target.parent}；请先建立", f"there is no folder {target.parent}; make it")
        )
    return target


def _files() -> dict[str, Path]:
    """Return the files by their names in the archive; what is still being written is none yet."""
    top = Path(settings.MEDIA_ROOT)
    found = (it for kept in KEPT for it in sorted((top / kept).rglob("*")))
    return {
        f"files/{it.relative_to(top).as_posix()}": it
        for it in found
        if it.is_file() and not it.name.startswith(UNFINISHED)
    }


def _secret() -> dict[str, Path]:
    file = Path(settings.SECRET_FILE)
    return {KEY: file} if file.is_file() else {}


def _manifest(held: Copied, parts: dict[str, Path], at: datetime) -> Manifest:
    files = [it for name, it in parts.items() if name.startswith("files/")]
    return Manifest(
        format=FORMAT,
        version=version("ziping"),
        made_at=at,
        engine="postgresql" if connection.vendor == "postgresql" else "sqlite",
        migrations=held.migrations,
        tables=held.tables,
        files=len(files),
        size=sum(it.stat().st_size for it in files),
    )


def _write(target: Path, manifest: Manifest, parts: dict[str, Path], seen: Seen) -> None:
    with written_whole(target, PRIVATE) as held:
        with Packing.into(held, int(manifest.made_at.timestamp()), seen) as packing:
            packing.add_data(NAME, manifest.model_dump_json(indent=1).encode())
            for name, path in parts.items():
                packing.add_file(name, path)
        held.flush()
        os.fsync(held.fileno())


def _remember(target: Path, at: datetime) -> None:
    told = {"at": at.isoformat(), "path": str(target.absolute())}
    write_whole(Path(settings.DATA) / LAST, json.dumps(told, ensure_ascii=False).encode())


def last_backup() -> tuple[datetime, Path] | None:
    """Return when the last backup was made and where it was put; None where none was."""
    file = Path(settings.DATA) / LAST
    if not file.is_file():
        return None
    try:
        told = json.loads(file.read_bytes())
        return datetime.fromisoformat(told["at"]), Path(told["path"])
    except (ValueError, KeyError, TypeError):
        return None
