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


UNPLANTED: Final[Mapping[str, str]] = {
    "A18": "some clean forms are rounded coarsely on purpose, as real ones are",
    "A20": "needs the approved amounts, which no form carries",
    "B19": "some clean units score in whole points on purpose, as real ones do",
    "C11": "needs the evidence files",
    "C15": "is made by a document, not by a form",
    "D11": "would need a project of works without its cost indicators",
    "D14": "would need a number of indicators that divides the points",
    "D15": "stands beside other defects that move points",
    "D18": "needs the approved targets",
}
"""By code, why no defect is planted for a check."""
