"""schemathesis asks the interface whatever its description allows and forbids; it keeps its word and never fails inside."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.schemas import OpenApiSchema

from tests.web.conftest import World
from ziping.web.api.models import Scope
from ziping.web.api.operations import make_token

EXAMPLES = 4
"""For each operation and each mode."""
ALWAYS_THE_SAME = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def described() -> OpenApiSchema:
    generation = GenerationConfig(allow_x00=False, deterministic=True)
    config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=generation)))
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), config=config)


def ask(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, token: str, known: dict[str, Any]
) -> None:
    """Ask one operation a few times; of what the world has, by its true key where the question is a sensible one."""

    @ALWAYS_THE_SAME
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            for name in set(known) & set(case.path_parameters):
                case.path_parameters[name] = known[name]
            if isinstance(case.body, dict) and "file" in case.body:
                # What else may come with a file has names that no multipart body can hold.
                case.body = {"file": case.body["file"]}
            if isinstance(case.body, dict) and "task" in case.body:
                case.body["task"] = known["task_id"]
        headers = {"Authorization": f"Bearer {token}"}
        response = case.call(headers=headers)
        # A body beyond all bounds is refused before anybody looks into it; schemathesis takes 413 for no refusal.
        if response.status_code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            case.validate_response(response, headers=headers)

    asked()


@pytest.fixture
def lasting_connection() -> Iterator[None]:
    """Keep the test's connection open between requests, as Django's own client does."""
    for it in (request_started, request_finished):
        it.disconnect(close_old_connections)
    yield
    for it in (request_started, request_finished):
        it.connect(close_old_connections)


@pytest.mark.usefixtures("lasting_connection")
@pytest.mark.parametrize("mode", GenerationMode)
def test_the_interface_keeps_its_word(
    world: World, settings: LazySettings, tmp_path: Path, mode: GenerationMode
) -> None:
    settings.MEDIA_ROOT, settings.API_RATE = tmp_path, 10**6
    known = {"form_id": str(world.record().pk), "task_id": world.task.pk}
    token = make_token(person=world.people["clerk"], name="schemathesis", scope=Scope.WRITE, at=world.now)
    broken: dict[str, list[str]] = {}
    for found in described().get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        try:
            ask(operation, mode, token, known)
        except BaseExceptionGroup as failure:
            broken[operation.label] = [str(it) for it in failure.exceptions]
        except Failure as failure:
            broken[operation.label] = [str(failure)]
    assert broken == {}
