"""Tables that come in with a form of a page, and workbooks that go out."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.grid import Source

LARGEST = 5 * 1024 * 1024
"""Bytes of a table that is imported."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NoFileError(ZipingError):
    """Nothing was chosen, or something too large."""


def uploaded(request: HttpRequest) -> Source:
    """Return the table that was sent with a form; raise ``NoFileError``."""
    return table_in(request.FILES.get("file"))


def table_in(sent: "UploadedFile[bytes] | None") -> Source:
    """Return the table that is in a file; raise ``NoFileError`` where there is none, or one that is too large."""
    if sent is None or not sent.size:
        raise NoFileError(Text("请选择要导入的 XLSX 文件", "choose an XLSX file"))
    if sent.size > LARGEST:
        raise NoFileError(
            Text(f"文件超过 {LARGEST >> 20} MB，请拆分", f"the file is larger than {LARGEST >> 20} MB")
        )
    return Source(sent.name or "", sent.read())


def workbook(data: bytes, name: str) -> HttpResponse:
    """Send a workbook as an attachment."""
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
