"""Every page passes axe (WCAG 2.2 A and AA), by day and by night, in both languages; scripts and styles run in Chromium 90."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

import ziping.web
from tests.browser import visiting
from tests.web.conftest import World, sign_in
from ziping.web.records import workflow
from ziping.web.records.assessing import assess_among_siblings, keep_figures
from ziping.web.records.models import Record, State
from ziping.web.records.operations import take
from ziping.web.sampling.models import Drawn

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = {
    "admin": [
        "/organisations/",
        "/organisations/{department}/",
        "/organisations/import/people/",
        "/account/",
        "/accounts/password/change/",
        "/accounts/2fa/",
    ],
    "reader": ["/forms/{sent}/history/", "/forms/{sent}/history/1/", "/forms/notices/"],
    "clerk": ["/forms/?tab=all", "/forms/{draft}/", "/forms/{draft}/import/", "/jobs/", "/api/tokens/"],
    "unit": ["/forms/", "/forms/{sent}/", "/forms/{sent}/return/"],
    "department": ["/compare/", "/compare/another/?profile=mof-2020"],
    "finance": ["/sampling/", "/sampling/forms/{drawn}/"],
}
FILES = [
    it
    for it in Path(ziping.web.__file__).parent.rglob("static/**/*")
    if it.suffix in {".js", ".css"} and not it.name.endswith(".min.js")
]
TOO_NEW = re.compile(
    r"\.at\(|structuredClone\(|Object\.hasOwn|\.findLast|\.toSorted|\.toReversed|static \{|\.replaceAll\b(?!\()"
    r"|:has\(|@container|color-mix\(|field-sizing|accent-color|@layer|&:|oklch\(|Promise\.withResolvers|\bawait using\b"
)


def test_there_are_files_to_look_at() -> None:
    assert {it.suffix for it in FILES} >= {".css"}


@pytest.mark.parametrize("path", FILES, ids=lambda it: it.name)
def test_nothing_newer_than_chromium_90_is_asked_of_browsers(path: Path) -> None:
    assert TOO_NEW.findall(path.read_text("utf-8")) == []


def prepared(world: World) -> dict[str, str]:
    """Make a draft, a form that was sent, and a draw."""
    draft, sent = world.record("2023/3"), world.record("2023/10")
    Record.objects.filter(pk=world.record("2023/1").pk).update(state=State.PUBLISHED)
    take(workflow.SUBMIT, record_id=sent.pk, actor=world.people["clerk"], at=world.now)
    for record in Record.objects.select_related("task", "unit"):
        keep_figures(record, assess_among_siblings(record))
    order = {"task": world.task.pk, "method": "random", "share": "100", "seed": "2026"}
    where = world.client("finance").post("/sampling/draw/", order)["Location"]
    return {
        "draft": str(draft.pk),
        "sent": str(sent.pk),
        "department": str(world.places["department"].pk),
        "drawn": str(Drawn.objects.all()[0].pk),
        "draw": where,
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("login", PAGES)
def test_axe_finds_nothing(
    world: World, live_server: LiveServer, transactional_db: None, login: str, *, dark: bool
) -> None:
    del transactional_db
    names = prepared(world)
    with visiting(f"{live_server.url}/accounts/login/", dark=dark) as visit:
        found = {"sign-in": violations(visit.page)}
        sign_in(visit, live_server.url, login)
        for path in PAGES[login]:
            visit.page.goto(live_server.url + path.format(**names))
            found[path] = violations(visit.page)
        assert {path: told for path, told in found.items() if told} == {}
        assert visit.complaints == []


def violations(page: Page) -> list[str]:
    """Return what axe finds, with the first element of each kind."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{it['id']}: {it['nodes'][0]['html'][:120]}" for it in found]
