"""Evidence: files of an indicator, kept under their hash, seen by whoever sees the form, never deleted."""

import hashlib
from contextlib import closing
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.web.conftest import Visiting, World
from tests.web.test_accessibility import violations
from tests.web.test_api import program
from ziping.model.errors import ZipingError
from ziping.readers.grid import Source
from ziping.readers.sandbox.limits import PLAIN, Limits
from ziping.readers.sandbox.pictures import picture
from ziping.web.evidence.keeping import path_of
from ziping.web.evidence.models import Evidence
from ziping.web.evidence.operations import Upload, attach
from ziping.web.evidence.queries import shelves
from ziping.web.records.history import broken_links
from ziping.web.records.models import Record, State
from ziping.web.records.rows import add_row, remove_row

ROW = "/indicators/1/level3"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def pdf(pages: int = 2) -> bytes:
    document, out = PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(200, 300)
    document.save(out)
    return out.getvalue()


def packed(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as held:
        for name in names:
            held.writestr(name, "")
    return out.getvalue()


def bring(
    world: World, record: Record, name: str = "签到表.pdf", data: bytes = b"", who: str = "clerk"
) -> Evidence:
    upload = Upload(name, data or pdf())
    (made,) = attach(
        record_id=record.pk, pointer=ROW, uploads=[upload], actor=world.people[who], at=world.now
    )
    return made


def test_a_file_is_kept_under_its_hash_and_written_down(world: World) -> None:
    record, data = world.record(), pdf()
    answer = world.client("clerk").post(
        f"/forms/{record.pk}/evidence/",
        {"pointer": ROW, "files": [SimpleUploadedFile("../签到表.exe", data)]},
        headers={"X-Part": "evidence"},
    )
    assert "签到表.exe" in answer.content.decode()
    held = record.evidence.get()
    assert (held.kind, held.size, held.pages) == ("pdf", len(data), 2)
    assert held.digest == hashlib.sha256(data).hexdigest()
    assert path_of(held.digest).read_bytes() == data
    assert "/" not in held.name
    last = record.events.order_by("-number")[0]
    assert (last.kind, last.data["digest"]) == ("attach", held.digest)
    assert list(broken_links(record)) == []


def test_a_file_is_handed_out_to_be_saved_and_never_run(world: World) -> None:
    record = world.record()
    held = bring(world, record)
    with closing(world.client("reader").get(f"/forms/{record.pk}/evidence/{held.pk}/")) as answer:
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert b"".join(answer) == path_of(held.digest).read_bytes()


def test_pages_are_shown_as_pictures(world: World) -> None:
    record = world.record()
    held = bring(world, record)
    client = world.client("unit")
    page = client.get(f"/forms/{record.pk}/evidence/{held.pk}/pages/2/")
    assert (page["Content-Type"], page.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert client.get(f"/forms/{record.pk}/evidence/{held.pk}/pages/3/").status_code == 404
    assert client.get(f"/forms/{record.pk}/evidence/{held.pk}/view/").content.decode().count("<figure") == 2


def test_strangers_see_no_evidence(world: World) -> None:
    record = world.record()
    held = bring(world, record)
    for path in ("", "view/", "pages/1/"):
        assert (
            world.client("stranger").get(f"/forms/{record.pk}/evidence/{held.pk}/{path}").status_code == 404
        )
    other = world.record("2023/1", unit="other")
    assert world.client("stranger").get(f"/forms/{other.pk}/evidence/{held.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["unit", "finance", "reader"])
def test_only_clerks_bring_evidence_in_or_take_it_out(world: World, who: str) -> None:
    record = world.record()
    with pytest.raises(ZipingError, match="现在不能增删佐证材料"):
        bring(world, record, who=who)
    held = bring(world, record)
    world.client(who).post(f"/forms/{record.pk}/evidence/{held.pk}/remove/")
    held.refresh_from_db()
    assert held.removed_at is None


def test_a_form_that_was_sent_takes_no_evidence(world: World) -> None:
    record = world.record()
    Record.objects.filter(pk=record.pk).update(state=State.UNIT)
    with pytest.raises(ZipingError, match="现在不能"):
        bring(world, record)


def test_taking_out_is_only_a_mark(world: World) -> None:
    record = world.record()
    held = bring(world, record)
    answer = world.client("clerk").post(
        f"/forms/{record.pk}/evidence/{held.pk}/remove/", headers={"X-Part": "evidence"}
    )
    assert "签到表.pdf" not in answer.content.decode()
    held.refresh_from_db()
    assert (str(held.removed_by), path_of(held.digest).exists()) == ("填报人（演示）", True)
    assert record.events.order_by("-number")[0].kind == "detach"
    with closing(world.client("unit").get(f"/forms/{record.pk}/evidence/{held.pk}/")) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("脚本.pdf", b"<script>alert(1)</script>", "只接收"),
        ("网页.png", b"<html>", "只接收"),
        ("压缩包.docx", packed("a.txt"), "只接收"),
        ("坏的.xlsx", b"PK\x03\x04" + b"x" * 50, "只接收"),
        ("大.pdf", b"%PDF-" + b"0" * (20 << 20), "超过 20 MB"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence(world: World, name: str, data: bytes, why: str) -> None:
    record = world.record()
    answer = world.client("clerk").post(
        f"/forms/{record.pk}/evidence/",
        {"pointer": ROW, "files": [SimpleUploadedFile("好.png", PNG), SimpleUploadedFile(name, data)]},
        headers={"X-Part": "evidence"},
    )
    assert f"{name}：{why}" in answer.content.decode()
    assert record.evidence.count() == 0


def document(*members: tuple[str, bytes], part: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as held:
        for name, data in ((part, b"<x/>"), *members):
            held.writestr(name, data)
    return out.getvalue()


def noise(size: int) -> bytes:
    """Return bytes that nothing compresses, the same ones each time."""
    return b"".join(hashlib.sha256(number.to_bytes(4)).digest() for number in range(size // 32 + 1))[:size]


def lying(data: bytes, size: int) -> bytes:
    """Let the list of members say that the last one unpacks to so many bytes."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


BOMB = document(("word/media/image1.bmp", bytes(8 << 20)))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (BOMB, "压缩比超过 250 倍，可能有害，未接收"),
        (lying(document(("a", noise(9000))), 300 << 20), "解压后超过 256 MB，可能有害"),
        (lying(BOMB, 9), "文件已损坏或不完整"),
        (document(*[(f"{number}.xml", b"") for number in range(5000)]), "其中的文件超过 5000 个，可能有害"),
        (BOMB[:-30], "只接收"),
    ],
    ids=["ratio", "size", "lying", "count", "cut"],
)
def test_a_packed_file_that_unpacks_into_too_much_is_refused_before_it_is_kept(
    world: World, data: bytes, why: str
) -> None:
    record, name = world.record(), "合同.docx"
    answer = world.client("clerk").post(
        f"/forms/{record.pk}/evidence/",
        {"pointer": ROW, "files": [SimpleUploadedFile(name, data)]},
        headers={"X-Part": "evidence"},
    )
    assert f"{name}：{why}" in answer.content.decode()
    assert record.evidence.count() == 0
    assert not path_of(hashlib.sha256(data).hexdigest()).exists()


@pytest.mark.parametrize("part", ["xl/workbook.xml", "OFD.xml"])
def test_workbooks_and_ofd_are_unpacked_likewise(world: World, part: str) -> None:
    bomb = document(("media/image1.bmp", bytes(8 << 20)), part=part)
    with pytest.raises(ZipingError, match="压缩比超过 250 倍"):
        bring(world, world.record(), "表", bomb)


def test_programs_are_refused_with_the_same_sentence(world: World) -> None:
    record, token = world.record(), program(world).token
    sent = {"files": [SimpleUploadedFile("合同.docx", BOMB)]}
    headers = {"Authorization": f"Bearer {token}"}
    got = world.client("clerk").post(f"/api/forms/{record.pk}/evidence", sent, headers=headers)
    assert (got.status_code, got.json()["code"]) == (409, "package")
    assert got.json()["message"]["zh"].startswith("合同.docx：压缩比超过 250 倍")
    assert "compressed more than 250 times" in got.json()["message"]["en"]


def test_a_document_with_pictures_and_empty_pages_is_taken(world: World) -> None:
    photo, white = noise(2 << 20), bytes(900_000)
    held = bring(world, world.record(), "合同.docx", document(("photo.png", photo), ("white.bmp", white)))
    assert held.kind == "docx"


@pytest.mark.parametrize("pointer", ["/nothing", "/indicators/99/level3", "x"])
def test_evidence_belongs_to_a_cell_that_is_there(world: World, pointer: str) -> None:
    record = world.record()
    with pytest.raises(ZipingError, match="没有可填写的单元格"):
        attach(
            record_id=record.pk,
            pointer=pointer,
            uploads=[Upload("a.png", PNG)],
            actor=world.people["clerk"],
            at=world.now,
        )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0" + b"0" * 20, "jpeg"),
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (packed("OFD.xml"), "ofd"),
        (b"%PDF-1.7 broken", "pdf"),
    ],
)
def test_the_kind_is_told_by_what_is_in_the_file(world: World, data: bytes, kind: str) -> None:
    held = bring(world, world.record(), "没有扩展名", data)
    assert (held.kind, held.pages) == (kind, 1 if kind in {"png", "jpeg"} else 0)


def test_evidence_follows_its_indicator_when_rows_move(world: World) -> None:
    record, clerk = world.record(), world.people["clerk"]
    bring(world, record)
    add_row(record_id=record.pk, after=-1, actor=clerk, at=world.now)
    record.refresh_from_db()
    assert [it.pointer for it in shelves(record) if it.files] == ["/indicators/2/level3"]
    remove_row(record_id=record.pk, number=2, actor=clerk, at=world.now)
    record.refresh_from_db()
    assert [it.label.zh for it in shelves(record) if it.files] == ["已删除的指标"]


@pytest.mark.parametrize(
    ("data", "page", "limits"),
    [(b"no pdf", 1, PLAIN), (pdf(), 3, PLAIN), (pdf(), 1, Limits(1 << 20, 1, 5, 0, 64))],
    ids=["no pdf", "no such page", "no memory"],
)
def test_a_page_that_cannot_be_drawn_is_said(data: bytes, page: int, limits: Limits) -> None:
    with pytest.raises(ZipingError, match="页面无法显示"):
        picture(Source("a.pdf", data), page, limits)


@pytest.mark.browser
def test_a_clerk_uploads_looks_and_takes_out(world: World, visit_as: Visiting) -> None:
    record = world.record()
    with visit_as("clerk", f"/forms/{record.pk}/") as visit:
        row = visit.page.locator(".evidence tr", has_text="参加线上线下专业投促会议和活动")
        row.locator("input[type=file]").set_input_files(
            {"name": "签到表.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        )
        row.get_by_role("button", name="上传").click()
        expect(row.get_by_role("link", name="签到表.pdf")).to_be_visible()
        expect(row.locator("img")).to_have_js_property("complete", value=True)
        row.evaluate(
            """(row) => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array([0x89,0x50,0x4e,0x47,0x0d,0x0a,0x1a,0x0a])], "照片.png"));
                const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
                row.querySelector("td").dispatchEvent(event);
            }"""
        )
        expect(row.get_by_role("link", name="照片.png")).to_be_visible()
        row.get_by_role("button", name="取下 照片.png").click()
        expect(row.get_by_role("link", name="照片.png")).to_have_count(0)
        assert record.evidence.filter(removed_at=None).count() == 1
        visit.page.evaluate("scrollTo(0, 0)")
        assert violations(visit.page) == []
        visit.page.goto(f"{visit.page.url.split('#')[0]}evidence/{record.evidence.all()[0].pk}/view/")
        assert violations(visit.page) == []
        assert visit.complaints == []


@pytest.mark.parametrize(
    ("who", "said"), [("clerk", "表中没有可填写的单元格"), ("finance", "现在不能增删佐证材料")]
)
def test_what_no_row_can_say_stands_above_the_files(world: World, who: str, said: str) -> None:
    record = world.record()
    given = {"pointer": "/indicators/99/level3", "files": SimpleUploadedFile("合同.png", PNG)}
    answer = world.client(who).post(f"/forms/{record.pk}/evidence/", given, headers={"X-Part": "evidence"})
    assert f'<p class="fault" role="alert">{said}' in answer.content.decode()
