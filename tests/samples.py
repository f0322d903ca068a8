"""The twelve real forms, as declared: the ground on which every test stands."""

import json
from functools import cache
from pathlib import Path

from ziping.model.form import Form, SourcedForm

ROOT = Path(__file__).parent.parent
TRUTH = ROOT / "tests" / "readers" / "samples"


@cache
def declared(year: int) -> tuple[Form, ...]:
    """Return the forms of the document of that year, coded by hand."""
    entries = json.loads((TRUTH / f"shanghai-{year}.truth.json").read_text("utf-8"))
    return tuple(Form.from_json(json.dumps(entry)) for entry in entries)


@cache
def twelve() -> tuple[SourcedForm, ...]:
    """Return all twelve forms, those of 2023 first."""
    return tuple(
        SourcedForm(source=f"shanghai-{year}.txt", number=number, form=form)
        for year in (2023, 2020)
        for number, form in enumerate(declared(year), 1)
    )


def real(name: str) -> Form:
    """Return the form that ``2023/3`` names: the document's year and the form's number in it."""
    year, number = name.split("/")
    return declared(int(year))[int(number) - 1]
