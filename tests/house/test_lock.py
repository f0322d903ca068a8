"""The locked requirements are whole and name no host; every runtime dependency has its reasons."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9.]+(post[0-9]+)?)( ; [\w\s.'=!<>()]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
)
BOTH = pytest.mark.parametrize("kind", ["runtime", "dev"])


def lines(kind: str) -> list[str]:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def pins(kind: str) -> dict[str, str]:
    found = (PIN.fullmatch(line) for line in lines(kind))
    return {match["name"]: match["version"] for match in found if match and match["name"]}


def names(requirements: list[str | dict[str, str]]) -> set[str]:
    asked = (re.match(r"[\w-]+", text) for text in requirements if isinstance(text, str))
    return {match[0].replace("_", "-") for match in asked if match}


@BOTH
def test_every_line_is_a_version_or_a_hash(kind: str) -> None:
    assert [line for line in lines(kind) if not PIN.fullmatch(line)] == []


@BOTH
def test_no_host_is_named(kind: str) -> None:
    assert "://" not in (ROOT / "requirements" / f"{kind}.txt").read_text("utf-8")


def test_what_the_project_asks_for_is_locked() -> None:
    assert names(PROJECT["project"]["dependencies"]) <= set(pins("runtime"))
    assert names(PROJECT["dependency-groups"]["build"]) <= set(pins("runtime"))
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(pins("dev"))


def test_tests_run_against_the_versions_that_are_shipped() -> None:
    assert pins("runtime").items() <= pins("dev").items()


def test_the_builder_is_the_one_that_is_locked() -> None:
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]


@pytest.mark.parametrize("name", sorted(names(PROJECT["project"]["dependencies"])))
def test_every_runtime_dependency_earned_its_place(name: str) -> None:
    decision = (ROOT / "docs" / "decisions" / "0002-stack.md").read_text("utf-8")
    assert f"| {name} |" in decision
