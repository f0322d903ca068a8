"""Make the database ready before the server starts: folder, secret, schema, and the demonstration where it is asked for.

Run as a process of its own (``python -m ziping.web.preparing``): the server's workers are forked, and nothing that starts
threads may have run before.
"""

import os
import secrets
import sys
from pathlib import Path
from tempfile import TemporaryFile

import django

from ziping.model.errors import ZipingError
from ziping.model.language import Text


class DataFolderError(ZipingError):
    """The folder of the database and files cannot be made or written to."""

    def __init__(self, folder: Path, error: OSError) -> None:
        """Say which, why, and what to do."""
        super().__init__(
            Text(
                f"数据文件夹 {folder} 不能写入（{error.strerror}）；请检查权限，或用 --data 另指一个文件夹",
                f"the data folder {folder} cannot be written to ({error.strerror}); "
                "check its permissions, or name another with --data",
            )
        )


class UnreachableDatabaseError(ZipingError):
    """The database does not answer."""

    def __init__(self, reason: str) -> None:
        """Say what the database's driver said."""
        super().__init__(
            Text(
                f"连不上数据库：{reason}；请检查 DATABASE_URL，以及数据库是否已启动",
                f"the database does not answer: {reason}; check DATABASE_URL, and whether it runs",
            )
        )


def start_django() -> None:
    """Load the settings and the applications; raise ``ZipingError`` for a setting that cannot be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ziping.web.settings")
    django.setup()


def prepare() -> None:
    """Bring the folder and the schema up to date; fill in the demonstration once."""
    start_django()
    from django.conf import settings  # noqa: PLC0415 — needs django.setup()

    from ziping.web.demo.filling import fill_demo  # noqa: PLC0415
    from ziping.web.settings import DATA, SECRET_FILE  # noqa: PLC0415

    make_folder(DATA)
    (DATA / "static").mkdir(exist_ok=True)
    keep_secret(SECRET_FILE)
    migrate()
    if settings.DEMO:
        fill_demo()


def make_folder(folder: Path) -> None:
    """Make the folder and write a file into it; raise ``DataFolderError`` where that is impossible."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise DataFolderError(folder, error) from error


def keep_secret(file: Path) -> None:
    """Write a secret that only the owner reads, unless there is one."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), "ascii")


def migrate() -> None:
    """Bring the schema up to date; raise ``UnreachableDatabaseError`` where the database does not answer."""
    from django.core.management import call_command  # noqa: PLC0415 — needs django.setup()

    reach()
    call_command("migrate", verbosity=0, interactive=False)


def reach() -> None:
    """Ask the database for a sign of life; raise ``UnreachableDatabaseError`` where none comes."""
    from django.db import OperationalError, connection  # noqa: PLC0415 — needs django.setup()

    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise UnreachableDatabaseError(reason) from error


if __name__ == "__main__":
    try:
        prepare()
    except ZipingError as refused:
        sys.exit(f"{refused.text.zh}\n{refused.text.en}")
