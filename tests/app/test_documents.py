"""Opening documents: whatever one of them does costs only itself, and is said in one sentence."""

from pathlib import Path
from threading import Timer

import pytest

from tests.readers.attacks import pdf, zipped
from tests.readers.extract.known import DOCUMENTS, extractor_of, source
from tests.readers.tables import WHOLE
from ziping.app.documents import Document, FolderError, MissingFileError, files_in, open_documents
from ziping.app.forms import open_forms
from ziping.readers import Source, read
from ziping.readers.extract.text import MOST_PLAIN, is_plain
from ziping.readers.sandbox import Outcome, OverstepError, Sandbox


def given(folder: Path, members: dict[str, bytes]) -> Path:
    for name, data in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def counted(documents: list[Document], folder: Path) -> list[tuple[str, int]]:
    return [(str(Path(it.source).relative_to(folder)), len(it.forms)) for it in documents]


def test_a_folder_is_read_with_everything_below_it(tmp_path: Path) -> None:
    members = {
        "b/2.docx": source("twelve.docx").data,
        "a.txt": WHOLE.encode(),
        "b/c/3.html": source("twelve.html").data,
        ".hidden/x.txt": b"x",
        "b/~$2.docx": b"x",
    }
    given(tmp_path, members)
    assert counted(list(open_documents([tmp_path])), tmp_path) == [
        ("a.txt", 1),
        ("b/2.docx", 12),
        ("b/c/3.html", 12),
    ]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    given(tmp_path, {"a.txt": b"x"})
    assert list(files_in([tmp_path, tmp_path / "a.txt", tmp_path])) == [tmp_path / "a.txt"]


def test_an_empty_folder_and_a_missing_file_are_said(tmp_path: Path) -> None:
    empty, missing = open_documents([tmp_path, tmp_path / "x.txt"])
    assert isinstance(empty.error, FolderError)
    assert "文件夹里没有文件" in empty.error.text.zh
    assert isinstance(missing.error, MissingFileError)


def test_an_archive_gives_its_documents_one_by_one(tmp_path: Path) -> None:
    archive = zipped(
        {"一.txt": WHOLE.encode(), "二.docx": source("twelve.docx").data, "三.rar": b"Rar!\x1a\x07"}
    )
    given(tmp_path, {"全部.zip": archive})
    found = list(open_documents([tmp_path / "全部.zip"]))
    assert counted(found, tmp_path) == [
        ("全部.zip/一.txt", 1),
        ("全部.zip/二.docx", 12),
        ("全部.zip/三.rar", 0),
    ]
    assert [form.source for form in found[0].forms] == [found[0].source]
    assert found[2].error is not None
    assert found[2].error.text.zh == (
        f"{found[2].source}：这是RAR 压缩包，不能读取；请换用 PDF、Word（DOCX、DOC）、Excel（XLSX、XLS）、WPS、OpenDocument、"
        "OFD、网页、文本、扫描图片（PNG、JPEG），或装有这些文件的 ZIP"
    )


def test_a_file_that_breaks_its_process_costs_only_itself(tmp_path: Path) -> None:
    given(
        tmp_path,
        {
            "1.docx": source("twelve.docx").data,
            "2.pdf": pdf(b"0 0 m 9 9 l S\n" * 5_000_000),
            "3.txt": WHOLE.encode(),
        },
    )
    found = list(open_documents([tmp_path], workers=2))
    assert counted(found, tmp_path) == [("1.docx", 12), ("2.pdf", 0), ("3.txt", 1)]
    assert found[1].error is not None
    assert "内存超过上限 1024 MB 或文件使解析程序出错，已中止" in found[1].error.text.zh


def test_forms_as_json_are_opened_like_documents(tmp_path: Path) -> None:
    forms = read(Source("a.txt", WHOLE.encode())).forms
    lines = "\n".join(form.to_json() for form in forms * 3)
    given(tmp_path, {"forms.jsonl": lines.encode(), "a.txt": WHOLE.encode()})
    found = list(
        open_forms([tmp_path / "forms.jsonl", tmp_path / "a.txt", tmp_path / "none.json"], workers=2)
    )
    assert [len(it.forms) for it in found] == [3, 1, 0]
    assert isinstance(found[2].error, MissingFileError)


NOT_PLAIN = {
    "html": b"\n<HTML><body>",
    "table": b"text <table>",
    "utf-16 html": "\ufeff<html>".encode("utf-16-le"),
    "rtf": b"{\\rtf1",
    "stray pdf": b"abc %PDF-1.4",
    "word xml": b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
    "web archive": b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related",
    "long": b"a\n" * MOST_PLAIN,
    "binary": b"a\0b",
}


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_what_another_reader_may_want_is_not_read_in_place(name: str) -> None:
    assert not is_plain(Source("a.txt", NOT_PLAIN[name]))


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS.iterdir()))
def test_only_texts_are_read_in_place(name: str) -> None:
    assert not is_plain(source(name))


def test_a_short_text_is_read_in_place_as_any_other() -> None:
    text = Source("a.txt", (WHOLE + "<p>多</p>").encode())
    assert is_plain(text)
    assert extractor_of(text).name == "text"
    with Sandbox() as sandbox:
        (outcome,) = sandbox.outcomes(text)
    assert outcome == Outcome("a.txt", read(text).forms)


def test_closing_ends_what_is_being_read() -> None:
    endless = pdf(b"BT /F 9 Tf " + b"(0123456789) Tj " * 8_000 + b"ET", pages=2000)
    sandbox = Sandbox()
    outcomes = sandbox.outcomes(
        Source("a.zip", zipped({"1.txt": WHOLE.encode(), "2.pdf": endless, "3.txt": b"x"}))
    )
    assert next(outcomes).forms
    Timer(0.1, sandbox.close).start()
    assert [(it.source, type(it.error)) for it in outcomes] == [("a.zip/2.pdf", OverstepError)]
