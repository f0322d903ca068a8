"""What users bring by mistake or in malice: one sentence for each file in both languages, limits named, the others read."""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from tests.readers.attacks import ATTACKS, pdf, xlsx, zipped
from tests.readers.extract.known import source
from tests.readers.tables import WHOLE
from ziping.app.auditing.steps import write_forms
from ziping.app.documents import Document, open_documents
from ziping.app.forms import open_forms
from ziping.engine.unframed import forms_of
from ziping.readers.forms_table import read_forms

FORM = WHOLE.encode()


def made(attack: str) -> bytes:
    return ATTACKS[attack][1]()


def many_files() -> bytes:
    return zipped({f"{n}.txt": b"x" for n in range(5_001)})


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty.docx": (lambda: b"", "文件是空的", "the file is empty"),
    "truncated.docx": (lambda: source("twelve.docx").data[:-3000], "已损坏或不完整", "damaged or incomplete"),
    "truncated.pdf": (
        lambda: source("twelve-from-xlsx.pdf").data[:900],
        "PDF 文件已损坏",
        "the PDF file is damaged",
    ),
    "truncated.xls": (lambda: source("twelve.xls").data[:5000], "已损坏或不完整", "damaged or incomplete"),
    "renamed.pdf": (
        lambda: b"Rar!\x1a\x07\x00" + bytes(50),
        "这是RAR 压缩包，不能读取",
        "this is a RAR archive",
    ),
    "program.docx": (lambda: b"\x7fELF" + bytes(200), "这是二进制文件，不能读取", "this is a binary file"),
    "locked.pdf": (
        lambda: source("encrypted-with-password.pdf").data,
        "需要密码才能打开",
        "asks for a password",
    ),
    "locked.xlsx": (lambda: made("new office behind a password"), "需要密码才能打开", "asks for a password"),
    "bomb.zip/big.txt": (
        lambda: zipped({"big.txt": b"\0" * (60 << 20)}),
        "压缩比超过上限 250",
        "limit of 250",
    ),
    "many.zip": (many_files, "压缩包内的文件数超过上限 5000", "limit of 5000 files in the archive"),
    "nested.zip/in.zip": (lambda: zipped({"in.zip": zipped({"a.txt": FORM})}), "不再展开", "not unpacked"),
    "entities.docx": (lambda: made("entity bomb"), "含有 XML 实体声明", "declares XML entities"),
    "spans.html": (lambda: made("spans of 100,000"), "超过上限", "limit of"),
    "paths.pdf": (lambda: made("five million paths"), "内存超过上限 1024 MB", "limit of 1024 MB"),
    "pages.pdf": (lambda: pdf(b"", pages=2_001), "页数超过上限 2000", "limit of 2000 pages"),
    "no-table.pdf": (
        lambda: pdf(b"BT /F 9 Tf 100 700 Td (Annual report) Tj ET"),
        "没有找到绩效自评表：缺少标题和项目名称",
        "no self-evaluation form found",
    ),
    "blank.pdf": (lambda: pdf(b""), "文件里没有任何文字", "there is no text"),
    "blank.xlsx": (lambda: xlsx(""), "文件里没有任何文字", "there is no text"),
    "garbled.txt": (lambda: FORM.decode("gb18030", "replace").encode(), "文字是乱码", "the text is garbled"),
    "garbled-latin.txt": (lambda: FORM.decode("latin-1").encode(), "文字是乱码", "the text is garbled"),
    "long.txt": (lambda: b"x" * 20_000_001, "超过上限 20000000 字节", "limit of 20000000"),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, *_) in BAD.items():
        (folder / name.partition("/")[0]).write_bytes(make())
    (folder / "good.txt").write_bytes(FORM)
    found = open_documents([folder], workers=2)
    return {str(Path(it.source).relative_to(folder)): it for it in found}


@pytest.mark.parametrize("name", BAD)
def test_one_sentence_in_both_languages(opened: dict[str, Document], name: str) -> None:
    document = opened[name]
    assert document.forms == ()
    assert document.error is not None
    said = document.error.text
    assert BAD[name][1] in said.zh
    assert BAD[name][2] in said.en
    assert said.zh.startswith(f"{document.source}：")
    assert said.en.startswith(f"{document.source}: ")
    assert "\n" not in said.zh + said.en


def test_nothing_else_is_lost(opened: dict[str, Document]) -> None:
    assert len(opened["good.txt"].forms) == 1
    assert opened.keys() == {*BAD, "good.txt"}


def only(tmp_path: Path, name: str, data: bytes) -> Document:
    (tmp_path / name).write_bytes(data)
    (document,) = open_documents([tmp_path / name])
    return document


def test_a_document_under_a_wrong_name_is_read_all_the_same(tmp_path: Path) -> None:
    assert len(only(tmp_path, "表.pdf", source("twelve.docx").data).forms) == 12


def test_one_form_in_five_hundred_pages_is_found(tmp_path: Path) -> None:
    book, held = PdfDocument(pdf(b"", pages=499)), BytesIO()
    book.import_pages(PdfDocument(source("twelve-from-xlsx.pdf").data), pages=[0])
    book.save(held)
    (found,) = only(tmp_path, "long.pdf", held.getvalue()).forms
    assert found.form.project == "外宣经费"
    assert found.form.places["/project"].page == 500


def test_a_formula_without_a_value_is_null_and_said(tmp_path: Path) -> None:
    members = {}
    with ZipFile(BytesIO(source("twelve-numeric-cells.xlsx").data)) as held:
        for name in held.namelist():
            members[name] = held.read(name)
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b"<v>155.28</v>" in sheet
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v>155.28</v>", b"<f>E6+E7</f>", 1)
    form = only(tmp_path, "a.xlsx", zipped(members)).forms[0].form
    assert form.funds[0].executed is None
    assert [it.message for it in form.problems if "公式" in it.message] != []


def test_a_name_that_leads_out_of_an_archive_is_only_a_name(tmp_path: Path) -> None:
    document = only(tmp_path, "a.zip", zipped({"../../../etc/表.txt": FORM}))
    assert document.source == f"{tmp_path / 'a.zip'}/etc/表.txt"
    assert len(document.forms) == 1


def special_files(folder: Path) -> None:
    """Put into the folder what has a name like a document and is none."""
    os.mkfifo(folder / "pipe.pdf")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "endless.docx").symlink_to("/dev/zero")
    (folder / "gone.pdf").symlink_to(folder / "nowhere")
    (folder / "circle.pdf").symlink_to(folder / "circle.pdf")
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "good.txt").write_bytes(FORM)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_has_no_end_is_not_opened(tmp_path: Path) -> None:
    special_files(tmp_path)
    found = {Path(it.source).name: it for it in open_forms([tmp_path])}
    said = {name: it.error.text for name, it in found.items() if it.error}
    for name in ("pipe.pdf", "pipe.jsonl", "endless.docx"):
        assert "设备、管道或套接字" in said[name].zh
        assert "a device, a pipe or a socket, not opened" in said[name].en
    for name in ("gone.pdf", "circle.pdf"):
        assert "没有这个文件" in said[name].zh
        assert "no such file" in said[name].en
    assert found.keys() - said.keys() == {"good.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="names are made of any bytes on Linux only")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("自评表.txt".encode("gb18030"), "自评表.txt"),
        (b"\xff\xfe.txt", "\ufffd\ufffd.txt"),
        ("两\n行.txt".encode(), "两 行.txt"),
    ],
    ids=["Chinese Windows", "no text", "two lines"],
)
def test_a_name_of_any_bytes_is_shown_on_one_line(tmp_path: Path, raw: bytes, shown: str) -> None:
    (tmp_path / os.fsdecode(raw)).write_bytes(FORM)
    (document,) = open_forms([tmp_path])
    (held,) = document.forms
    assert document.source == held.source == f"{tmp_path}/{shown}"
    table = tmp_path / "forms.parquet"
    write_forms([held], table)
    assert forms_of(read_forms(table))[0].source == document.source


def test_names_that_lead_out_of_an_archive_are_labels(tmp_path: Path) -> None:
    names = ("../../etc/a.txt", "/abs.txt", "C:\\x\\b.txt")
    (tmp_path / "paths.zip").write_bytes(zipped(dict.fromkeys(names, FORM)))
    found = [document.source for document in open_forms([tmp_path / "paths.zip"])]
    assert found == [f"{tmp_path}/paths.zip/{name}" for name in ("etc/a.txt", "abs.txt", "x/b.txt")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paths.zip"]
