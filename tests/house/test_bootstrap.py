"""The bootstrap does nothing twice, and says in a sentence what it cannot do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap

PRETEND_OLD = """
import runpy, sys
sys.version_info = (3, 10, 0, "final", 0)
runpy.run_path({script!r}, run_name="__main__")
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a project whose development environment is up to date, with this Python in it."""
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "requirements").mkdir()
    for kind in ("runtime", "dev"):
        (tmp_path / "requirements" / f"{kind}.txt").write_text(kind)
    python = bootstrap.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    bootstrap.stamp(tmp_path, "dev").write_text(bootstrap.digest(tmp_path, "dev"))
    return tmp_path


def program(folder: Path, name: str, text: str) -> None:
    """Put a program on a PATH of its own."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("kind", ["runtime", "dev"])
def test_a_development_environment_serves_both(made: Path, kind: str) -> None:
    assert bootstrap.is_current(made, kind)


def test_a_runtime_environment_does_not_serve_the_tests(made: Path) -> None:
    bootstrap.stamp(made, "dev").rename(bootstrap.stamp(made, "runtime"))
    bootstrap.stamp(made, "runtime").write_text(bootstrap.digest(made, "runtime"))
    assert bootstrap.is_current(made, "runtime")
    assert not bootstrap.is_current(made, "dev")


@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements/dev.txt"])
def test_a_change_asks_for_a_new_installation(made: Path, changed: str) -> None:
    (made / changed).write_text("changed")
    assert not bootstrap.is_current(made, "dev")


def test_an_environment_whose_python_is_gone_is_not_current(made: Path) -> None:
    bootstrap.python_of(made).unlink()
    assert not bootstrap.is_current(made, "dev")


def test_what_is_current_is_left_alone(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", made)
    monkeypatch.delattr(bootstrap, "install")
    bootstrap.main([])


def test_an_old_python_alone_is_refused_with_a_sentence(tmp_path: Path) -> None:
    code = PRETEND_OLD.format(script=bootstrap.__file__)
    refused = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (refused.returncode, refused.stderr.strip()) == (1, bootstrap.TOO_OLD)


def test_an_old_python_hands_over_to_a_newer_one_that_runs(tmp_path: Path) -> None:
    program(tmp_path, "python3.14", "exit 127")
    program(tmp_path, "python3.12", 'if [ "$1" = -c ]; then exit 0; fi; echo "taken over: $*"')
    code = PRETEND_OLD.format(script=bootstrap.__file__)
    taken = subprocess.run(
        [sys.executable, "-c", code, "--dev"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert taken.stdout.startswith("taken over: ")
    assert taken.stdout.endswith("--dev\n")


def test_where_there_is_no_pip_at_all_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "succeeds", lambda *_: False)
    monkeypatch.setattr(bootstrap, "WHEELS", tmp_path)
    with pytest.raises(SystemExit, match="python3-venv"):
        bootstrap.pip_for(tmp_path)


def test_where_only_debian_has_pip_its_wheel_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "pip-23.0.1-py3-none-any.whl"
    wheel.touch()
    monkeypatch.setattr(bootstrap, "succeeds", lambda *_: False)
    monkeypatch.setattr(bootstrap, "WHEELS", tmp_path)
    assert bootstrap.pip_for(tmp_path) == [str(bootstrap.python_of(tmp_path)), str(wheel / "pip")]


def test_a_failed_installation_ends_with_a_sentence_and_no_stamp(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.stamp(made, "dev").unlink()
    monkeypatch.setattr(bootstrap, "pip_for", lambda _: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(SystemExit, match="pip's own configuration"):
        bootstrap.install(made, "dev")
    assert not bootstrap.stamp(made, "dev").exists()


def test_packages_that_are_there_are_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, "dpkg-query", "printf installed")
    program(tmp_path, "apt-get", "echo asked")
    monkeypatch.setenv("PATH", str(tmp_path))
    bootstrap.add_what_tests_need()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("apt", "user", "reason"),
    [(None, 0, "no apt-get here"), ("exit 0", 1000, "needs root"), ("exit 100", 0, "apt-get failed")],
)
def test_packages_that_cannot_be_had_are_named_and_it_goes_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    apt: str | None,
    user: int,
    reason: str,
) -> None:
    if apt:
        program(tmp_path, "apt-get", apt)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    bootstrap.add_what_tests_need()
    said = capfd.readouterr().err
    assert said.startswith("未能安装 chromium fonts-noto-cjk postgresql")
    assert reason in said


def test_missing_packages_are_installed_after_an_update(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    program(tmp_path, "apt-get", f'echo "$*" >> {log}')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.add_what_tests_need()
    first, second = log.read_text().splitlines()
    assert first.startswith("update")
    assert second.endswith("chromium fonts-noto-cjk postgresql")
    assert capfd.readouterr().err == ""


def test_a_name_that_is_not_on_the_path_is_no_python() -> None:
    assert shutil.which("python3.99") is None
    assert not bootstrap.new_enough("python3.99")
