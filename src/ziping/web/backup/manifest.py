"""What an archive says of itself: which release made it, when, from which database, and how much is in it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pydantic import BaseModel, ConfigDict, ValidationError

from ziping.model.errors import ZipingError
from ziping.model.language import Text

NAME: Final = "manifest.json"
FORMAT: Final = "ziping.backup/1"
ENGINES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class BackupError(ZipingError):
    """A backup could not be made, or not be restored."""


class ForeignArchiveError(BackupError):
    """A file that no ``ziping backup`` wrote."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(
            Text(f"{name}：不是 ziping backup 写出的备份", f"{name}: not written by ziping backup")
        )


class Manifest(BaseModel):
    """The first member of every archive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["ziping.backup/1"]
    version: str
    """The release that made it."""
    made_at: datetime
    engine: Literal["sqlite", "postgresql"]
    migrations: tuple[str, ...]
    """Those that had been carried out, as ``records.0002_events_stay``."""
    tables: dict[str, int]
    """Rows of each table."""
    files: int
    size: int
    """Bytes of the files."""

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.tables.values())


def manifest_of(data: bytes, name: str) -> Manifest:
    """Return the manifest; raise ``BackupError`` where it is none or of a release that this one does not know."""
    try:
        held = Manifest.model_validate_json(data)
    except ValidationError as error:
        if b'"ziping.backup/' in data:
            raise _newer(name) from error
        raise ForeignArchiveError(name) from error
    if set(held.migrations) - known_migrations(held.migrations):
        raise _newer(name)
    if held.engine != connection.vendor:
        raise _other_engine(held.engine)
    return held


def known_migrations(asked: Iterable[str]) -> set[str]:
    """Return those that this release has; one of an application that is gone does no harm."""
    graph = MigrationLoader(None).graph
    ours = {f"{app}.{name}" for app, name in graph.nodes}
    apps = {app for app, _ in graph.nodes}
    return ours | {it for it in asked if it.partition(".")[0] not in apps}


def _newer(name: str) -> BackupError:
    return BackupError(
        Text(
            f"{name}：来自更新版本的 ziping，本版本不能恢复；请先升级",
            f"{name}: made by a newer ziping; upgrade before restoring it",
        )
    )


def _other_engine(engine: str) -> BackupError:
    theirs, ours = ENGINES[engine], ENGINES.get(connection.vendor, connection.vendor)
    return BackupError(
        Text(
            f"备份来自 {theirs}，这里设置的是 {ours}；请相应设置或去掉 DATABASE_URL",
            f"the backup is of {theirs}, this installation uses {ours}; set DATABASE_URL, or take it out",
        )
    )
