"""Documents that clerks brought to a form: kept under their hash, read once in a bounded process, and what was read."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from ziping.app.documents import open_named
from ziping.app.naming import safe_name
from ziping.app.output import write_whole
from ziping.model.errors import ZipingError
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.web.records.models import Record

MOST_BYTES: Final = 50 << 20
MOST_FORMS: Final = 500


class NothingReadError(ZipingError):
    """A document holds no form, or is not one."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A document and the forms that were read from it."""

    name: str
    digest: str
    path: Path
    forms: tuple[Form, ...]

    @property
    def is_pdf(self) -> bool:
        """Tell whether there are pictures of its pages."""
        with self.path.open("rb") as held:
            return held.read(5) == b"%PDF-"


def folder(record: Record) -> Path:
    """Return where the documents of a form are kept."""
    return Path(settings.MEDIA_ROOT) / "imports" / str(record.pk)


def bring(record: Record, name: str, data: bytes) -> Brought:
    """Keep a document and read it; raise the ``ZipingError`` that says why there is nothing in it."""
    name = safe_name(name, "未命名")
    if len(data) > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise NothingReadError(
            Text(f"{name}：超过 {most} MB，请拆分", f"{name}: larger than {most} MB; split it")
        )
    digest = hashlib.sha256(data).hexdigest()
    path = folder(record) / digest
    write_whole(path, data)
    forms = _read(name, path)
    told = {"name": name, "forms": [it.to_json() for it in forms]}
    write_whole(path.with_suffix(".json"), json.dumps(told, ensure_ascii=False).encode())
    return Brought(name, digest, path, forms)


def _read(name: str, path: Path) -> tuple[Form, ...]:
    documents = list(open_named([(name, path)]))
    forms = tuple(it.form for document in documents for it in document.forms)[:MOST_FORMS]
    if forms:
        return forms
    raise next(
        (it.error for it in documents if it.error),
        NothingReadError(Text(f"{name}：没有读到自评表", f"{name}: no form was read")),
    )


def brought(record: Record, digest: str) -> Brought | None:
    """Return a document that was brought to the form before; None when there is none of that hash."""
    path = folder(record) / digest
    told = path.with_suffix(".json")
    if not (told.is_file() and path.is_file()):
        return None
    held = json.loads(told.read_bytes())
    return Brought(held["name"], digest, path, tuple(map(Form.from_json, held["forms"])))
