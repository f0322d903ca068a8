"""A clerk brings an own filled form: it is read in a bounded process, laid beside the form, and taken over cell by cell."""

from decimal import Decimal
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from tests.samples import real
from tests.web.conftest import Visiting, World
from tests.web.test_accessibility import violations
from ziping.model.form import Form, Indicator
from ziping.web.importing.comparing import compared, placed
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record, State
from ziping.web.records.operations import Edit, edit
from ziping.writers import Sheet, layout, writer

SCORE = "/indicators/1/score"


def corrected() -> Form:
    """Return 海外办事处专项 as a clerk corrected it at home: 5.70 where 7.00 was declared."""
    form = real("2023/3")
    rows = list(form.indicators)
    rows[1] = rows[1].model_copy(update={"score": Decimal("5.70")})
    return form.model_copy(update={"indicators": tuple(rows)})


@cache
def document(name: str) -> bytes:
    return writer(name).write(Sheet(corrected(), layout("shanghai-2023")))


def bring(world: World, record: Record, name: str, data: bytes, who: str = "clerk") -> str:
    """Upload a document; return the address of the comparison."""
    answer = world.client(who).post(
        f"/forms/{record.pk}/import/", {"file": SimpleUploadedFile(f"自评表.{name}", data)}
    )
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.parametrize("name", ["xlsx", "docx", "pdf"])
def test_a_document_is_read_and_only_what_differs_is_shown(world: World, name: str) -> None:
    record = world.record()
    page = world.client("clerk").get(bring(world, record, name, document(name)))
    comparison = page.context["comparison"]
    differing = {it.pointer: (it.now, it.read) for it in comparison.cells if it.is_proposed}
    assert differing[SCORE] == ("7.00", "5.70")
    assert comparison.same > 50
    assert [it for it in differing if it.endswith(("/score", "/points", "/executed"))] == [SCORE]
    assert (len(page.context["pages"]) > 0) == (name == "pdf")


def test_what_was_accepted_is_one_edit_and_what_was_not_stays(world: World) -> None:
    record = world.record()
    address = bring(world, record, "xlsx", document("xlsx"))
    given = {
        "take": [SCORE, "/goal/actual"],
        f"was:{SCORE}": "7.00",
        f"value:{SCORE}": "5.70",
        "was:/goal/actual": "什么别的",
        "value:/goal/actual": "新",
        "was:/grade": "优",
        "value:/grade": "良",
    }
    page = world.client("clerk").post(address, given, follow=True)
    told = [str(it) for it in page.context["messages"]]
    assert told[0] == "已导入 1 格"
    assert "未覆盖" in told[1]
    before = record.content["goal"]["actual"]
    record.refresh_from_db()
    assert (record.content["indicators"][1]["score"], record.content["grade"]) == ("5.70", "优")
    assert record.content["goal"]["actual"] == before


def test_a_page_of_the_document_is_shown_with_the_box_of_the_value(world: World) -> None:
    record = world.record()
    address = bring(world, record, "pdf", document("pdf"))
    client = world.client("clerk")
    html = client.get(address).content.decode()
    assert f'data-box="{SCORE}"' in html
    page = client.get(f"{address}pages/1/")
    assert (page["Content-Type"], page.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(f"{address}pages/99/").status_code == 404


def test_an_empty_form_gets_the_rows_of_the_document(world: World) -> None:
    bare = Form.model_validate(
        {"project": "海外办事处专项", "funds": [{"source": "total", "label": "年度资金总额"}]}
    )
    record = create_record(task=world.task, unit=world.places["unit"], form=bare, actor=None, at=world.now)
    client, address = world.client("clerk"), bring(world, record, "xlsx", document("xlsx"))
    cells = client.get(address).context["comparison"].cells
    given: dict[str, object] = {"take": [it.pointer for it in cells]}
    for it in cells:
        given |= {f"was:{it.pointer}": it.now, f"value:{it.pointer}": it.read}
    client.post(address, given)
    record.refresh_from_db()
    wanted = real("2023/3").indicators
    assert [it["level3"] for it in record.content["indicators"]] == [it.level3 for it in wanted]
    assert record.content["indicators"][1]["score"] == "5.70"
    assert record.content["funds"][0]["executed"] == "592.69"


def test_rows_are_known_by_their_names_wherever_they_stand(world: World) -> None:
    record = world.record()
    held = record.form.indicators
    read = record.form.model_copy(update={"indicators": (*reversed(held), Indicator(level3="新指标"))})
    assert placed(record, read) == [6, 5, 4, 3, 2, 1, 0, 7]
    record.approved = record.content
    assert placed(record, read) == [6, 5, 4, 3, 2, 1, 0, None]
    assert compared(record, read).unplaced == ("新指标",)


@pytest.mark.parametrize(
    ("name", "data"), [("pdf", b"%PDF-1.7 broken"), ("xlsx", b"PK\x03\x04 broken"), ("txt", b"\xff\x00")]
)
def test_what_cannot_be_read_is_said(world: World, name: str, data: bytes) -> None:
    record = world.record()
    page = world.client("clerk").post(
        f"/forms/{record.pk}/import/", {"file": SimpleUploadedFile(f"自评表.{name}", data)}
    )
    assert f'-file-fault">自评表.{name}：' in page.content.decode()


def test_nothing_was_chosen(world: World) -> None:
    record = world.record()
    page = world.client("clerk").post(f"/forms/{record.pk}/import/", {})
    assert '-file-fault">请选择一个不是空的文件' in page.content.decode()


@pytest.mark.parametrize("who", ["unit", "finance", "reader", "stranger"])
def test_only_clerks_of_the_unit_bring_documents(world: World, who: str) -> None:
    record = world.record()
    address = bring(world, record, "xlsx", document("xlsx"))
    client = world.client(who)
    for path in (f"/forms/{record.pk}/import/", address, f"{address}pages/1/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in {404, 405}


def test_a_form_that_was_sent_takes_nothing(world: World) -> None:
    record = world.record()
    address = bring(world, record, "xlsx", document("xlsx"))
    Record.objects.filter(pk=record.pk).update(state=State.UNIT)
    assert world.client("clerk").post(address, {"take": SCORE}).status_code == 404


@pytest.mark.parametrize("path", ["0" * 64, "x", "..", "a" * 63 + "/"])
def test_a_document_that_was_not_brought_is_not_found(world: World, path: str) -> None:
    record = world.record()
    assert world.client("clerk").get(f"/forms/{record.pk}/import/{path}/").status_code == 404


@pytest.mark.parametrize("asked", ["0", "2", "x", "99999"])
def test_a_form_that_the_document_does_not_hold(world: World, asked: str) -> None:
    record = world.record()
    address = bring(world, record, "xlsx", document("xlsx"))
    code = world.client("clerk").get(f"{address}?form={asked}").status_code
    assert code == (200 if asked in {"x", "99999"} else 404)


@pytest.mark.browser
def test_a_clerk_compares_corrects_and_takes_over(world: World, visit_as: Visiting) -> None:
    record = world.record()
    with visit_as("clerk", f"/forms/{record.pk}/") as visit:
        page = visit.page
        page.get_by_role("link", name="导入文件…").click()
        page.set_input_files(
            "#file", {"name": "自评表.pdf", "mimeType": "application/pdf", "buffer": document("pdf")}
        )
        page.get_by_role("button", name="读取并对照").click()
        row = page.locator(f"[data-for='{SCORE}']")
        assert violations(page) == []
        expect(row.locator(".now")).to_have_text("7.00")
        row.locator("textarea").fill("5.80")
        expect(page.locator(f"[data-box='{SCORE}']")).to_have_class("here")
        expect(page.locator(f"[data-box='{SCORE}']")).to_be_in_viewport()
        for box in page.locator("input[name=take]:checked").all():
            if box.get_attribute("value") != SCORE:
                box.uncheck()
        page.get_by_role("button", name="采用勾选的值").click()
        expect(page.locator(".messages .success")).to_have_text("已导入 1 格")
        expect(page.locator(f"[data-pointer='{SCORE}'] textarea")).to_have_value("5.80")
        assert visit.complaints == []


def test_a_conflict_is_found_although_the_comparison_was_opened_before(world: World) -> None:
    record = world.record()
    address = bring(world, record, "xlsx", document("xlsx"))
    change = [Edit(SCORE, "7.00", "6.00")]
    edit(record_id=record.pk, edits=change, actor=world.people["colleague"], at=world.now)
    given = {"take": SCORE, f"was:{SCORE}": "7.00", f"value:{SCORE}": "5.70"}
    page = world.client("clerk").post(address, given, follow=True)
    assert "填报人二（演示）已改为“6.00”" in str(list(page.context["messages"])[1])
