"""What people do with a form as a whole: submit, approve, return and answer, waive; each by whom it is due."""

import re
import time

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponseBase
from playwright.sync_api import expect

from tests.samples import twelve
from tests.web.conftest import Visiting, World
from ziping.engine import spots
from ziping.web.records import workflow
from ziping.web.records.changes import changes_since, since_last_submission
from ziping.web.records.models import Record, State
from ziping.web.records.operations import Edit, NoSuchErrorError, edit, send_back, take, waive
from ziping.web.records.rows import add_row, remove_row
from ziping.writers import layouts
from ziping.writers.building import table_of

SCORE = "/indicators/1/score"


def at_unit(world: World) -> Record:
    record = world.record()
    take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
    record.refresh_from_db()
    return record


def returned(world: World) -> Record:
    record = at_unit(world)
    remarks = [(SCORE, "57 场应得 5.70"), ("/goal/actual", "请写明场次")]
    send_back(record_id=record.pk, remarks=remarks, why="", actor=world.people["unit"], at=world.now)
    record.refresh_from_db()
    return record


def put(world: World, record: Record, pointer: str, was: str, value: str) -> None:
    edit(
        record_id=record.pk,
        edits=[Edit(pointer, was, value)],
        actor=world.people["clerk"],
        at=world.now,
    )
    record.refresh_from_db()


def test_a_refused_submission_lists_the_errors_with_links(world: World) -> None:
    record = world.record()
    shown = world.client("clerk").post(f"/forms/{record.pk}/steps/submit/", follow=True).content.decode()
    assert "还有 3 个错误未改正" in shown
    assert shown.count('<li><a href="#/') == 3
    assert f'data-goto="{SCORE}"' in shown
    record.refresh_from_db()
    assert record.state == State.DRAFT


def test_a_reviewer_waives_by_name_and_all_see_why(world: World) -> None:
    record = world.record()
    given = {"code": "B02", "pointer": SCORE, "reason": "场次因疫情核减，已报批"}
    page = world.client("unit").post(f"/forms/{record.pk}/waive/", given, follow=True).content.decode()
    waiver = record.waivers.get()
    assert (waiver.code, str(waiver.by)) == ("B02", "单位审核人（演示）")
    assert "5.70" in waiver.said
    for who in ("clerk", "department", "reader"):
        page = world.client(who).get(f"/forms/{record.pk}/").content.decode()
        assert "场次因疫情核减，已报批" in page
        assert waiver.said in page


def test_a_clerk_does_not_waive(world: World) -> None:
    record = world.record()
    given = {"code": "B02", "pointer": SCORE, "reason": "x"}
    page = world.client("clerk").post(f"/forms/{record.pk}/waive/", given, follow=True).content.decode()
    assert "现在不能豁免" in page
    assert record.waivers.count() == 0


def test_a_waiver_holds_for_the_error_as_it_stood(world: World) -> None:
    record = world.record()
    unit = world.people["unit"]
    waive(record_id=record.pk, code="B02", pointer=SCORE, reason="已核实", actor=unit, at=world.now)
    put(world, record, SCORE, "7.00", "6.90")
    page = world.client("clerk").get(f"/forms/{record.pk}/").content.decode()
    assert f'data-goto="{SCORE}"' in page.split('id="way"')[1].split("已豁免的错误")[0]
    with pytest.raises(NoSuchErrorError):
        waive(record_id=record.pk, code="B99", pointer=SCORE, reason="x", actor=unit, at=world.now)


def test_a_return_keeps_what_was_typed_when_it_is_refused(world: World) -> None:
    record = at_unit(world)
    given = {"pointer": [SCORE, "/goal/actual"], "reason": ["57 场应得 5.70", " "], "why": "总的意见"}
    page = world.client("unit").post(f"/forms/{record.pk}/return/", given).content.decode()
    assert "请说明退回此格的理由" in page
    assert "57 场应得 5.70</textarea>" in page
    assert "总的意见</textarea>" in page
    record.refresh_from_db()
    assert record.state == State.UNIT


@pytest.mark.parametrize("pointer", ["/nothing", "/indicators/99/score", "", "/indicators/1/__class__"])
def test_a_cell_that_is_not_there_is_not_sent_back(world: World, pointer: str) -> None:
    record = at_unit(world)
    given = {"pointer": pointer, "reason": "x"}
    page = world.client("unit").post(f"/forms/{record.pk}/return/", given)
    assert page.status_code == 200
    assert "表中没有可填写的单元格" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "method", "code"),
    [("clerk", "get", 404), ("stranger", "get", 404), ("clerk", "post", 302), ("stranger", "post", 404)],
)
def test_only_the_reviewer_whose_turn_it_is_returns(world: World, who: str, method: str, code: int) -> None:
    record = at_unit(world)
    assert getattr(world.client(who), method)(f"/forms/{record.pk}/return/").status_code == code
    record.refresh_from_db()
    assert record.state == State.UNIT


def test_remarks_stand_on_the_form_and_each_is_answered(world: World) -> None:
    record = returned(world)
    clerk = world.client("clerk")
    page = clerk.get(f"/forms/{record.pk}/").content.decode()
    assert "57 场应得 5.70" in page
    assert "未答复 2" in " ".join(page.replace("</span>", " ").split())
    first, second = record.remarks.all()
    clerk.post(f"/forms/{record.pk}/answers/{first.pk}/", {"answer": "已改为 5.70"})
    first.refresh_from_db()
    assert (first.answer, first.answered_by) == ("已改为 5.70", world.people["clerk"])
    refused = world.client("unit").post(
        f"/forms/{record.pk}/answers/{second.pk}/", {"answer": "x"}, follow=True
    )
    assert "现在不能答复" in refused.content.decode()
    other = world.record("2023/1")
    assert clerk.post(f"/forms/{other.pk}/answers/{second.pk}/", {"answer": "x"}).status_code == 404


def test_the_reviewer_sees_old_and_new_and_everything_else_that_changed(world: World) -> None:
    record = returned(world)
    put(world, record, SCORE, "7.00", "5.00")
    put(world, record, SCORE, "5.00", "5.70")
    put(world, record, "/indicators/0/deviation", record.content["indicators"][0]["deviation"] or "", "说明")
    take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
    record.refresh_from_db()
    changes = since_last_submission(record)
    assert changes is not None
    assert [(it.pointer, it.was, it.now) for it in changes] == [
        (SCORE, "7.00", "5.70"),
        ("/indicators/0/deviation", "", "说明"),
    ]
    page = world.client("unit").get(f"/forms/{record.pk}/").content.decode()
    assert "<td>7.00</td>" in page
    assert "<ins>5.70</ins>" in page
    assert "<del>7.00</del>" in page


def test_a_change_that_was_undone_is_none(world: World) -> None:
    record = world.record()
    put(world, record, SCORE, "7.00", "5.00")
    put(world, record, SCORE, "5.00", "7.00")
    assert changes_since(record, 1) == []


def test_changes_follow_their_rows(world: World) -> None:
    record = world.record()
    clerk = world.people["clerk"]
    third = record.content["indicators"][2]["level3"]
    put(world, record, SCORE, "7.00", "5.70")
    add_row(record_id=record.pk, after=-1, actor=clerk, at=world.now)
    remove_row(record_id=record.pk, number=3, actor=clerk, at=world.now)
    record.refresh_from_db()
    assert [(it.label.zh, it.pointer, it.was, it.now) for it in changes_since(record, 1)] == [
        ("指标3「参加线上线下专业投促会议和活动」得分", "/indicators/2/score", "7.00", "5.70"),
        ("删除指标", "", third, ""),
    ]


def test_an_approved_form_is_locked_until_approval_is_taken_back_with_a_reason(world: World) -> None:
    record = at_unit(world)
    for who in ("unit", "department", "finance"):
        world.client(who).post(f"/forms/{record.pk}/steps/approve/")
    record.refresh_from_db()
    assert record.state == State.APPROVED
    assert not workflow.may_edit(world.people["clerk"], record)
    finance = world.client("finance")
    refused = finance.post(f"/forms/{record.pk}/steps/unapprove/", {"why": " "}, follow=True)
    assert "撤销审定须说明理由" in refused.content.decode()
    finance.post(f"/forms/{record.pk}/steps/unapprove/", {"why": "决算数有误"})
    record.refresh_from_db()
    assert record.state == State.FINANCE
    assert record.events.order_by("-number")[0].data["why"] == "决算数有误"


def test_what_a_reviewer_did_not_see_is_not_approved(world: World) -> None:
    record = at_unit(world)
    old = {"version": record.version - 1}
    page = world.client("unit").post(f"/forms/{record.pk}/steps/approve/", old, follow=True)
    assert "现在不能审核通过" in page.content.decode()


@pytest.mark.parametrize("path", ["steps/approve/", "waive/", "steps/submit/"])
def test_steps_are_posted_by_people_who_see_the_form(world: World, path: str) -> None:
    record = at_unit(world)
    assert world.client("unit").get(f"/forms/{record.pk}/{path}").status_code == 405
    assert world.client("stranger").post(f"/forms/{record.pk}/{path}").status_code == 404
    assert world.client("unit").post(f"/forms/{record.pk}/steps/return/").status_code == 404


@pytest.mark.browser
def test_a_reviewer_chooses_cells_in_the_table_and_from_findings(world: World, visit_as: Visiting) -> None:
    record = at_unit(world)
    with visit_as("unit", f"/forms/{record.pk}/") as visit:
        page = visit.page
        page.click("text=退回…")
        page.click(f"[data-pick='{SCORE}'].pick")
        expect(page.locator("#named li")).to_have_count(1)
        page.keyboard.type("57 场应得 5.70")
        expect(page.locator(f"[data-pick='{SCORE}'].pick")).to_have_attribute("aria-pressed", "true")
        page.locator("button:has-text('据此退回')").first.click()
        page.click("[data-pick='/goal/actual'].pick")
        page.locator("[data-named='/goal/actual'] [data-drop]").click()
        expect(page.locator("[data-named='/goal/actual']")).to_have_count(0)
        page.click("button:has-text('退回填报单位')")
        expect(page.locator(".messages .success")).to_have_text("已退回填报单位")
        assert visit.complaints == []
    record.refresh_from_db()
    assert (record.state, record.returned) == (State.DRAFT, True)
    assert "57 场应得 5.70" in record.remarks.get(pointer=SCORE).reason


@pytest.mark.browser
def test_links_lead_to_cells_and_cells_sent_back_are_marked(world: World, visit_as: Visiting) -> None:
    record = returned(world)
    add_row(record_id=record.pk, after=-1, actor=world.people["clerk"], at=world.now)
    moved = "/indicators/2/score"
    with visit_as("clerk", f"/forms/{record.pk}/") as visit:
        cell = visit.page.locator(f"[data-pointer='{moved}']")
        expect(visit.page.locator(".sent-back")).to_have_count(2)
        expect(visit.page.locator("td.sent-back[title='57 场应得 5.70']")).to_have_count(1)
        visit.page.click(f"#remarks [data-goto='{moved}']")
        expect(cell).to_be_in_viewport()
        assert visit.complaints == []


@pytest.mark.browser
def test_a_click_before_the_script_has_come_is_not_lost(
    world: World, visit_as: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve = StaticFilesHandler.serve

    def slow(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        time.sleep(request.path.endswith("return.js"))
        return serve(self, request)

    monkeypatch.setattr(StaticFilesHandler, "serve", slow)
    record = at_unit(world)
    with visit_as("unit", f"/forms/{record.pk}/") as visit:
        visit.page.click("text=退回…")
        visit.page.click("[data-pick='/goal/actual'].pick")
        expect(visit.page.locator("#named li")).to_have_count(1)


@pytest.mark.parametrize("key", layouts())
def test_cells_are_named_in_words(key: str) -> None:
    for it in twelve():
        names = {spots.label(it.form, pointer).zh for pointer in table_of(it.form, layouts()[key]).at}
        assert {name for name in names if re.search("[a-z]{3}", name)} == set()
