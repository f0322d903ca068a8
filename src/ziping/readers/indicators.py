"""What every reader of an indicator table knows of its rows."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

TEXTS: Final = ("level3", "target", "actual", "deviation")
NUMBERS: Final = ("points", "score")

_PLACEHOLDER = re.compile(r"(?:指标[0-9]{0,2}[:.、]?[-/—\\ ]*|[….·⋯]+|[xX*]{2,})?")
_MOST_PLACEHOLDER: Final = 10
_SUBTOTAL = re.compile(r".{0,10}小计(?:\([0-9.]*分?\))?[:：]?")


def is_placeholder(name: str) -> bool:
    """Tell whether a name is what an empty template prints: nothing, 指标2:, 指标2:/, or ……."""
    short = unicodedata.normalize("NFKC", name[:_MOST_PLACEHOLDER]).strip()
    return len(name) < _MOST_PLACEHOLDER and bool(_PLACEHOLDER.fullmatch(short))


def is_starred_or_part(name: str) -> bool:
    """Tell whether a row without values is an indicator all the same: a starred parent or one of its 其中 rows."""
    return name.strip().startswith(("★", "☆", "其中"))


def is_subtotal(labels: Iterable[str]) -> bool:
    """Tell whether one of the labels of a row says that it adds up those above: it is no indicator."""
    short = (unicodedata.normalize("NFKC", label).strip() for label in labels if "小计" in label)
    return any(_SUBTOTAL.fullmatch(label) for label in short)
