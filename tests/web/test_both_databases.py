"""The web application on PostgreSQL as on SQLite; and a database that an earlier release left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.samples import ROOT
from tools.postgres import NOT_HERE

INNER = ["-q", "-m", "not browser and not slow", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/web"]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "PYTHONPATH": ":".join(sys.path), **environment}
    asked = [sys.executable, *command]
    return subprocess.run(asked, env=known, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the tests run on PostgreSQL as it is")
def test_everything_that_holds_on_sqlite_holds_on_postgresql(tmp_path: Path) -> None:
    done = run(
        "tools/postgres.py",
        sys.executable,
        "-m",
        "pytest",
        *INNER,
        ZIPING_DATA=str(tmp_path),
        PYTEST_ADDOPTS="",
    )
    if done.returncode == NOT_HERE:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.slow
@pytest.mark.parametrize("beside", [(), ("tools/postgres.py", sys.executable)], ids=["sqlite", "postgresql"])
def test_a_database_of_the_first_schema_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path, beside: tuple[str, ...]
) -> None:
    own = {"ZIPING_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ziping.web.settings", "DATABASE_URL": ""}
    done = run(*beside, "-m", "tests.web.first_schema", **own)
    if done.returncode == NOT_HERE:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    assert "Verified(records=1, events=1, broken=())" in done.stdout
