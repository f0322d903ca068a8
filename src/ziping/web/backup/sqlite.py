"""The embedded database: copied page by page while others write, and moved into place when it is to be restored."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from ziping.model.language import Text
from ziping.web.backup.copies import DIGESTS, EVIDENCE, MIGRATIONS, Copied, copied
from ziping.web.backup.manifest import BackupError

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


class SQLite:
    """The file of the data folder."""

    @property
    def file(self) -> Path:
        """The database's file."""
        return Path(connection.settings_dict["NAME"])

    def copy(self, into: Path) -> Copied:
        """Copy by SQLite's online backup: one moment, whatever is written meanwhile."""
        if not self.file.is_file():
            raise BackupError(
                Text(
                    f"{self.file} 不存在，没有可备份的数据；请用 --data 指明数据文件夹",
                    f"{self.file} does not exist, there is nothing to back up; name the data folder with --data",
                )
            )
        try:
            return self._copied(into)
        except sqlite3.DatabaseError as error:
            raise BackupError(
                Text(
                    f"{self.file} 读不出来（{error}），没有备份；请从最近的备份恢复，或请维护者检查",
                    f"{self.file} cannot be read ({error}), nothing was backed up",
                )
            ) from error

    def _copied(self, into: Path) -> Copied:
        with (
            closing(sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(into)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            if (wrong := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(wrong)
            names = [name for (name,) in copy.execute(_TABLES)]
            tables = {it: copy.execute(f'SELECT count(*) FROM "{it}"').fetchone()[0] for it in names}  # noqa: S608 — names of its own tables
            digests = copy.execute(DIGESTS) if EVIDENCE in tables else []
            return copied(tables, copy.execute(MIGRATIONS), digests)

    def is_empty(self) -> bool:
        """Tell whether there is no file yet."""
        return not self.file.exists()

    @contextmanager
    def loaded(self, copy: Path) -> Iterator[dict[str, str]]:
        """Give the folder of the copy as a data folder, then move the copy into place."""
        staged = copy.rename(copy.with_name("ziping.sqlite3"))
        yield {"ZIPING_DATA": str(copy.parent)}
        with closing(sqlite3.connect(staged)) as held:
            held.execute("PRAGMA journal_mode=DELETE")
        os.sync()
        staged.rename(self.file)
