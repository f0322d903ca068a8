"""ZIP files of which the bytes depend on nothing but their content."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNIX = 3
_PLAIN_FILE = 0o644 << 16


def member(name: str) -> ZipInfo:
    """Return a member without date and machine of its own."""
    info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr, info.compress_type = _UNIX, _PLAIN_FILE, ZIP_DEFLATED
    return info


def archive(members: Iterable[tuple[str, str | bytes]]) -> bytes:
    """Return the members as one ZIP file, in their order."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(member(name), content)
    return held.getvalue()
