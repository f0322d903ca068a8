"""All defects that one form shows, by the code of the check that is to find each."""

from collections.abc import Mapping
from random import Random
from typing import Final

from ziping.app.synthesis.building import Sketch, clean
from ziping.app.synthesis.defects import ARITHMETIC, Defect, Spoilt
from ziping.app.synthesis.wrong_points import POINTS
from ziping.app.synthesis.wrong_rows import ROWS
from ziping.app.synthesis.wrong_texts import TEXTS

DEFECTS: Final[Mapping[str, Defect]] = {**ARITHMETIC, **POINTS, **ROWS, **TEXTS}
"""By code: the sort of indicator that the form must have, and what spoils it."""


def planted(random: Random, sketch: Sketch, code: str) -> Spoilt:
    """Fill in a form with the defect of that code."""
    sort, spoil = DEFECTS[code]
    return spoil(random, sketch, clean(random, sketch, sort))
