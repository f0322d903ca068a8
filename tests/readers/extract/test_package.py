"""Zip packages: limits that are checked before anything is unpacked."""

import pytest

from tests.readers.attacks import BOMB, LEAK, docx, zipped
from tests.readers.extract.known import grids_of, source
from ziping.model.errors import ZipingError
from ziping.readers import Source
from ziping.readers.extract.package import Package, parsed
from ziping.readers.extract.refusals import BeyondLimitError, BrokenFileError, EncryptedFileError
from ziping.readers.extract.zipped import ArchiveError

DATA = source("twelve.docx").data


def said(data: bytes) -> str:
    with pytest.raises(ZipingError) as raised:
        grids_of(Source("a.docx", data))
    return raised.value.text.zh


@pytest.mark.parametrize("length", [60, 1000, len(DATA) // 2, len(DATA) - 10])
def test_cut_off(length: int) -> None:
    assert "文件包已损坏或不完整" in said(DATA[:length])


@pytest.mark.parametrize("head", [BOMB, LEAK])
def test_entities_are_refused(head: str) -> None:
    assert "含有 XML 实体声明" in said(docx("<w:p/>", head))


def test_a_member_that_is_too_long_says_the_limit() -> None:
    assert "单个文件的字节数超过上限 16777216" in said(docx(b"<w:p/>" * 3_000_000))


def test_a_member_that_is_packed_too_tight_says_the_limit() -> None:
    assert "压缩比超过上限 250" in said(docx(b" " * 8_000_000))


def test_too_many_members() -> None:
    with pytest.raises(BeyondLimitError, match="超过上限 5000"):
        Package(Source("a.zip", zipped({f"{n}": b"" for n in range(5001)})))


def test_encrypted_members() -> None:
    data = bytearray(docx("<w:p/>"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    data[data.rindex(b"PK\x03\x04") + 6] |= 1
    with pytest.raises(EncryptedFileError):
        grids_of(Source("a.docx", bytes(data)))


def test_xml_that_is_none() -> None:
    with pytest.raises(BrokenFileError):
        parsed(Source("a", b""), b"<a><b></a>")


def test_an_archive_is_no_document() -> None:
    with pytest.raises(ArchiveError, match="请解压"):
        grids_of(Source("a.zip", zipped({"a.txt": b"x"})))
