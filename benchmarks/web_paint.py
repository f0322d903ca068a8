"""What a clerk's browser sees with 20,000 forms in the database: when a form's page is there, and how soon an edit is answered.

A real Chromium asks a real server on this machine. All times are wall clock, so they say little on a machine that is busy
with other work; its load is printed beside them.
"""

import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

TIMES = 12
PORT = 8198
SEEN = """async () => {
  const last = await new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().pop().startTime))
    .observe({ type: "largest-contentful-paint", buffered: true }));
  const [page] = performance.getEntriesByType("navigation");
  const [first] = performance.getEntriesByName("first-contentful-paint");
  return [page.responseStart, first.startTime, Math.max(last, page.loadEventEnd)];
}"""
"""First byte, first contentful paint, and the later of the last paint and the load event."""
EDIT = """(value) => new Promise((done) => {
  const area = document.querySelector('[data-pointer="/indicators/0/score"] textarea');
  area.focus();
  area.value = value;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
  }).observe(document.querySelector("[data-found]"), { childList: true });
  area.blur();
})"""
"""From leaving the cell until the frame with the new findings is painted."""


def main() -> None:
    """Fill a database, start the server, open a form, and edit it."""
    root = Path(__file__).parent.parent
    sys.path[:0] = [str(root), str(root / "src")]
    from benchmarks import web, web_load  # noqa: PLC0415 — found through the path just set
    from tests.browser import visiting  # noqa: PLC0415

    web.UNITS = 2
    with TemporaryDirectory() as folder:
        web.prepare(folder)
        web.fill()
        clerk = web_load.clerks()[0]
        with web.serving(PORT), visiting("about:blank") as visit:
            page, address = visit.page, f"http://127.0.0.1:{PORT}"
            page.context.add_cookies([{"name": "sessionid", "value": clerk.session, "url": address}])
            seen = []
            for _ in range(TIMES):
                page.goto(f"{address}/forms/{clerk.record}/", wait_until="load")
                seen.append(page.evaluate(SEEN))
            edits = [page.evaluate(EDIT, f"{number}.00") for number in range(TIMES)]
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(
        f"{web.FORMS} forms; ms as Chromium sees them, median and worst of {TIMES}; {cores} cores, load {load:.1f}"
    )
    for name, times in zip(
        ("first byte", "first contentful paint", "full paint"), zip(*seen, strict=True), strict=True
    ):
        print(f"   {name:24}{median(times):8.0f}{max(times):8.0f}")
    print(f"   {'edit to findings':24}{median(edits):8.0f}{max(edits):8.0f}")


if __name__ == "__main__":
    main()
