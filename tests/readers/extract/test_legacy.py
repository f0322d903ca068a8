"""Files that only LibreOffice reads, and what is said where there is none."""

import shutil

import pytest

from tests.readers.extract.known import extractor_of, source
from ziping.readers import Source
from ziping.readers.extract.legacy import Legacy
from ziping.readers.extract.refusals import BrokenFileError, EncryptedFileError, MissingProgramError

NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(8)


def test_without_libreoffice_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingProgramError, match="需要 LibreOffice，本机未找到"):
        next(Legacy().grids(source("twelve.doc")))


@pytest.mark.parametrize(
    "data",
    [
        source("twelve.doc").data,
        source("twelve.ods").data,
        b"{\\rtf1 }",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
        stream("Unknown"),
    ],
)
def test_what_is_left_to_libreoffice(data: bytes) -> None:
    assert extractor_of(Source("renamed.txt", data)).name == "legacy"


def test_a_workbook_within_a_document_makes_no_workbook() -> None:
    assert extractor_of(Source("a", stream("Workbook") + stream("WordDocument"))).name == "legacy"
    assert extractor_of(Source("a.et", stream("Workbook"))).name == "xls"


def test_a_password_is_told_without_libreoffice() -> None:
    with pytest.raises(EncryptedFileError):
        next(Legacy("/nowhere").grids(Source("a.docx", stream("EncryptedPackage"))))


@pytest.mark.slow
@NEEDS_OFFICE
def test_what_libreoffice_cannot_convert_is_damaged() -> None:
    with pytest.raises(BrokenFileError, match="Office 文档已损坏"):
        next(Legacy().grids(Source("a.doc", OLE)))
