"""Everything that ever happened to a form: shown, proved, and the form built again as it stood."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visiting, World
from ziping.web.records import workflow
from ziping.web.records.history import rebuilt, verify_all
from ziping.web.records.models import Notice, Record
from ziping.web.records.operations import Edit, edit, send_back, take
from ziping.web.records.rows import add_row, remove_row

SCORE = "/indicators/1/score"


def lived(world: World) -> Record:
    """Return a form that was changed in every way: cells, rows in and out, sent and returned."""
    record = world.record()
    clerk, unit = world.people["clerk"], world.people["unit"]
    edits = [
        Edit(SCORE, "7.00", "5.70"),
        Edit("/funds/0/execution_rate", "98.78", "98.8"),
        Edit("/year", "2023", ""),
        Edit("/goal/actual", record.content["goal"]["actual"], " 一\r\n二 "),
    ]
    assert len(edit(record_id=record.pk, edits=edits, actor=clerk, at=world.now).saved) == 4
    add_row(record_id=record.pk, after=0, actor=clerk, at=world.now)
    edit(record_id=record.pk, edits=[Edit("/indicators/1/level3", "", "新指标")], actor=clerk, at=world.now)
    remove_row(record_id=record.pk, number=0, actor=clerk, at=world.now)
    take(workflow.SUBMIT, record_id=record.pk, actor=clerk, at=world.now)
    send_back(record_id=record.pk, remarks=[(SCORE, "请核")], why="请核实", actor=unit, at=world.now)
    record.refresh_from_db()
    return record


def test_the_form_is_built_again_from_its_events_alone(world: World) -> None:
    first = world.record().content
    Record.objects.all().update(project="另一项目")
    record = lived(world)
    assert rebuilt(record) == record.content
    assert rebuilt(record, 1) == first
    assert rebuilt(record, 2)["indicators"][1]["score"] == "5.70"
    assert len(rebuilt(record, 6)["indicators"]) == len(first["indicators"]) + 1
    assert rebuilt(record, 7)["indicators"][1]["level3"] == "新指标"


def test_every_chain_is_verified(world: World) -> None:
    lived(world)
    found = verify_all()
    assert (found.records, found.events, found.broken) == (1, 10, ())


def test_a_content_that_was_changed_behind_the_back_of_the_history_is_found(world: World) -> None:
    record = lived(world)
    record.content["total"]["score"] = "100.00"
    record.save(update_fields=["content"])
    assert verify_all().broken == ((record.project, 0),)


def test_the_page_tells_who_did_what_when_from_what_to_what_and_why(world: World) -> None:
    record = lived(world)
    page = world.client("reader").get(f"/forms/{record.pk}/history/").content.decode()
    assert "历史记录链完整" in page
    assert "<td>7.00</td><td>5.70</td>" in page
    assert "<td>单位审核</td><td>编制</td><td>请核实</td>" in page
    assert page.count("当时的表</a>") == 10
    filtered = world.client("reader").get(f"/forms/{record.pk}/history/?kind=return").content.decode()
    assert filtered.count("当时的表</a>") == 1


def test_the_form_as_it_stood_is_shown(world: World) -> None:
    record = lived(world)
    reader = world.client("reader")
    then = reader.get(f"/forms/{record.pk}/history/1/").content.decode()
    assert ">7.00</td>" in then
    later = reader.get(f"/forms/{record.pk}/history/2/").content.decode()
    assert 'class="number then" colspan="1" rowspan="1">5.70</td>' in later
    assert reader.get(f"/forms/{record.pk}/history/99/").status_code == 404


@pytest.mark.parametrize("path", ["history/", "history/1/"])
def test_strangers_see_no_history(world: World, path: str) -> None:
    record = world.record()
    assert world.client("stranger").get(f"/forms/{record.pk}/{path}").status_code == 404
    assert world.client("reader").post(f"/forms/{record.pk}/{path}").status_code in {200, 405}


def test_people_are_told_and_read_it_once(world: World) -> None:
    record = lived(world)
    clerk = world.client("clerk")
    page = clerk.get("/forms/notices/").content.decode()
    assert '>1<span class="visually-hidden"> 条未读' in page
    assert "<td>退回</td><td>请核实</td><td>单位审核人（演示）</td>" in page
    mine = Notice.objects.get(person=world.people["clerk"])
    assert world.client("stranger").get(f"/forms/notices/{mine.pk}/").status_code == 404
    assert clerk.get(f"/forms/notices/{mine.pk}/")["Location"] == f"/forms/{record.pk}/"
    mine.refresh_from_db()
    assert mine.read_at is not None
    assert "条未读" not in clerk.get("/forms/notices/").content.decode()


def test_all_notices_are_marked_as_read_by_their_owner_alone(world: World) -> None:
    lived(world)
    world.client("stranger").post("/forms/notices/read/")
    unread = Notice.objects.filter(read_at=None)
    assert unread.filter(person=world.people["clerk"]).count() == 1
    assert world.client("clerk").get("/forms/notices/read/").status_code == 405
    world.client("clerk").post("/forms/notices/read/")
    assert unread.filter(person=world.people["clerk"]).count() == 0
    assert unread.filter(person=world.people["unit"]).count() == 1


@pytest.mark.browser
def test_a_reader_walks_through_the_history(world: World, visit_as: Visiting) -> None:
    record = lived(world)
    with visit_as("reader", f"/forms/{record.pk}/") as visit:
        page = visit.page
        page.click("text=历史")
        expect(page.locator(".tag.good")).to_have_text("历史记录链完整")
        page.click("[aria-label='当时的表 2']")
        expect(page.locator("td.then")).to_have_text("5.70")
        page.click("text=上一事件")
        expect(page.locator("td.then")).to_have_count(0)
        assert visit.complaints == []
