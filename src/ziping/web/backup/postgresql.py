"""PostgreSQL: copied and loaded by its own tools, ``pg_dump`` and ``pg_restore``, within one snapshot and one transaction."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from ziping.model.language import Text
from ziping.web.backup.copies import DIGESTS, EVIDENCE, MIGRATIONS, Copied, copied
from ziping.web.backup.manifest import BackupError
from ziping.web.preparing import reach

_PLACES: Final = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "usr/local/pgsql/bin")
_ROUTINES: Final = """
    SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"""
_KEPT_OUT: Final = ("--no-owner", "--no-privileges", "--no-comments")


class PostgreSQL:
    """The database of ``DATABASE_URL``."""

    def copy(self, into: Path) -> Copied:
        """Dump the snapshot of one transaction, and count in the same."""
        reach()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            (snapshot,) = _asked("SELECT pg_export_snapshot()")[0]
            _run("pg_dump", "--format=custom", *_KEPT_OUT, f"--snapshot={snapshot}", f"--file={into}")
            names = sorted(connection.introspection.table_names(cursor))
            tables = {it: _asked(f"SELECT count(*) FROM {_quoted(it)}")[0][0] for it in names}  # noqa: S608 — its own tables
            digests = _asked(DIGESTS) if EVIDENCE in tables else []
            return copied(tables, _asked(MIGRATIONS), digests)

    def is_empty(self) -> bool:
        """Tell whether there is no table yet."""
        reach()
        return not connection.introspection.table_names()

    @contextmanager
    def loaded(self, copy: Path) -> Iterator[dict[str, str]]:
        """Load in one transaction; empty the database again where something fails later."""
        before = set(_asked(_ROUTINES))
        name = connection.settings_dict["NAME"]
        _run(
            "pg_restore", "--single-transaction", "--exit-on-error", *_KEPT_OUT, f"--dbname={name}", str(copy)
        )
        try:
            yield {}
        except BaseException:
            _emptied(before)
            raise


@transaction.atomic
def _emptied(before: set[Any]) -> None:
    """Take out the tables and functions that came with a copy."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {_quoted(table)} CASCADE")
        for (routine,) in set(_asked(_ROUTINES)) - before:
            cursor.execute(f"DROP ROUTINE {routine}")


def _asked(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's tools on the database of the settings; its password stays out of the arguments."""
    asked = [_tool(program), *arguments]
    done = subprocess.run(asked, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603 — its own tools
    if done.returncode:
        said = " ".join(done.stderr.split())[:300]
        raise BackupError(
            Text(
                f"{program} 没有成功：{said}；{program} 的版本不能低于服务器的版本",
                f"{program} failed: {said}; its version must not be below the server's",
            )
        )


def _tool(program: str) -> str:
    """Return where a tool is: on the PATH, or where distributions put it, the newest first."""
    found = shutil.which(program) or next(
        (str(it) for place in _PLACES for it in sorted(Path("/").glob(f"{place}/{program}"), reverse=True)),
        None,
    )
    if found is None:
        raise BackupError(
            Text(
                f"没有找到 {program}；请安装 PostgreSQL 客户端，如 apt install postgresql-client",
                f"{program} was not found; install PostgreSQL's client, such as apt install postgresql-client",
            )
        )
    return found


def _environment() -> dict[str, str]:
    held = connection.settings_dict
    _, options = DatabaseClient.settings_to_cmd_args_env(held, [])
    own = {"PGHOST": held["HOST"], "PGPORT": held["PORT"], "PGUSER": held["USER"], "PGDATABASE": held["NAME"]}
    return {**os.environ, **{name: str(value) for name, value in own.items() if value}, **(options or {})}
