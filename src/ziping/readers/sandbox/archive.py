"""The documents in a .zip that is no document itself: read within limits, named without leaving the archive."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZipFile, ZipInfo

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.package import ZIP_FAULTS
from ziping.readers.extract.refusals import BeyondLimitError, EncryptedFileError, beyond, broken, encrypted
from ziping.readers.grid import Source

MOST_MEMBERS: Final = 5_000
MOST_MEMBER_BYTES: Final = 64 << 20
MOST_RATIO: Final = 250
MOST_BYTES: Final = 2 << 30
"""Of all members together, unpacked."""

_FREE_BYTES: Final = 1 << 20
_UTF8: Final = 0x800
_ENCRYPTED: Final = 0x1
_DOCUMENT_PARTS: Final = ("[Content_Types].xml", "OFD.xml", "mimetype")
_KIND: Final = Text("压缩包", "archive")
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f]")
_IGNORED: Final = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|~\$)")
"""What file managers leave behind."""


def is_archive(source: Source) -> bool:
    """Tell whether the source is a zip that holds files and is no document itself."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(source.data)) as held:
            names = {name.replace("\\", "/") for name in held.namelist()[: MOST_MEMBERS + 1]}
    except ZIP_FAULTS:
        return False
    return not names.intersection(_DOCUMENT_PARTS)


def members(source: Source) -> Iterator[Source | tuple[str, ZipingError]]:
    """Yield the files in the archive; one that is refused comes with its name and the reason."""
    try:
        archive = ZipFile(BytesIO(source.data))
    except ZIP_FAULTS as fault:
        raise broken(source, _KIND) from fault
    listed = [member for member in archive.infolist() if not member.is_dir()]
    if len(listed) > MOST_MEMBERS:
        raise beyond(source, Text("压缩包内的文件数", "files in the archive"), MOST_MEMBERS)
    left = MOST_BYTES
    for member in listed:
        name = safe_name(member)
        if not _IGNORED.search(name):
            left -= member.file_size
            yield _unpacked(archive, member, Source(f"{source.name}/{name}", b""), left)


def safe_name(member: ZipInfo) -> str:
    """Return the name as a label: decoded as Chinese systems write it, without ways out of the archive."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        name = next(filter(None, (_decoded(raw, encoding) for encoding in ("utf-8", "gb18030"))), name)
    parts = _UNSAFE.sub("", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."} and not part.endswith(":")) or "?"


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _unpacked(
    archive: ZipFile, member: ZipInfo, label: Source, left: int
) -> Source | tuple[str, ZipingError]:
    try:
        _refuse_bombs(member, label, left)
        with archive.open(member) as stream:
            return Source(label.name, stream.read(MOST_MEMBER_BYTES))
    except (BeyondLimitError, EncryptedFileError) as error:
        return label.name, error
    except ZIP_FAULTS:
        return label.name, broken(label, _KIND)


def _refuse_bombs(member: ZipInfo, label: Source, left: int) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise encrypted(label)
    if left < 0:
        raise beyond(label, Text("压缩包解压后的总字节数", "bytes of the whole archive"), MOST_BYTES)
    if member.file_size > MOST_MEMBER_BYTES:
        raise beyond(label, Text("压缩包内单个文件的字节数", "bytes in one member"), MOST_MEMBER_BYTES)
    if member.file_size > max(_FREE_BYTES, member.compress_size * MOST_RATIO):
        raise beyond(label, Text("压缩比", "times of compression"), MOST_RATIO)
