"""Nothing typed is lost: without a connection, when the session ends, and before the page's script runs."""

import json
from typing import Final

import pytest
from django.test import Client
from playwright.sync_api import Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import Visit
from tests.web.conftest import Visiting, World, sign_in
from tests.web.test_accessibility import violations
from tests.web.test_filling_page import all_saved, cell, field, kept, opened
from ziping.web.records import workflow
from ziping.web.records.models import Record, State
from ziping.web.records.operations import take

SCORE: Final = "/indicators/1/score"


def at_unit(world: World) -> Record:
    record = world.record()
    return take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)


def test_what_was_sent_is_given_back_and_nothing_done(world: World) -> None:
    record = at_unit(world)
    sent = {"pointer": [SCORE, "/goal/actual"], "reason": ["57 场应得 5.70", '"<b>&'], "why": ""}
    page = Client().post(f"/forms/{record.pk}/return/", sent)
    text = page.content.decode()
    assert page.status_code == 401
    assert f'action="/forms/{record.pk}/return/"' in text
    assert text.count('name="reason"') == 2
    assert 'value="57 场应得 5.70"' in text
    assert "&quot;&lt;b&gt;&amp;" in text
    record.refresh_from_db()
    assert record.state == State.UNIT


def test_others_are_led_to_the_sign_in_page_as_before(world: World) -> None:
    record = world.record()
    assert Client().get(f"/forms/{record.pk}/").status_code == 302
    assert world.client("clerk").post("/accounts/logout/").status_code == 302
    assert Client().post("/accounts/login/", {"login": "clerk", "password": "wrong"}).status_code == 200


def test_a_form_of_another_site_is_not_given_back(world: World) -> None:
    record = at_unit(world)
    client = Client(enforce_csrf_checks=True)
    page = client.post(f"/forms/{record.pk}/return/", {"pointer": SCORE, "reason": "x"})
    assert (page.status_code, SCORE in page.content.decode()) == (403, False)


@pytest.mark.browser
def test_a_reviewer_signs_in_again_and_sends_what_he_wrote(
    world: World, visit_as: Visiting, live_server: LiveServer
) -> None:
    record = at_unit(world)
    with visit_as("unit", f"/forms/{record.pk}/return/") as visit:
        page = visit.page
        page.locator(f"[data-pick='{SCORE}'].pick").click()
        page.locator("#named textarea").fill("57 场应得 5.70")
        world.people["unit"].set_password("another-password-2026")
        world.people["unit"].save()
        page.get_by_role("button", name="退回填报单位").click()
        expect(page.get_by_role("heading")).to_contain_text("您填写的内容还在本页")
        assert violations(page) == []
        other = Visit(page.context.new_page())
        other.page.goto(f"{live_server.url}/accounts/login/")
        other.page.fill("[name=login]", "unit")
        other.page.fill("[name=password]", "another-password-2026")
        other.page.get_by_role("button", name="登录").click()
        expect(other.page.get_by_role("heading", name="我的工作")).to_be_visible()
        page.get_by_role("button", name="再次提交").click()
        expect(page.locator(".messages .success")).to_have_text("已退回填报单位")
    record.refresh_from_db()
    assert record.state == State.DRAFT
    assert record.remarks.get().reason == "57 场应得 5.70"


@pytest.mark.browser
def test_nothing_typed_is_lost_without_a_connection(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        visit.page.context.set_offline(True)
        field(visit.page, SCORE).fill("5.70")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("[data-banner]")).to_contain_text("网络不通")
        expect(cell(visit.page, SCORE)).to_have_attribute("data-state", "waiting")
        visit.page.context.set_offline(False)
        all_saved(visit.page)
        expect(visit.page.locator("[data-banner]")).to_be_hidden()
        assert kept(record, SCORE) == "5.70"


@pytest.mark.browser
def test_what_was_typed_offline_survives_a_closed_page(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        visit.page.route("**/cells/**", lambda route: route.abort())
        field(visit.page, SCORE).fill("5.70")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("[data-banner]")).to_contain_text("网络不通")
        visit.page.get_by_role("button", name="重试").click()
        expect(cell(visit.page, SCORE)).to_have_attribute("data-state", "waiting")
        visit.page.unroute("**/cells/**")
        visit.page.reload()
        all_saved(visit.page)
        expect(field(visit.page, SCORE)).to_have_value("5.70")
        assert kept(record, SCORE) == "5.70"


@pytest.mark.browser
def test_nothing_typed_is_lost_when_the_session_ends(
    world: World, visit_as: Visiting, live_server: LiveServer
) -> None:
    with opened(world, visit_as) as (record, visit):
        visit.page.context.clear_cookies()
        field(visit.page, SCORE).fill("5.70")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("[data-banner]")).to_contain_text("登录已过期")
        expect(visit.page.get_by_role("link", name="重新登录")).to_be_visible()
        other = Visit(visit.page.context.new_page())
        sign_in(other, live_server.url, "clerk")
        visit.page.bring_to_front()
        visit.page.get_by_role("button", name="重试").click()
        all_saved(visit.page)
        assert kept(record, SCORE) == "5.70"


@pytest.mark.browser
def test_what_was_typed_before_the_script_ran_is_saved(world: World, visit_as: Visiting) -> None:
    record = world.record()
    typed = {SCORE: "5.70", "/goal/actual": "先写的"}
    early = "".join(
        f"document.getElementById({json.dumps(f'c{pointer}')}).value = {json.dumps(text)};\n"
        for pointer, text in typed.items()
    )

    def late(route: Route) -> None:
        """Let the script begin with what somebody typed meanwhile."""
        answer = route.fetch()
        route.fulfill(response=answer, body=early + answer.text())

    with visit_as("clerk", "/") as visit:
        page = visit.page
        page.route("**/filling.js", late)
        page.goto(f"{page.url}forms/{record.pk}/")
        page.wait_for_selector("[data-ready]")
        all_saved(page)
        expect(field(page, SCORE)).to_have_value("5.70")
        assert kept(record, SCORE) == "5.70"
        assert record.content["goal"]["actual"] == "先写的"
        assert visit.complaints == []
