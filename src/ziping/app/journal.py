"""What was written into a folder, so that a run goes on where it was stopped and nobody's changes are overwritten."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from ziping.app.output import UnwritableError, write_whole
from ziping.model.language import Text

NAME: Final = ".ziping-written.jsonl"


class State(StrEnum):
    """How a file in the folder stands to what is to be written."""

    ABSENT = "absent"
    CURRENT = "current"
    """Made from the same form in the same way, and not touched since."""
    OLD = "old"
    """Written by ziping from something else, and not touched since."""
    FOREIGN = "foreign"
    """Not written by ziping, or changed since."""


def digest(data: bytes) -> str:
    """Return what tells two contents apart."""
    return hashlib.sha256(data).hexdigest()


@dataclass
class Journal:
    """The list of files that ziping wrote into a folder."""

    folder: Path
    _entries: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the list, up to a last line that was cut off."""
        try:
            lines = (self.folder / NAME).read_text("utf-8").splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return
        except (OSError, UnicodeDecodeError):
            lines = []
        for line in lines:
            self._take(line)

    def _take(self, line: str) -> None:
        try:
            entry = json.loads(line)
            self._entries[str(entry["file"])] = str(entry["made_from"]), str(entry["is"])
        except (ValueError, KeyError, TypeError):
            return

    def state(self, name: str, made_from: str) -> State:
        """Tell how the file of that name stands to what is to be made."""
        try:
            there = digest((self.folder / name).read_bytes())
        except OSError:
            return State.ABSENT
        origin, was = self._entries.get(name, ("", ""))
        if there != was:
            return State.FOREIGN
        return State.CURRENT if origin == made_from else State.OLD

    def write(self, name: str, made_from: str, data: bytes) -> None:
        """Write a file and put it on the list."""
        write_whole(self.folder / name, data)
        entry = {"file": name, "made_from": made_from, "is": digest(data)}
        self._entries[name] = entry["made_from"], entry["is"]
        try:
            with (self.folder / NAME).open("a", encoding="utf-8") as held:
                held.write(f"{json.dumps(entry, ensure_ascii=False)}\n")
        except OSError as error:
            text = Text(
                f"{self.folder / NAME}：写不进去（{error.strerror}）；请检查文件夹权限和磁盘空间",
                f"{self.folder / NAME}: cannot be written ({error.strerror}); check permissions and space",
            )
            raise UnwritableError(text) from error
