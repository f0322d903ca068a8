"""What a file is, by what is in it; its name is not believed."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile, is_zipfile

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.package import MOST_MEMBERS, MOST_RATIO, ZIP_FAULTS
from ziping.readers.extract.refusals import broken
from ziping.readers.grid import Source

TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_STARTS: Final = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_PARTS: Final = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}

MOST_UNPACKED: Final = 256 << 20
"""Bytes of all that a packed file holds; how many files and how much compressed is as for documents that are read."""
_FREE: Final = 1 << 20
"""What compresses to nothing but is no larger than this harms nobody."""
_LISTED: Final = b"PK\x01\x02"
"""Begins the entry of each member in the list at the end; counted before anything is made of them."""


class UnknownKindError(ZipingError):
    """A file is none of the kinds that are taken."""

    def __init__(self, name: str) -> None:
        """Name the file and the kinds."""
        super().__init__(
            Text(
                f"{name}：只接收 PDF、PNG、JPEG、DOCX、XLSX、OFD 文件（按内容判断，与扩展名无关）",
                f"{name}: only PDF, PNG, JPEG, DOCX, XLSX and OFD files are taken (by content, not by name)",
            )
        )


class PackageError(ZipingError):
    """A packed file would unpack into more than anybody's programs should be given."""

    def __init__(self, name: str, what: Text) -> None:
        """Name the file and the limit, and say what to do."""
        super().__init__(
            Text(
                "{name}：{what.zh}，可能有害，未接收；请用原软件打开并另存，或转成 PDF 后上传",
                "{name}: {what.en}; it may be harmful and was not taken; save it anew, or send it as PDF",
            ).fill(name=name, what=what)
        )


def kind_of(name: str, data: bytes) -> str:
    """Return the kind of a file; raise ``UnknownKindError``, ``PackageError``, or ``BrokenFileError``."""
    found = next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)
    if found is None and data.startswith(b"PK\x03\x04"):
        found = _packed(name, data)
    if found is None:
        raise UnknownKindError(name)
    return found


def _packed(name: str, data: bytes) -> str | None:
    """Return the kind of a packed file that is what its list of members says and unpacks within the limits."""
    if data.count(_LISTED) > MOST_MEMBERS:
        raise PackageError(
            name, Text(f"其中的文件超过 {MOST_MEMBERS} 个", f"more than {MOST_MEMBERS} files in it")
        )
    try:
        with ZipFile(BytesIO(data)) as held:
            kind = next((kind for part, kind in _PARTS.items() if part in held.namelist()), None)
            if kind is not None:
                _unpack(name, held)
    except ZIP_FAULTS:
        if not is_zipfile(BytesIO(data)):
            return None
        raise broken(Source(name, b""), Text("文件", "file")) from None
    return kind


def _unpack(name: str, held: ZipFile) -> None:
    """Unpack everything, piece by piece into nothing; raise ``PackageError`` before more than the limits comes out."""
    members = held.infolist()
    if sum(it.file_size for it in members) > MOST_UNPACKED:
        most = MOST_UNPACKED >> 20
        raise PackageError(name, Text(f"解压后超过 {most} MB", f"more than {most} MB when unpacked"))
    for it in members:
        if it.file_size > max(_FREE, it.compress_size * MOST_RATIO):
            raise PackageError(
                name, Text(f"压缩比超过 {MOST_RATIO} 倍", f"compressed more than {MOST_RATIO} times")
            )
    for it in members:
        with held.open(it) as stream:
            while stream.read(_FREE):
                pass
