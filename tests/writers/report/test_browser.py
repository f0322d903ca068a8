"""The HTML report in a real browser: whole, quiet, and within the screen."""

from pathlib import Path

import pytest

from tests.browser import visiting
from tests.writers.report.building import assessed
from ziping.model.language import Language
from ziping.writers.report.html import html_report

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
BROKEN = """[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))
    .filter(to => !to.startsWith('#') || !document.getElementById(to.slice(1)))"""
CLIPPED = """[...document.querySelectorAll('.part td, .part th, .picture td, .picture th, .finding')]
    .filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.id || it.className)"""


@pytest.fixture(scope="module", params=list(Language))
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "报告.html"
    path.write_text(html_report(assessed(), language=request.param), encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_opens_without_complaint_and_asks_for_nothing_else(report: Path, dark: bool) -> None:
    with visiting(report.as_uri(), dark=dark) as visit:
        assert visit.page.locator(".picture tbody svg").count() == 24
        assert visit.page.locator(".picture rect.bar-error").first.bounding_box()
        assert visit.complaints == []
        assert visit.requests == [report.as_uri()]


def test_it_fits_the_screen_and_every_link_leads_somewhere(report: Path) -> None:
    with visiting(report.as_uri()) as visit:
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert visit.page.evaluate(BROKEN) == []
        assert visit.page.evaluate(CLIPPED) == []


def test_it_fits_a_narrow_screen(report: Path) -> None:
    with visiting(report.as_uri(), width=420) as visit:
        assert visit.page.evaluate(OVERFLOW) <= 0


def test_it_is_read_without_scripts(report: Path) -> None:
    with visiting(report.as_uri(), scripts=False) as visit:
        assert visit.page.locator("section.sheet").count() == 12


def test_it_prints_on_several_pages_each_form_on_its_own(report: Path) -> None:
    with visiting(report.as_uri()) as visit:
        printed = visit.page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") > 12
