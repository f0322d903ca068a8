"""What may be printed of a text that anybody may have written: nothing that a format cannot hold or an eye cannot see."""

import re
from typing import Final

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NEVER: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, marks that turn the direction of writing, halves of characters and what is no character."""


def printable(text: str | None) -> str:
    """Return the text as it can be printed; line ends and tabs stay, as line feeds and blanks."""
    if not text:
        return ""
    return _NEVER.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")
