"""Every page: as its owner, and as somebody to whom it does not exist."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import expect

import ziping.web
from tests.web.conftest import Visiting, World
from ziping.web.demo.logins import PASSWORD


def test_strangers_and_the_unsigned_see_nothing(world: World) -> None:
    record = world.record()
    assert world.client("clerk").get(f"/forms/{record.pk}/").status_code == 200
    assert world.client("stranger").get(f"/forms/{record.pk}/").status_code == 404
    assert Client().get(f"/forms/{record.pk}/").status_code == 302


def test_five_wrong_passwords_lock_the_door(world: World) -> None:
    client = Client()
    wrong = {"login": world.people["clerk"].username, "password": "wrong"}
    codes = [client.post("/accounts/login/", wrong).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]


def test_the_page_of_a_failure_needs_no_request() -> None:
    page = render_to_string("500.html")
    assert "服务器出错" in page
    assert '<header class="top">' in page


@pytest.mark.browser
def test_a_clerk_signs_in_and_opens_a_form(world: World, visit_as: Visiting) -> None:
    world.record()
    with visit_as("clerk", "/forms/") as visit:
        visit.page.context.clear_cookies()
        visit.page.goto(f"{visit.page.url.partition('/forms')[0]}/accounts/login/")
        visit.page.fill("#id_login", "clerk")
        visit.page.fill("#id_password", PASSWORD)
        visit.page.click("main button")
        visit.page.click("text=海外办事处专项")
        expect(visit.page.locator("h1")).to_have_text("海外办事处专项")
        assert visit.page.locator("[data-pointer='/indicators/1/score'] textarea").input_value() == "7.00"
        assert visit.complaints == []


SCRIPTS = [
    (template.stem, tag)
    for template in sorted(Path(ziping.web.__file__).parent.rglob("templates/**/*.html"))
    for tag in re.findall(r"<script [^>]*>", template.read_text("utf-8"))
]


@pytest.mark.parametrize(
    ("page", "tag"), SCRIPTS, ids=[f"{page}-{place}" for place, (page, _) in enumerate(SCRIPTS)]
)
def test_scripts_hold_up_the_first_picture_of_a_page(page: str, tag: str) -> None:
    assert 'blocking="render"' in tag, f"{page}: what a person can see must work"


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "3rdparty/"])
def test_there_are_no_pages_for_what_administrators_do(world: World, path: str) -> None:
    assert world.client("clerk").get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize(
    "page", sorted(Path(ziping.web.__file__).parent.rglob("*.html*")), ids=lambda it: it.name
)
def test_what_a_page_says_is_said_in_two_languages(page: Path) -> None:
    text = page.read_text("utf-8")
    said_in_both = re.sub(r"\{% (say|trans) [^%]*(?:%(?!\})[^%]*)*%\}|>中文<", "", text)
    assert re.findall(r"[，。：；（）、\u4e00-\u9fff]+", said_in_both) == []
