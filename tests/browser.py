"""A real Chromium for the tests that need one; where there is none they are skipped and say why.

with visiting(path.as_uri()) as visit:
    assert visit.complaints == []
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS: Final = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")

# A page that answers late on a busy machine is no defect of the page; benchmarks/ tell how fast it is.
expect.set_options(timeout=30_000)


@dataclass
class Visit:
    """An open page, and everything that it asked for or complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on the console, exceptions, and requests that failed."""
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._failed)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _failed(self, request: Request) -> None:
        # A page that is left takes back what it still waits for: no fault of anybody.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")


@contextmanager
def visiting(
    url: str, *, width: int = 1366, height: int = 768, dark: bool = False, scripts: bool = True
) -> Iterator[Visit]:
    """Open a page as a clerk sees it, on the commonest screen of an office; skip the test without a browser."""
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        try:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                java_script_enabled=scripts,
            )
            visit = Visit(context.new_page())
            visit.page.goto(url)
            yield visit
        finally:
            browser.close()


def _launched(playwright: Playwright) -> Browser:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(_NAMES)} is installed")
    try:
        return playwright.chromium.launch(executable_path=found, args=list(_ARGUMENTS))
    except Error as refused:
        pytest.skip(f"{found} does not start: {refused.message.splitlines()[0]}")
