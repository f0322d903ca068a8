"""Without a mouse: everything that is done here is reached with Tab and set off with Enter or the space bar."""

from typing import Final

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.web.conftest import Visiting, World
from tests.web.test_filling_page import all_saved, field
from tests.web.test_importing import document
from ziping.web.records import workflow
from ziping.web.records.models import State
from ziping.web.records.operations import take

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCORE: Final = "/indicators/1/score"
FARTHEST: Final = 400
"""Presses of Tab after which something counts as not to be reached."""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the cursor."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if wanted.evaluate("(it) => it === document.activeElement"):
            return
    pytest.fail("not reached with the keyboard")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    tab_to(page, wanted)
    page.keyboard.press(key)


def test_a_form_is_filled_in_and_sent(world: World, visit_as: Visiting) -> None:
    record = world.record()
    with visit_as("clerk", "/forms/") as visit:
        page = visit.page
        press(page, page.get_by_role("link", name="海外办事处专项"))
        page.wait_for_selector("[data-ready]")
        tab_to(page, field(page, SCORE))
        press(page, page.locator(f"td[data-pointer='{SCORE}']").get_by_role("button", name="采用"))
        for pointer, text in (("/indicators/3/actual", "100(%)"), ("/indicators/6/actual", "85(%)")):
            tab_to(page, field(page, pointer))
            page.keyboard.type(text)
        tab_to(page, field(page, "/total/score"))
        page.keyboard.type("91.57")
        page.keyboard.press("Enter")
        all_saved(page)
        page.reload()
        page.wait_for_selector("[data-ready]")
        press(page, page.locator("#way").get_by_role("button", name="提交"))
        expect(page.locator(".messages .success")).to_have_text("已提交审核")
        assert visit.complaints == []
    record.refresh_from_db()
    assert (record.state, record.content["indicators"][1]["score"]) == (State.UNIT, "5.70")


def test_a_form_is_returned(world: World, visit_as: Visiting) -> None:
    record = world.record()
    take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
    with visit_as("unit", f"/forms/{record.pk}/") as visit:
        page = visit.page
        press(page, page.locator("#way").get_by_role("link", name="退回…"))
        press(page, page.locator(f"[data-pick='{SCORE}'].pick"), "Space")
        expect(page.locator("#named textarea")).to_be_focused()
        page.keyboard.type("57 场应得 5.70")
        press(page, page.get_by_role("button", name="退回填报单位"))
        expect(page.locator(".messages .success")).to_have_text("已退回填报单位")
        assert visit.complaints == []
    assert record.remarks.get().reason == "57 场应得 5.70"


def test_a_document_is_brought_in(world: World, visit_as: Visiting) -> None:
    record = world.record()
    with visit_as("clerk", f"/forms/{record.pk}/") as visit:
        page = visit.page
        press(page, page.get_by_role("link", name="导入文件…"))
        tab_to(page, page.locator("#file"))
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files(
            FilePayload(name="自评表.xlsx", mimeType="application/octet-stream", buffer=document("xlsx"))
        )
        press(page, page.get_by_role("button", name="读取并对照"))
        row = page.locator(f"[data-for='{SCORE}']")
        tab_to(page, row.locator("textarea"))
        page.keyboard.press("Control+a")
        page.keyboard.type("5.80")
        press(page, page.get_by_role("button", name="采用勾选的值"))
        expect(page.locator(".messages .success")).to_contain_text("已导入")
        assert visit.complaints == []
    record.refresh_from_db()
    assert record.content["indicators"][1]["score"] == "5.80"
