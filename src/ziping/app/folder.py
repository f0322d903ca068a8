"""Files in a folder: what is there already is not made again, and what somebody changed is left alone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ziping.app.journal import Journal, State, digest
from ziping.model.errors import ZipingError
from ziping.model.language import Text


class ChangedFileError(ZipingError):
    """A file would have been overwritten that ziping did not write, or that was changed since."""

    def __init__(self, path: Path) -> None:
        """Say which file, and how to have it overwritten."""
        super().__init__(
            Text(
                f"{path}：已有此文件且内容被改过，未覆盖；要覆盖请加 --force",
                f"{path}: exists and was changed, not overwritten; --force overwrites it",
            )
        )


class Outcome(StrEnum):
    """What became of one file."""

    WRITTEN = "written"
    CURRENT = "current"
    """It was there already, made from the same form."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a run, or what could not be read or written."""

    outcome: Outcome
    path: Path | None = None
    error: ZipingError | None = None


@dataclass(frozen=True)
class Folder:
    """Files in a folder, with the list of those that ziping wrote."""

    journal: Journal
    force: bool = False

    def put(self, name: str, origin: str, make: Callable[[], bytes]) -> Written:
        """Write one file unless it is there already, made from the same, or somebody changed it."""
        path, state = self.journal.folder / name, self.journal.state(name, origin)
        if state is State.CURRENT:
            return Written(Outcome.CURRENT, path)
        try:
            data = make()
        except ZipingError as error:
            return failed(path, error)
        if state is State.FOREIGN and not self.force and digest(data) != digest(path.read_bytes()):
            return Written(Outcome.FAILED, path, ChangedFileError(path))
        self.journal.write(name, origin, data)
        return Written(Outcome.WRITTEN, path)


def failed(path: Path, error: ZipingError) -> Written:
    """Return what became of a file that could not be made."""
    text = Text(f"{path}：{error.text.zh}", f"{path}: {error.text.en}")
    error.text = text
    return Written(Outcome.FAILED, path, error)
