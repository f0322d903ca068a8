"""Files of jobs: what was brought in and what came out, in a folder of their own that no web server hands out."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ziping.app.naming import safe_name
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.jobs.models import Job

MOST_FILES: Final = 500
MOST_BYTES: Final = 200 << 20
"""Bytes of all files of one job together."""


class UploadError(ZipingError):
    """There are no files, or too many or too large ones."""


def folder(job: Job) -> Path:
    """Return the folder of a job."""
    return _top() / str(job.pk)


def folders() -> list[Path]:
    """Return the folders of all jobs that have files."""
    return sorted(it for it in _top().glob("*") if it.is_dir() and not it.is_symlink())


def _top() -> Path:
    return Path(settings.MEDIA_ROOT) / "jobs"


def keep_uploads(job: Job, uploads: Iterable["UploadedFile[bytes]"]) -> None:
    """Keep files under their hashes, and their names beside; raise ``UploadError`` before anything is kept."""
    held = list(uploads)
    size = sum(it.size or 0 for it in held)
    if not held:
        raise UploadError(Text("请选择文件", "choose files"))
    if len(held) > MOST_FILES or size > MOST_BYTES:
        raise UploadError(
            Text(
                f"一次最多 {MOST_FILES} 个文件、共 {MOST_BYTES >> 20} MB；请分批上传",
                f"{MOST_FILES} files and {MOST_BYTES >> 20} MB at a time at most",
            )
        )
    into = folder(job) / "in"
    into.mkdir(parents=True, exist_ok=True)
    job.parameters["files"] = [[safe_name(it.name, "未命名"), _kept(into, it)] for it in held]


def _kept(into: Path, upload: "UploadedFile[bytes]") -> str:
    data = upload.read()
    name = hashlib.sha256(data).hexdigest()
    (into / name).write_bytes(data)
    return name


def uploads(job: Job) -> Iterator[tuple[str, Path]]:
    """Yield the name of each file that was brought in, and where it is kept."""
    for name, kept in job.parameters.get("files", []):
        yield name, folder(job) / "in" / kept


def result_path(job: Job) -> Path:
    """Return where the result is kept; each attempt has its own, so that a late worker writes over nothing."""
    return folder(job) / f"out-{job.token}"


def result_file(job: Job) -> Path | None:
    """Return the file that a job made, as long as there is one."""
    path = result_path(job)
    return path if job.result and path.is_file() else None
