"""The review as a page in a real browser: quiet, whole, within the screen, and the same paper."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from tests.browser import visiting
from tests.writers.review.making import about
from ziping.writers.review import LETTER, REVIEW, Kind, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
CLIPPED = """[...document.querySelectorAll('td, th')]
    .filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.textContent.trim().slice(0, 20))"""
FILLED = "[...document.querySelectorAll('svg rect[fill^=url]')].map(it => document.querySelector(it.getAttribute('fill').slice(4, -1)) !== null)"


@pytest.fixture(scope="module", params=[REVIEW, LETTER], ids=["review", "letter"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    kind: Kind = request.param
    path = tmp_path_factory.mktemp("review") / f"{kind.title}.html"
    path.write_bytes(write(about(), kind.template, "html"))
    return path


def test_it_opens_without_complaint_and_asks_for_nothing_else(page: Path) -> None:
    with visiting(page.as_uri()) as visit:
        assert visit.page.locator("table thead").count() >= 12
        assert visit.complaints == []
        assert visit.requests == [page.as_uri()]


def test_nothing_is_cut_off(page: Path) -> None:
    with visiting(page.as_uri()) as visit:
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert visit.page.evaluate(CLIPPED) == []


def test_every_hatched_bar_has_its_hatching(page: Path) -> None:
    with visiting(page.as_uri()) as visit:
        found = visit.page.evaluate(FILLED)
    assert all(found)
    assert bool(found) == (page.stem == REVIEW.title)


def test_paper_has_the_size_of_the_pdf(page: Path) -> None:
    kind = next(it for it in (REVIEW, LETTER) if it.title == page.stem)
    with visiting(page.as_uri()) as visit:
        printed = visit.page.pdf(prefer_css_page_size=True)
    ours = [pypdfium2.PdfDocument(BytesIO(it)) for it in (printed, write(about(), kind.template, "pdf"))]
    assert min(map(len, ours)) > 10
    sizes = zip(*(document[0].get_size() for document in ours), strict=True)
    assert all(abs(one - other) < 3 for one, other in sizes)
