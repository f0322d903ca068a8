"""How much processor time a page takes with 20,000 forms in the database, beside a bare Django view in the same run.

Requests go through all of Django in this process, without a network. ``benchmarks/web_load.py`` asks a real server.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

FORMS = 20_000
UNITS = 200
TIMES = 200
STATE = re.compile(r'<script id="filling-state" type="application/json">(.*?)</script>')
"""What a form's page tells its own script."""


def prepare(folder: str) -> None:
    """Make a database in the folder, and this process like one of the server's."""
    os.environ |= {
        "ZIPING_DATA": folder,
        "ZIPING_SECRET": "benchmark",
        "DJANGO_SETTINGS_MODULE": "ziping.web.settings",
    }
    (Path(folder) / "static").mkdir()
    import django  # noqa: PLC0415 — after the environment is set

    from ziping.web import server  # noqa: PLC0415 — sets what the engine reads when it is loaded

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    server.post_worker_init(None)


def fill() -> None:
    """Put the twelve published forms into 200 units until there are 20,000."""
    from django.utils import timezone  # noqa: PLC0415

    from ziping.web.demo.filling import demo_forms, make_organisations, make_people, make_task  # noqa: PLC0415
    from ziping.web.organisations.models import Organisation  # noqa: PLC0415
    from ziping.web.records.cells import as_content  # noqa: PLC0415
    from ziping.web.records.models import Record  # noqa: PLC0415

    now = timezone.now()
    places = make_organisations()
    make_people(places)
    task = make_task(2023, places["finance"], now)
    units = [
        Organisation.objects.create(
            name=f"预算单位{number}", code=f"u{number}", kind="unit", parent=places["department"]
        )
        for number in range(UNITS - 1)
    ]
    forms = [as_content(form) for form in demo_forms()]
    Record.objects.bulk_create(
        (
            Record(
                task=task,
                unit=[places["unit"], *units][number % UNITS],
                project=f"{forms[number % 12]['project']} {number}",
                state=["draft", "unit", "department", "finance", "approved"][number % 5],
                content={**forms[number % 12], "project": f"{forms[number % 12]['project']} {number}"},
                total=9000 + number % 1000,
                created_at=now,
                updated_at=now,
            )
            for number in range(FORMS)
        ),
        batch_size=500,
    )


@contextmanager
def serving(port: int) -> Iterator[None]:
    """Start the server on that port with the database prepared before; stop it afterwards."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:ziping.web.server"],
        env={**os.environ, "ZIPING_BIND": f"127.0.0.1:{port}", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        wait(port)
        yield
    finally:
        server.terminate()
        server.wait()


def wait(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def milliseconds(work: Callable[[int], object], times: int = TIMES) -> tuple[float, float]:
    """Return median and 95th percentile of the CPU milliseconds of a request."""
    spent = []
    for number in range(times):
        begun = time.process_time()
        work(number)
        spent.append((time.process_time() - begun) * 1000)
    cuts = quantiles(spent, n=20)
    return cuts[9], cuts[18]


def signed_in(login: str) -> "Client":
    """Return a browser without pictures in which that person is signed in."""
    from django.test import Client  # noqa: PLC0415

    from ziping.web.accounts.models import User  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost")
    person = User.objects.get(username=login)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def measure() -> None:
    """Print a line for each kind of request."""
    from django.http import HttpResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    from ziping.web import urls  # noqa: PLC0415
    from ziping.web.accounts.models import User  # noqa: PLC0415
    from ziping.web.records.models import Record  # noqa: PLC0415

    bare_view = path("bare/", lambda _: HttpResponse("bare"))
    urls.urlpatterns[:0] = [bare_view]
    clients = {login: signed_in(login) for login in ("clerk", "finance")}
    clerk = User.objects.get(username="clerk").pk
    drafts = list(
        Record.objects.filter(state="draft", unit__code="demo-unit").values_list("pk", flat=True)[:50]
    )

    def ask(login: str, address: str) -> str:
        answer = clients[login].get(address)
        assert answer.status_code == 200, address  # noqa: S101, PLR2004
        return answer.content.decode()

    pages: dict[int, dict[str, Any]] = {}

    def open_first(number: int) -> None:
        """Open a form that nobody opened before: the rules are asked."""
        found = STATE.search(ask("clerk", f"/forms/{drafts[number]}/"))
        pages[number] = json.loads(found[1]) if found else {}

    def edit(number: int) -> None:
        """Send one cell as the page does that the last answer went to."""
        pointer, number_of_page = "/indicators/0/score", number % len(drafts)
        page = pages[number_of_page]
        edits = [{"pointer": pointer, "was": page["values"][pointer], "value": f"{number % 20}.00"}]
        body = {"person": clerk, "version": page["version"], "shape": page["shape"], "edits": edits}
        address = f"/forms/{drafts[number_of_page]}/cells/"
        answer = clients["clerk"].post(address, body, content_type="application/json")
        assert answer.status_code == 200, answer.content  # noqa: S101, PLR2004
        pages[number_of_page] = answer.json()

    milliseconds(lambda _: ask("clerk", "/bare/"))
    bare, _ = milliseconds(lambda _: ask("clerk", "/bare/"))
    name = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    print(f"{FORMS} forms, {name}; CPU ms of a request in this process; load {os.getloadavg()[0]:.1f}")
    print(f"{'':36}{'p50':>8}{'p95':>8}{'ratio to a bare view':>24}")
    for name, (work, times) in {
        "bare view": (lambda _: ask("clerk", "/bare/"), TIMES),
        "list of a clerk": (lambda _: ask("clerk", "/forms/?tab=all"), TIMES),
        "list of finance, all forms": (lambda _: ask("finance", "/forms/?tab=all"), TIMES),
        "list of finance, search of 2 signs": (lambda _: ask("finance", "/forms/?tab=all&q=外宣"), TIMES),
        "form page, opened for the first time": (open_first, len(drafts)),
        "form page": (lambda it: ask("clerk", f"/forms/{drafts[it % len(drafts)]}/"), TIMES),
        "one edit with all checks": (edit, TIMES),
    }.items():
        p50, p95 = milliseconds(work, times)
        print(f"{name:36}{p50:8.2f}{p95:8.2f}{p50 / bare:24.1f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
    with TemporaryDirectory() as folder:
        prepare(folder)
        fill()
        measure()
