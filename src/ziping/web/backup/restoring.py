"""Making an installation anew from a backup: in an empty place, all or nothing, and proved before it is put there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from ziping.app.output import UNFINISHED
from ziping.model.language import Text
from ziping.web.backup.archive import DATABASE, KEY, Seen, unpack
from ziping.web.backup.databases import database
from ziping.web.backup.manifest import BackupError, Manifest
from ziping.web.preparing import make_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what came of following every history."""

    manifest: Manifest
    secret: bool
    """Whether the archive held the secret."""
    records: int
    events: int
    broken: int


def restore_backup(*, file: Path, expect: Seen, seen: Seen) -> Restored:
    """Restore an archive; with a ``ZipingError`` nothing is changed.

    ``expect`` is told how many bytes the archive has, ``seen`` of each piece that was read.
    """
    folder = Path(settings.DATA)
    expect(_readable(file))
    _refuse_what_is_in_use(folder)
    try:
        with TemporaryDirectory(dir=folder, prefix=UNFINISHED) as scratch:
            return _restored(file, Path(scratch), seen)
    except OSError as error:
        raise BackupError(
            Text(
                f"恢复中断（{error.strerror}），什么都没有改动；请检查 {file} 能否读取、{folder} 的权限和磁盘空间",
                f"restoring broke off ({error.strerror}), nothing was changed; check {file}, and permissions and space of {folder}",
            )
        ) from error


def _readable(file: Path) -> int:
    """Return the size of the archive."""
    try:
        with file.open("rb") as held:
            return os.fstat(held.fileno()).st_size
    except OSError as error:
        raise BackupError(
            Text(f"{file} 读不了（{error.strerror}）", f"{file} cannot be read ({error.strerror})")
        ) from error


def _refuse_what_is_in_use(folder: Path) -> None:
    """Raise ``ZipingError`` unless there is neither a database nor a file; take away what a killed run left."""
    make_folder(folder)
    top = Path(settings.MEDIA_ROOT)
    if not database().is_empty() or (top.exists() and any(top.iterdir())):
        raise BackupError(
            Text(
                f"{folder} 或数据库里已有数据，没有恢复；请用 --data 指一个空文件夹（PostgreSQL 须另建空库）",
                f"{folder} or the database holds data, nothing was restored; name an empty folder with --data "
                "(and an empty database, if it is PostgreSQL)",
            )
        )
    for left in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _restored(file: Path, scratch: Path, seen: Seen) -> Restored:
    manifest = unpack(file, scratch, seen)
    secret = (scratch / KEY).is_file()
    with ExitStack() as undo:
        with database().loaded(scratch / DATABASE) as environment:
            proved = _proved(environment)
            _compare(manifest, proved["tables"])
            _put(scratch / "files", Path(settings.MEDIA_ROOT), undo)
            _put(scratch / KEY, Path(settings.SECRET_FILE), undo)
        undo.pop_all()
    return Restored(manifest, secret, proved["records"], proved["events"], len(proved["broken"]))


def _proved(environment: Mapping[str, str]) -> dict[str, Any]:
    """Let another process bring what was loaded up to date and look at it; this one's settings name another place."""
    asked = [sys.executable, "-m", "ziping.web.backup.proving"]
    known = {**os.environ, "ZIPING_DEMO": "", **environment}
    done = subprocess.run(asked, env=known, capture_output=True, text=True, check=False)  # noqa: S603 — ourselves
    if done.returncode:
        said = (done.stderr.strip() or "-").splitlines()
        raise BackupError(
            Text(
                f"备份里的数据库不能用（{said[0][:300]}），什么都没有恢复",
                f"the database of the backup cannot be used ({said[-1][:300]}), nothing was restored",
            )
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _compare(manifest: Manifest, tables: Mapping[str, int]) -> None:
    """Raise ``BackupError`` where a table has not as many rows as it had."""
    other = [it for it, count in manifest.tables.items() if tables.get(it) != count]
    if other:
        raise BackupError(
            Text(
                f"表 {other[0]} 的行数与备份时不符，什么都没有恢复",
                f"the table {other[0]} has not as many rows as it had, nothing was restored",
            )
        )


def _put(staged: Path, target: Path, undo: ExitStack) -> None:
    """Move something into place, and back where something fails later."""
    if not staged.exists():
        return
    if target.is_file():
        aside = staged.with_name(f"{staged.name}-before")
        target.rename(aside)
        undo.callback(aside.rename, target)
    staged.rename(target)
    undo.callback(target.rename, staged)
