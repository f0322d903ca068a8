"""A .zip of many documents: each is read or refused for itself, and no name leads out of the archive."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from tests.readers.attacks import docx, zipped
from ziping.readers import Source
from ziping.readers.extract.refusals import BeyondLimitError, BrokenFileError
from ziping.readers.sandbox.archive import is_archive, members, safe_name


def named(data: bytes) -> list[str]:
    return [held.name if isinstance(held, Source) else held[0] for held in members(Source("a.zip", data))]


def raw(name: bytes) -> bytes:
    """Return a zip whose one member has a name in these very bytes."""
    return zipped({"x" * len(name): b"1"}).replace(b"x" * len(name), name)


def test_documents_are_no_archives() -> None:
    assert not is_archive(Source("a.zip", docx("")))
    assert not is_archive(Source("a.zip", b"PK\x03\x04"))
    assert not is_archive(Source("a.zip", b"text"))
    assert is_archive(Source("a.docx", zipped({"a.txt": b"1"})))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\windows\\x.txt", "windows/x.txt"),
        ("C:\\x.txt", "x.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\nb\x1b[31m.txt", "ab[31m.txt"),
        ("..", "?"),
    ],
)
def test_names_lead_nowhere(name: str, label: str) -> None:
    assert named(zipped({name: b"1"})) == [f"a.zip/{label}"]


def test_names_as_chinese_systems_write_them() -> None:
    assert named(raw("自评表.txt".encode("gbk"))) == ["a.zip/自评表.txt"]
    assert named(raw("自评表.txt".encode())) == ["a.zip/自评表.txt"]
    assert named(zipped({"自评表.txt": b"1"})) == ["a.zip/自评表.txt"]
    assert safe_name(ZipInfo("a.txt")) == "a.txt"


def test_what_file_managers_leave_behind_is_no_document() -> None:
    names = ["__MACOSX/._a.docx", ".DS_Store", "x/Thumbs.db", "~$a.docx", "b.txt"]
    assert named(zipped(dict.fromkeys(names, b"1"))) == ["a.zip/b.txt"]


def test_bombs_are_refused_one_by_one() -> None:
    data = zipped({"a.txt": b"0" * (65 << 20), "b.txt": b"0" * (5 << 20), "c.txt": b"1"})
    first, second, third = members(Source("a.zip", data))
    assert not isinstance(first, Source)
    assert not isinstance(second, Source)
    assert "单个文件的字节数超过上限 67108864" in first[1].text.zh
    assert "压缩比超过上限 250" in second[1].text.zh
    assert third == Source("a.zip/c.txt", b"1")


def test_a_damaged_member_is_refused_for_itself() -> None:
    data = zipped({"a.txt": b"first member", "b.txt": b"second"})
    at = data.index(b"a.txt") + 5
    first, second = members(Source("a.zip", data[:at] + b"\xff" + data[at + 1 :]))
    assert not isinstance(first, Source)
    assert isinstance(first[1], BrokenFileError)
    assert isinstance(second, Source)


def test_too_many_members() -> None:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for number in range(5001):
            archive.writestr(f"{number}.txt", b"")
    with pytest.raises(BeyondLimitError, match="超过上限 5000"):
        list(members(Source("a.zip", held.getvalue())))
