"""The commands that the READMEs promise are those that CI runs, and the Makefile has them all."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROMISED = ["make demo", "make test"]
README = ["README.md", "README.zh-CN.md"]


def commands(text: str) -> list[str]:
    """Return the lines that are nothing but a make command; what is said about it comes after a #."""
    return re.findall(r"^(make \w+)(?: +#.*)?$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", README)
def test_readme_names_the_two_commands(name: str) -> None:
    assert commands((ROOT / name).read_text("utf-8")) == PROMISED


def test_ci_runs_what_the_readme_says_and_ends_with_the_tests() -> None:
    run = commands((ROOT / ".ci" / "run").read_text("utf-8"))
    assert [command for command in run if command in PROMISED] == PROMISED
    assert run[-1] == "make test"


def test_ci_stops_at_the_first_failure_and_can_be_run() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert "\nset -euo pipefail\n" in run.read_text("utf-8")


def test_help_describes_every_target_in_both_languages() -> None:
    targets = re.findall(r"^([a-z]+):(.*)$", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    assert {"help", "demo", "test", "check", "fix", "docs", "bench"} <= {name for name, _ in targets}
    assert [name for name, rest in targets if not re.search(r"## .*[一-鿿].* ?· \w", rest)] == []


def test_make_alone_helps() -> None:
    shown = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, check=True)
    assert "make demo" in shown.stdout.decode("utf-8")
