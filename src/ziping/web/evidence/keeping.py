"""Where files are kept: under the hash of what is in them, in a folder that no web server hands out."""

import hashlib
from pathlib import Path

from django.conf import settings

from ziping.app.output import write_whole


def folder() -> Path:
    """Return the folder of all evidence."""
    return Path(settings.MEDIA_ROOT) / "evidence"


def pictures() -> Path:
    """Return the folder of pages that were drawn; it can be emptied at any time."""
    return Path(settings.MEDIA_ROOT) / "pictures"


def path_of(digest: str) -> Path:
    """Return where the file of that hash is kept."""
    return folder() / digest[:2] / digest


def keep(data: bytes) -> str:
    """Keep a file, once however often it comes; return its hash."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        write_whole(path, data)
    return digest
