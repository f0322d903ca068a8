"""How values are shown in a report, the same in every format."""

import re
from typing import Final

from ziping.engine.wording import NOTHING, points
from ziping.model.assessment import Pair
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.writers.report import words

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Controls, changes of direction and halves of characters; tab and line feed stay."""

MINUS: Final = "\u2212"


def printable(value: str) -> str:
    """Return the text without what no file may hold or what would make it read as something else."""
    return _UNPRINTABLE.sub("", value)


def score(hundredths: int | None) -> str:
    """Print a score, or a dash where there is none."""
    return NOTHING if hundredths is None else points(hundredths)


def difference(hundredths: int | None) -> str:
    """Print declared minus computed with its sign; equal is 0."""
    if not hundredths:
        return NOTHING if hundredths is None else "0"
    sign = "+" if hundredths > 0 else MINUS
    return f"{sign}{points(abs(hundredths))}"


def band(lowest: int | None, highest: int | None) -> str:
    """Print the scores that a qualitative indicator may have."""
    return f"{score(lowest)}–{score(highest)}"


def apart(pair: Pair) -> bool:
    """Tell whether both values are known and not the same."""
    return bool(pair.difference)


def project(sourced: SourcedForm) -> Text:
    """Name the form by its project."""
    name = sourced.form.project
    return Text(name, name) if name else words.NO_PROJECT


def unit(sourced: SourcedForm) -> str:
    """Name who evaluates: the unit, else its department."""
    return sourced.form.implementing_unit or sourced.form.competent_department or ""
