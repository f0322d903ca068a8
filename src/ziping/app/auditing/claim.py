"""Whose folder the results of an audit go to: an empty one, or one in which the same audit was begun."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from ziping.app.auditing.files import put_text
from ziping.app.auditing.inputs import Inputs
from ziping.law import profiles
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.rules import catalogue

_RUN: Final = "run.json"
UNREAD: Final = "unread"
"""Folder of what could not be read."""


class OtherRunError(ZipingError):
    """The folder holds the results of another run."""


def identity(given: Inputs, asked: tuple[str | None, int], own: Iterable[Path | None]) -> dict[str, object]:
    """Tell this audit from every other: inputs by size and time, what was asked for, the rules and the office's files."""
    return {
        "ziping": version("ziping"),
        "inputs": _digest(_stamp(path) for path in (*given.documents, *given.tables)),
        "files": len(given.documents) + len(given.tables),
        "profile": asked[0],
        "at_once": asked[1],
        "profiles": sorted(profiles()),
        "rules": sorted(catalogue().checks),
        "own": _digest(f"{it.name} {it.read_text('utf-8')}" for path in own if path for it in _own(path)),
    }


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def _stamp(path: Path) -> str:
    if not path.exists():
        return f"{path.absolute()} missing"
    said = path.stat()
    return f"{path.absolute()} {said.st_size} {said.st_mtime_ns}"


def _own(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def claim(out: Path, said: dict[str, object]) -> None:
    """Write down whose folder this is; raise ``OtherRunError`` where it is not this audit's.

    An audit that was refused before any work leaves its folder to the next.
    """
    path = out / _RUN
    if path.is_file() and _held(path) == said:
        return
    if path.is_file() and _worked(out):
        raise OtherRunError(
            Text(
                f"{out}：里面是另一次审核的结果（输入、口径或规则不同）；请另选一个文件夹",
                f"{out}: holds another audit (inputs, profile or rules differ); choose another folder",
            )
        )
    if out.is_file() or (out.is_dir() and not path.is_file() and any(out.iterdir())):
        raise OtherRunError(
            Text(
                f"{out}：不是空文件夹，也不是审核结果；请另选一个文件夹",
                f"{out}: no empty folder and no audit; choose another folder",
            )
        )
    for left in (out / UNREAD).glob("*"):
        left.unlink()
    put_text(json.dumps(said, ensure_ascii=False, indent=1), path)


def _worked(out: Path) -> bool:
    return any(it.name not in {_RUN, UNREAD} for it in out.iterdir())


def _held(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError:
        return None
