"""Pages as they look: nothing scrolls sideways on an office screen or a telephone, English pages speak English, paper is clean."""

import re

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import visiting
from tests.web.conftest import World, sign_in
from tests.web.test_accessibility import PAGES, prepared
from ziping.web.pages.middleware import LANGUAGE_COOKIE
from ziping.web.records.models import Record, State

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LABELS = "nav a, thead th, label, legend, summary, dt, .tabs a, .button, td.acts button"
"""What says what is what; all else on a page may be what people wrote."""
PRESSED = ".button, .top, .demo, .tabs"
TOO_WIDE = """() => Array.from(document.querySelectorAll("html, .scroll"))
  .filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.className || it.tagName)"""
SHOWN = """(all) => all.filter((it) => it.getClientRects().length).map((it) => {
  const label = it.cloneNode(true);
  label.querySelectorAll("select, textarea").forEach((choice) => choice.remove());
  return label.textContent.trim();
})"""


def faults(page: Page, language: str) -> list[str]:
    """Return what is too wide, what is not said in the language, and what could be pressed on paper."""
    wide: list[str] = page.evaluate(TOO_WIDE)
    said: list[str] = page.locator(LABELS).evaluate_all(SHOWN)
    foreign = [it for it in said if language == "en" and re.search("[一-鿿]", it)]
    page.emulate_media(media="print")
    pressed: list[str] = page.locator(PRESSED).evaluate_all(SHOWN)
    page.emulate_media(media="screen")
    return [*wide, *foreign, *(f"printed: {it}" for it in pressed)]


@pytest.mark.parametrize("login", PAGES)
def test_every_page_of_a_role_looks_right(
    world: World, live_server: LiveServer, transactional_db: None, login: str
) -> None:
    del transactional_db
    names, server = prepared(world), live_server.url
    with visiting("about:blank") as visit:
        sign_in(visit, server, login)
        found = {}
        for language in ("zh", "en"):
            visit.page.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": server}])
            for path in ("/", "/public/", *PAGES[login]):
                visit.page.goto(server + path.format(**names))
                found[language, path] = faults(visit.page, language)
        assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_the_public_reads_on_a_telephone(
    world: World, live_server: LiveServer, transactional_db: None
) -> None:
    del transactional_db
    prepared(world)
    published = Record.objects.get(state=State.PUBLISHED)
    with visiting("about:blank", width=390, height=844) as visit:
        for path in ("/public/", f"/public/{published.pk}/", "/accounts/login/"):
            visit.page.goto(live_server.url + path)
            assert visit.page.evaluate("document.documentElement.scrollWidth") == 390, path
