"""Names of files that every file system takes: ``unit/year/project``, no two alike on any of them."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from ziping.model.form import Form

_FULL_WIDTH: Final = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
"""Signs that some file system forbids, and what looks like them and is allowed everywhere."""
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_MOST_CHARACTERS: Final = 60
_MOST_BYTES: Final = 180
_NO_UNIT, _NO_YEAR, _NO_PROJECT = "未填单位", "未填年度", "未填项目"


def safe_name(text: str | None, otherwise: str) -> str:
    """Return the text as one part of a path, ``otherwise`` where nothing of it is left."""
    seen = _UNSEEN.sub(" ", unicodedata.normalize("NFC", text or "")).translate(_FULL_WIDTH)
    name = " ".join(seen.split())[:_MOST_CHARACTERS]
    bare = name.encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .")
    return f"{bare}_" if _RESERVED.fullmatch(bare) else bare or otherwise


def path_of(form: Form) -> PurePosixPath:
    """Return ``unit/year/project`` of a form, without an ending."""
    unit = form.implementing_unit or form.competent_department
    year = str(form.year) if form.year is not None else None
    return PurePosixPath(
        safe_name(unit, _NO_UNIT), safe_name(year, _NO_YEAR), safe_name(form.project, _NO_PROJECT)
    )


class Names:
    """The names given in a run; the same forms in the same order get the same names."""

    def __init__(self) -> None:
        """Start without any name given."""
        self._given: dict[str, int] = {}

    def give(self, form: Form) -> PurePosixPath:
        """Return the form's name; the second of the same name gets `` (2)``."""
        return self.unique(path_of(form))

    def unique(self, wanted: PurePosixPath) -> PurePosixPath:
        """Return the path, with a number where it was given before."""
        path = wanted
        while (count := self._count(path)) > 1:
            path = wanted.with_name(f"{wanted.name} ({count})")
        return path

    def _count(self, path: PurePosixPath) -> int:
        """Count a name as file systems compare it: without case and width."""
        key = unicodedata.normalize("NFKC", str(path)).casefold()
        self._given[key] = self._given.get(key, 0) + 1
        return self._given[key]
