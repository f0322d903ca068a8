"""Zip packages (DOCX, XLSX, OFD) opened with limits, and the XML in them read without entities or network."""

import struct
import zlib
from functools import lru_cache
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.refusals import beyond, broken, dangerous, encrypted
from ziping.readers.grid import Source

MOST_MEMBERS: Final = 5_000
MOST_MEMBER_BYTES: Final = 16 << 20
"""Of one member, unpacked; the text of the twelve sample forms takes 0.7 MB as DOCX."""
MOST_RATIO: Final = 250
"""Unpacked to packed bytes of a member beyond a megabyte; real members stay below 60."""
MOST_TAGS: Final = 2_000_000

_FREE_BYTES: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_KIND: Final = Text("文件包", "package")
ZIP_FAULTS: Final = (
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What ``zipfile`` raises on damaged bytes, one way or another."""

_STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""The strict variant of Office files differs in nothing but the names of its namespaces."""


class Package:
    """The members of one zip package by name."""

    def __init__(self, source: Source) -> None:
        """Read the list of members, or raise the ``ZipingError`` that says why not."""
        self.source = source
        try:
            self._zip = ZipFile(BytesIO(source.data))
        except ZIP_FAULTS as fault:
            raise broken(source, _KIND) from fault
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise beyond(source, Text("压缩包内的文件数", "files in the package"), MOST_MEMBERS)
        self._members = {member.filename.replace("\\", "/"): member for member in members}

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member within the limits; nothing where there is no such member."""
        member = self._members.get(name.lstrip("/"))
        if member is None:
            return b""
        self._refuse_bombs(member)
        try:
            with self._zip.open(member) as stream:
                return stream.read(MOST_MEMBER_BYTES)
        except ZIP_FAULTS as fault:
            raise broken(self.source, _KIND) from fault

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML member, or None where there is no such member."""
        data = self.read(name)
        return parsed(self.source, data) if data else None

    def _refuse_bombs(self, member: ZipInfo) -> None:
        if member.flag_bits & _ENCRYPTED:
            raise encrypted(self.source)
        if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise broken(self.source, _KIND)
        if member.file_size > MOST_MEMBER_BYTES:
            raise beyond(
                self.source, Text("压缩包内单个文件的字节数", "bytes in one member"), MOST_MEMBER_BYTES
            )
        if member.file_size > max(_FREE_BYTES, member.compress_size * MOST_RATIO):
            raise beyond(self.source, Text("压缩比", "times of compression"), MOST_RATIO)


def parsed(source: Source, data: bytes) -> etree._Element:
    """Return the root of the XML, or raise the ``ZipingError`` that says why not."""
    if data.count(b"<") > MOST_TAGS:
        raise beyond(source, Text("XML 标记数", "XML tags"), MOST_TAGS)
    for strict, transitional in _STRICT.items():
        if strict in data:
            data = data.replace(strict, transitional)
    if b"<!ENTITY" in data:
        raise dangerous(source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise broken(source, _KIND) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise dangerous(source)
    return root


@lru_cache(maxsize=1)
def package_of(source: Source) -> Package:
    """Return the package; extractors that bid one after the other share it."""
    return Package(source)


def holds(source: Source, *beginnings: str) -> bool:
    """Tell whether the source is a zip package with a member whose name begins so."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    try:
        names = package_of(source).names
    except ZipingError:
        return False
    return any(name.startswith(beginnings) for name in names)
