"""Synthetic forms as tables: parts that are worked out each by itself, and the list of what was planted in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from random import Random
from typing import Final

import polars as pl

from ziping.app.auditing.engines import Task
from ziping.app.auditing.files import put
from ziping.app.output import written_whole
from ziping.app.synthesis.building import Sketch, clean, sketches
from ziping.app.synthesis.planting import DEFECTS, planted
from ziping.app.synthesis.together import TOGETHER
from ziping.engine.frames import raw_frames
from ziping.engine.nested import nested
from ziping.model.form import Form, SourcedForm

PART: Final = 5_000
"""Forms of one part: they are in memory together."""
_UNITS: Final = PART
"""Numbers of units kept for each part; a unit has more than one form."""
_TOGETHER: Final = 0.9
"""Share of the units with planted defects that have one which several forms share."""
_DRAWN: Final = ("B13", *[code for code in TOGETHER if code != "B13"] * 3)
"""Full points for everybody spoil all forms of a year, the others two: they are drawn more often."""
_PLANTED: Final = dict.fromkeys(("source", "code", "pointer", "unit", "project"), pl.String) | {
    "year": pl.Int64,
    "number": pl.UInt32,
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many forms are made, from which seed, which share of them with a defect, with how many indicators."""

    forms: int
    seed: int
    share: float = 0.2
    indicators: int | None = None
    """The same number in every form, or as many as real forms have."""


@dataclass(frozen=True, slots=True)
class Made:
    """A form, and the code and the cell of what was planted in it."""

    sourced: SourcedForm
    code: str | None = None
    pointer: str | None = None


def synthesise(recipe: Recipe, part: int) -> Iterator[Made]:
    """Make the forms of one part."""
    random = Random(f"{recipe.seed}/{part}")  # noqa: S311 — the same forms for the same seed is what is wanted
    count = min(PART, recipe.forms - part * PART)
    drawn = islice(sketches(random, part * _UNITS + 1, recipe.indicators), count)
    for _, unit in groupby(drawn, key=lambda sketch: sketch.unit):
        yield from _of_unit(random, list(unit), recipe)


def _of_unit(random: Random, unit: Sequence[Sketch], recipe: Recipe) -> Iterator[Made]:
    """Make the forms of a unit, where it falls so some of them with a defect that they show together."""
    together = random.choice(_DRAWN) if random.random() < recipe.share * _TOGETHER else None
    placed = random.choice(TOGETHER[together])(random, unit) if together else {}
    for place, sketch in enumerate(unit):
        if place in placed:
            form, pointer = placed[place]
            yield Made(_sourced(sketch, form, recipe), together if pointer else None, pointer)
        else:
            yield _alone(random, sketch, recipe)


def _alone(random: Random, sketch: Sketch, recipe: Recipe) -> Made:
    if random.random() >= recipe.share:
        return Made(_sourced(sketch, clean(random, sketch), recipe))
    code = random.choice(list(DEFECTS))
    spoilt = planted(random, sketch, code)
    return Made(_sourced(sketch, spoilt.form, recipe), code, spoilt.pointer)


def _sourced(sketch: Sketch, form: Form, recipe: Recipe) -> SourcedForm:
    source = f"synth-{recipe.seed}/{sketch.unit}-{sketch.year}"
    return SourcedForm(source=source, number=sketch.number, form=form)


def write_part(recipe: Recipe, part: int, forms: Path, listed: Path) -> None:
    """Write the forms of one part and, before them, what was planted in them."""
    made = list(synthesise(recipe, part))
    rows = [_listed(it) for it in made if it.code]
    put(pl.DataFrame(rows, schema=_PLANTED, orient="row"), listed)
    put(nested(raw_frames([it.sourced for it in made])), forms)


def _listed(made: Made) -> tuple[str | int | None, ...]:
    """Return where a defect stands: in the table by source and number, as a document by unit, year and project."""
    sourced, form = made.sourced, made.sourced.form
    whose = form.implementing_unit, form.project, form.year
    return (sourced.source, made.code, made.pointer, *whose, sourced.number)


def parts(recipe: Recipe, folder: Path) -> list[Task]:
    """Return what is to be done for a folder with ``forms`` to audit and ``planted`` beside it."""
    forms, listed = folder / "forms", folder / "planted"
    names = [f"{part:05}.parquet" for part in range(-(-recipe.forms // PART))]
    return [
        Task(write_part, (recipe, part, forms / name, listed / name), result=forms / name)
        for part, name in enumerate(names)
    ]


def gathered(tables: Iterable[Path], path: Path) -> None:
    """Write parts as one table, whole or not at all."""
    with written_whole(path) as held:
        pl.scan_parquet(list(tables)).sink_parquet(held, sync_on_close="all")
