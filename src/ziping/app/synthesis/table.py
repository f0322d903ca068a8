"""Synthetic forms as tables: parts that are worked out each by itself, and the list of what was planted in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

import polars as pl

from ziping.app.auditing.engines import Task
from ziping.app.auditing.files import put
from ziping.app.output import written_whole
from ziping.app.synthesis.building import Sketch, clean, sketches
from ziping.app.synthesis.defects import DEFECTS, planted
from ziping.engine.frames import raw_frames
from ziping.engine.nested import nested
from ziping.model.form import SourcedForm

PART: Final = 5_000
"""Forms of one part: they are in memory together."""
_UNITS: Final = PART
"""Numbers of units kept for each part; a unit has more than one form."""
_PLANTED: Final = dict.fromkeys(("source", "code", "pointer"), pl.String) | {"number": pl.UInt32}


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
    for sketch in islice(sketches(random, part * _UNITS + 1), count):
        code = random.choice(list(DEFECTS)) if random.random() < recipe.share else None
        yield _made(random, sketch, code, recipe)


def _made(random: Random, sketch: Sketch, code: str | None, recipe: Recipe) -> Made:
    source = f"synth-{recipe.seed}/{sketch.unit}-{sketch.year}"
    if code is None:
        form = clean(random, sketch, recipe.indicators)
        return Made(SourcedForm(source=source, number=sketch.number, form=form))
    spoilt = planted(random, sketch, code, recipe.indicators)
    return Made(SourcedForm(source=source, number=sketch.number, form=spoilt.form), code, spoilt.pointer)


def write_part(recipe: Recipe, part: int, forms: Path, listed: Path) -> None:
    """Write the forms of one part and, before them, what was planted in them."""
    made = list(synthesise(recipe, part))
    rows = [(it.sourced.source, it.code, it.pointer, it.sourced.number) for it in made if it.code]
    put(pl.DataFrame(rows, schema=_PLANTED, orient="row"), listed)
    put(nested(raw_frames([it.sourced for it in made])), forms)


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
