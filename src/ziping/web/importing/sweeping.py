"""Documents that were brought to a form and compared, and pages that were drawn, are working material: kept for a while.

What was taken over stands in the form and its history. A document that proves something is brought as evidence, which is
never taken away.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from ziping.web.evidence.keeping import pictures

KEPT: Final = timedelta(days=30)
"""How long a document stays after it was brought, or brought again."""


def sweep(now: datetime) -> int:
    """Take away what is older than ``KEPT``, and return how many files there were; others may sweep at the same time."""
    before, count = (now - KEPT).timestamp(), 0
    for file in _files():
        if _changed(file) < before:
            file.unlink(missing_ok=True)
            count += 1
    return count


def _files() -> Iterator[Path]:
    for top in (Path(settings.MEDIA_ROOT) / "imports", pictures()):
        yield from (it for it in sorted(top.rglob("*")) if it.is_file())


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
