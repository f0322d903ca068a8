"""Recognises text that was decoded in a wrong encoding and saved so, by decoding it back."""

from typing import Final

from ziping.readers.sections import PROMISES

_LONGEST: Final = 4_000
_WRONG_AND_RIGHT: Final = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
)


def is_garbled(text: str) -> bool:
    """Tell whether the text speaks of a form only when it is decoded back."""
    short = text[:_LONGEST]
    if any(word in short for word in PROMISES):
        return False
    return "锟斤拷" in short or any(_speaks(short, *pair) for pair in _WRONG_AND_RIGHT)


def _speaks(text: str, wrong: str, right: str) -> bool:
    back = text.encode(wrong, "ignore").decode(right, "ignore")
    return sum(word in back for word in PROMISES) > 1
