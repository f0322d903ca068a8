"""A copy of a database as of one moment, and what is asked of it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

MIGRATIONS: Final = "SELECT app, name FROM django_migrations ORDER BY app, name"
EVIDENCE: Final = "evidence_evidence"
"""The first schemas have no such table."""
DIGESTS: Final = f"SELECT DISTINCT digest FROM {EVIDENCE}"  # noqa: S608 — a table of ours


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds."""

    tables: dict[str, int]
    """Rows of each table."""
    migrations: tuple[str, ...]
    digests: frozenset[str]
    """Hashes of the files that are evidence."""


class Database(Protocol):
    """What is asked of either database."""

    def copy(self, into: Path) -> Copied:
        """Write a copy as of one moment; others go on working meanwhile."""
        ...

    def is_empty(self) -> bool:
        """Tell whether nothing is there yet."""
        ...

    def loaded(self, copy: Path) -> AbstractContextManager[dict[str, str]]:
        """Load a copy and give the environment in which a process looks at it.

        It is put into place when all went well, and leaves nothing behind otherwise.
        """
        ...


def copied(
    tables: dict[str, int], migrations: Iterable[tuple[str, str]], digests: Iterable[tuple[str]]
) -> Copied:
    """Return what a copy holds, from the answers to ``MIGRATIONS`` and ``DIGESTS``."""
    return Copied(
        tables, tuple(f"{app}.{name}" for app, name in migrations), frozenset(it for (it,) in digests)
    )
