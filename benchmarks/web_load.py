"""Sixty-four clerks at once for a minute against a real server: which edits are lost, and how long people wait.

Each clerk edits forms of his own, one cell after another, and looks at the list now and then. Afterwards every edit that the
server said it had saved must stand in the database. ``DATABASE_URL`` measures PostgreSQL, else SQLite.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

CLIENTS = 64
SECONDS = int(os.environ.get("SECONDS", "60"))
PATIENCE = 600
"""Seconds until a client gives up: on a machine that is busy with other work, waiting is no error."""
PORT = 8199
POINTER = "/indicators/0/score"


@dataclass
class Clerk:
    """One person with a session and a form."""

    session: str
    person: int
    record: str
    version: int
    value: str
    shape: str = ""
    """Of the table that the page shows; without it the first answer brings the whole table."""
    saved: list[str] = field(default_factory=list)
    """Every value that the server said it had saved."""
    errors: list[str] = field(default_factory=list)
    waited: dict[str, list[float]] = field(default_factory=lambda: {"edit": [], "list": []})

    def work(self, until: float) -> None:
        """Edit, and look at the list after every fifth edit."""
        server = HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        number = 0
        while time.monotonic() < until:
            number += 1
            try:
                self._edit(server, number)
                if number % 5 == 1:
                    self._ask(server, "list", "GET", "/forms/?tab=all")
            except (OSError, HTTPException) as error:
                self.errors.append(repr(error))
                server.close()

    def _edit(self, server: HTTPConnection, number: int) -> None:
        value = f"{number % 2000 // 100}.{number % 100:02}"
        edits = [{"pointer": POINTER, "was": self.value, "value": value}]
        body = json.dumps(
            {"person": self.person, "version": self.version, "shape": self.shape, "edits": edits}
        )
        told = json.loads(self._ask(server, "edit", "POST", f"/forms/{self.record}/cells/", body) or "{}")
        if POINTER in told.get("saved", ()):
            self.saved.append(value)
            self.value, self.version, self.shape = value, told["version"], told["shape"]
        else:
            self.errors.append(str(told)[:200])

    def _ask(self, server: HTTPConnection, kind: str, method: str, address: str, body: str = "") -> bytes:
        token = "a" * 32
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/json",
        }
        begun = time.monotonic()
        server.request(method, address, body, headers)
        answer = server.getresponse()
        held = answer.read()
        self.waited[kind].append(time.monotonic() - begun)
        if answer.status != 200:  # noqa: PLR2004 — the code of HTTP
            self.errors.append(f"{method} {address}: {answer.status}")
        return held


def clerks() -> list[Clerk]:
    """Give each client a session and a draft of his own."""
    from django.contrib.auth import SESSION_KEY  # noqa: PLC0415 — after the settings are known
    from django.test import Client  # noqa: PLC0415

    from ziping.web.accounts.models import User  # noqa: PLC0415
    from ziping.web.records.models import Record  # noqa: PLC0415

    person = User.objects.get(username="clerk")
    drafts = Record.objects.filter(state="draft", unit__code="demo-unit")[:CLIENTS]
    made = []
    for record in drafts:
        client = Client(HTTP_HOST="localhost")
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.session[SESSION_KEY]  # noqa: S101
        score = record.content["indicators"][0]["score"]
        session = client.cookies["sessionid"].value
        made.append(Clerk(session, person.pk, str(record.pk), record.version, score))
    return made


def lost(people: list[Clerk]) -> int:
    """Return how many edits that the server said it had saved are not in the history, or not in the form though the last."""
    from ziping.web.records.models import Record  # noqa: PLC0415

    held = {str(it.pk): it for it in Record.objects.filter(pk__in=[it.record for it in people])}
    missing = 0
    for it in people:
        record = held[it.record]
        edits = record.events.filter(kind="edit").order_by("number").values_list("data", flat=True)
        told = [edit["to"] for edit in edits]
        missing += (Counter(it.saved) - Counter(told)).total()
        missing += bool(told) and record.content["indicators"][0]["score"] != told[-1]
    return missing


def report(people: list[Clerk]) -> None:
    """Print what came of it."""
    name = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    saved, errors = sum(len(it.saved) for it in people), [error for it in people for error in it.errors]
    print(
        f"{name}: {len(people)} clients, {SECONDS} s: {saved} edits saved, {len(errors)} errors, lost: {lost(people)}"
    )
    for error in errors[:5]:
        print(f"   {error}")
    asked = sum(len(times) for it in people for times in it.waited.values())
    print(
        f"   {asked / SECONDS:.1f} requests a second on {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}"
    )
    for kind in ("edit", "list"):
        cuts = quantiles([1000 * it for person in people for it in person.waited[kind]], n=20)
        print(f"   {kind:5} ms   p50 {cuts[9]:8.0f}   p95 {cuts[18]:8.0f}")


def main() -> None:
    """Fill a database, start the server, and let everybody work."""
    root = Path(__file__).parent.parent
    sys.path[:0] = [str(root), str(root / "src")]
    from benchmarks import web  # noqa: PLC0415 — found through the path just set

    web.UNITS = 2
    with TemporaryDirectory() as folder:
        web.prepare(folder)
        web.fill()
        people = clerks()
        with web.serving(PORT):
            until = time.monotonic() + SECONDS
            threads = [threading.Thread(target=it.work, args=(until,)) for it in people]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        report(people)


if __name__ == "__main__":
    main()
