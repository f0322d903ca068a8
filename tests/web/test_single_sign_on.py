"""People come in through the office's identity service: those who are known here, and nobody else."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.conftest import World


class Service(BaseHTTPRequestHandler):
    """An identity service that lets everybody in under the name that stands in the code."""

    server: "Services"

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"
        if "well-known" in self.path:
            ways = ("authorization", "token", "userinfo")
            self._tell({f"{way}_endpoint": f"{base}/{way}" for way in ways})
        else:
            name = self.headers["Authorization"].removeprefix("Bearer ")
            self._tell({"sub": f"id of {name}", "preferred_username": name})

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._tell({"access_token": asked["code"][0], "token_type": "Bearer"})

    def _tell(self, told: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the name that the library gives
        del format, args


class Services(HTTPServer):
    """The service on a free port."""


@pytest.fixture
def service(settings: Settings) -> Iterator[None]:
    server = Services(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "office",
        "name": "统一登录",
        "client_id": "ziping",
        "secret": "x",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.SINGLE_SIGN_ON = "/accounts/oidc/office/login/"
    yield
    server.shutdown()
    server.server_close()


def come_in(client: Client, name: str) -> int:
    away = client.get("/accounts/oidc/office/login/")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    return client.get("/accounts/oidc/office/login/callback/", {"code": name, "state": state}).status_code


@pytest.mark.usefixtures("service")
def test_a_known_person_comes_in_and_sees_his_forms(world: World) -> None:
    record = world.record()
    client = Client()
    assert "统一登录" in client.get("/accounts/login/").content.decode()
    assert come_in(client, "clerk") == 302
    assert client.get(f"/forms/{record.pk}/").status_code == 200
    again = Client()
    assert come_in(again, "clerk") == 302


@pytest.mark.usefixtures("service", "world")
def test_others_do_not_and_are_told_why() -> None:
    client = Client()
    assert come_in(client, "somebody") == 403
    assert client.get("/forms/").status_code == 302


@pytest.mark.usefixtures("service")
def test_a_person_who_was_locked_does_not(world: World) -> None:
    world.people["clerk"].is_active = False
    world.people["clerk"].save()
    assert come_in(Client(), "clerk") == 403


@pytest.mark.usefixtures("world")
def test_without_a_service_there_is_no_such_way() -> None:
    assert "统一登录" not in Client().get("/accounts/login/").content.decode()
    assert Client().get("/accounts/oidc/office/login/").status_code == 404
