"""What a file is, by what is in it; its name is not believed."""

from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from ziping.model.errors import ZipingError
from ziping.model.language import Text

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


def kind_of(name: str, data: bytes) -> str:
    """Return the kind of a file; raise ``UnknownKindError``."""
    found = next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)
    if found is None and data.startswith(b"PK\x03\x04"):
        found = _packed(data)
    if found is None:
        raise UnknownKindError(name)
    return found


def _packed(data: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(data)) as held:
            names = set(held.namelist())
    except (BadZipFile, ValueError, OSError):
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
