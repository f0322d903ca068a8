"""Bringing evidence in and marking it as taken out: checked, written down, and nothing ever deleted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ziping.app.naming import safe_name
from ziping.app.picturing import page_count
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.evidence.keeping import keep
from ziping.web.evidence.kinds import kind_of
from ziping.web.evidence.models import Evidence
from ziping.web.records import workflow
from ziping.web.records.cells import path_of
from ziping.web.records.history import add_event
from ziping.web.records.models import Record
from ziping.web.records.operations import NotAllowedError

MOST_BYTES: Final = 20 << 20
MOST_IN_FORM: Final = 200


class EvidenceError(ZipingError):
    """A file is too large, empty, or one too many."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Checked:
    name: str
    kind: str
    size: int
    digest: str
    pages: int


def uploads_in(files: "Iterable[UploadedFile[bytes]]") -> Iterator[Upload]:
    """Read file after file; what is too large is not read at all."""
    for it in files:
        name = it.name or ""
        if (it.size or 0) > MOST_BYTES:
            raise _too_large(safe_name(name, "未命名"))
        yield Upload(name, it.read())


def _too_large(name: str) -> EvidenceError:
    most = MOST_BYTES >> 20
    return EvidenceError(
        Text(f"{name}：超过 {most} MB，请压缩或拆分后上传", f"{name}: larger than {most} MB; split it")
    )


def attach(
    *, record_id: UUID, pointer: str, uploads: Iterable[Upload], actor: User, at: datetime
) -> list[Evidence]:
    """Add files to an indicator, or with an empty pointer to the form; all of them or, with an error, none."""
    checked = [_checked(it) for it in uploads]
    if not checked:
        raise EvidenceError(Text("请选择文件", "choose files"))
    return _attached(record_id, pointer, checked, actor, at)


def _checked(upload: Upload) -> _Checked:
    """Look at a file and keep it; outside of any transaction, for it may take a while."""
    name = safe_name(upload.name, "未命名")
    if not upload.data:
        raise EvidenceError(Text(f"{name}：文件是空的", f"{name}: the file is empty"))
    if len(upload.data) > MOST_BYTES:
        raise _too_large(name)
    kind = kind_of(name, upload.data)
    return _Checked(name, kind, len(upload.data), keep(upload.data), _pages(name, kind, upload.data))


def _pages(name: str, kind: str, data: bytes) -> int:
    """Return how many pictures can be shown; a PDF that cannot be drawn is kept all the same."""
    if kind != "pdf":
        return int(kind in {"png", "jpeg"})
    try:
        return page_count(name, data)
    except ZipingError:
        return 0


@transaction.atomic
def _attached(
    record_id: UUID, pointer: str, checked: Sequence[_Checked], actor: User, at: datetime
) -> list[Evidence]:
    record = _held(record_id, actor)
    if pointer:
        path_of(pointer, record.content)
    if record.evidence.filter(removed_at=None).count() + len(checked) > MOST_IN_FORM:
        raise EvidenceError(
            Text(f"每张表最多 {MOST_IN_FORM} 个佐证文件", f"{MOST_IN_FORM} files for one form at most")
        )
    return [_added(record, pointer, it, actor, at) for it in checked]


def _held(record_id: UUID, actor: User) -> Record:
    record = Record.objects.select_for_update(of=("self",)).select_related("task", "unit").get(pk=record_id)
    if not workflow.may_edit(actor, record):
        raise NotAllowedError(Text("增删佐证材料", "change the evidence"), record)
    return record


def _added(record: Record, pointer: str, file: _Checked, actor: User, at: datetime) -> Evidence:
    told = {"name": file.name, "digest": file.digest, "size": file.size}
    event = add_event(record, actor, at, "attach", pointer=pointer, **told)
    return Evidence.objects.create(
        record=record, event=event, pointer=pointer, by=actor, at=at, kind=file.kind, pages=file.pages, **told
    )


@transaction.atomic
def take_out(*, evidence: Evidence, actor: User, at: datetime) -> None:
    """Mark a file as taken out; it stays where it is, and in the history."""
    record = _held(evidence.record_id, actor)
    won = Evidence.objects.filter(pk=evidence.pk, removed_at=None).update(removed_by=actor, removed_at=at)
    if won:
        add_event(
            record, actor, at, "detach", pointer=evidence.pointer, name=evidence.name, digest=evidence.digest
        )
