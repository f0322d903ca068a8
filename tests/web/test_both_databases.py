"""The web application on PostgreSQL as on SQLite; and a database that an earlier release left behind."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.samples import ROOT, real
from tools.postgres import NOT_HERE
from ziping.web.records.cells import as_content

INNER = ["-q", "-m", "not browser and not slow", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/web"]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "PYTHONPATH": ":".join(sys.path), **environment}
    asked = [sys.executable, *command]
    return subprocess.run(asked, env=known, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
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
def test_a_database_of_the_first_schema_is_brought_up_to_date_with_all_it_holds(tmp_path: Path) -> None:
    own = {"ZIPING_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ziping.web.settings", "DATABASE_URL": ""}
    first = run("-m", "django", "migrate", "records", "0001_initial", "-v", "0", **own)
    assert first.returncode == 0, first.stderr
    file = tmp_path / "ziping.sqlite3"
    content = json.dumps(as_content(real("2023/3")))
    with closing(sqlite3.connect(file)) as held, held:
        held.executescript((Path(__file__).parent / "first_schema.sql").read_text("utf-8"))
        held.execute("UPDATE records_record SET content = ?", [content])
    prepared = run("-m", "ziping.web.preparing", **own)
    assert prepared.returncode == 0, prepared.stderr
    with closing(sqlite3.connect(file)) as held:
        assert held.execute("SELECT project, content FROM records_record").fetchall() == [
            ("海外办事处专项", content)
        ]
        assert held.execute("SELECT count(*) FROM records_event").fetchone() == (1,)
    healthy = run("-c", "from ziping.cli import main; main()", "doctor", **own)
    assert "1 条记录环环相扣" in healthy.stdout
