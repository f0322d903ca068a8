"""A small world for the tests of the web application: the demonstration's organisations and people, and real forms."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser import Visit, visiting
from tests.samples import real
from ziping.web.accounts.models import User
from ziping.web.demo.filling import make_organisations, make_people, make_task
from ziping.web.organisations.models import Organisation
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record
from ziping.web.tasks.models import Task


@dataclass(frozen=True)
class World:
    """Organisations and people by the names of the demonstration, and the task of 2023."""

    places: dict[str, Organisation]
    people: dict[str, User]
    task: Task
    now: datetime

    def record(self, name: str = "2023/3", unit: str = "unit") -> Record:
        """Bring a real form into the task: ``2023/3`` is 海外办事处专项."""
        return create_record(
            task=self.task, unit=self.places[unit], form=real(name), actor=self.people["clerk"], at=self.now
        )

    def client(self, login: str) -> Client:
        """Return a browser without pictures in which that person is signed in."""
        return signed_in_client(self.people[login])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the embedded database be emptied between tests; in use, it refuses to delete events.

    PostgreSQL removes no database to which a thread of a browser test's server is still connected.
    """
    del django_db_setup
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER event_not_deleted")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def world(db: None) -> World:
    """Make the world anew for each test."""
    del db
    now = timezone.now()
    places = make_organisations()
    return World(places, make_people(places), make_task(2023, places["finance"], now), now)


def signed_in_client(person: User) -> Client:
    """Return a browser without pictures in which that person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sign_in(visit: Visit, server: str, login: str) -> None:
    """Give a real browser the session of that person."""
    session = signed_in_client(User.objects.get(username=login)).cookies["sessionid"]
    visit.page.context.add_cookies([{"name": "sessionid", "value": session.value, "url": server}])


Visiting = Callable[[str, str], AbstractContextManager[Visit]]


@pytest.fixture
def visit_as(live_server: LiveServer, transactional_db: None) -> Visiting:
    """Open a page of the running server in a real browser, signed in as that person."""
    del transactional_db

    @contextmanager
    def open_as(login: str, path: str) -> Iterator[Visit]:
        with visiting("about:blank") as visit:
            sign_in(visit, live_server.url, login)
            visit.page.goto(f"{live_server.url}{path}")
            yield visit
            outside = [it for it in visit.requests if not it.startswith((live_server.url, "data:"))]
            assert outside == [], "nothing is fetched from elsewhere"

    return open_as
