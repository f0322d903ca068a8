"""The rules of self-evaluation: facts they share, scores beside the declared ones, and checks.

One rule, one file: ``checks/a07_….py`` is A07, its cases are ``tests/rules/cases/A07.toml``. A new file is found by
itself. The codes are those of the defect catalogue and never change. An office's own rules stand beside them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from ziping.engine.catalogue import Catalogue, discover

_own: ContextVar[Path | None] = ContextVar("file or folder of an office's own rules", default=None)


@contextmanager
def own_rules(path: Path | None) -> Iterator[None]:
    """Let the rules of a file or folder stand beside those of ziping for a while; bad ones are refused at once."""
    kept = _own.set(path)
    try:
        if path is not None:
            catalogue()
        yield
    finally:
        _own.reset(kept)


def own_rules_path() -> Path | None:
    """Return the file or folder of own rules, where one is in use."""
    return _own.get()


def catalogue() -> Catalogue:
    """Return every rule of this package and of the office."""
    return _catalogue(_own.get())


@cache
def _catalogue(path: Path | None) -> Catalogue:
    if path is None:
        from ziping.rules import checks, facts, scores  # noqa: PLC0415 — they import from here

        return discover(facts, scores, checks)
    from ziping.rules.own.files import with_own_rules  # noqa: PLC0415 — the parser is loaded only when it is needed

    return with_own_rules(_catalogue(None), path)
