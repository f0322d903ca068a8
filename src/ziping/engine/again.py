"""Evaluate a form again after a change: most columns rest on cells that are as they were, and are taken over.

A clerk changes a cell at a time. Of the columns and checks a tenth rests on a reason, a third on an actual value. What is
changed is told by comparing columns, so that it does not matter whose earlier evaluation is at hand, as long as it is of
as many rows; the outcome is that of ``evaluate``.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from ziping.engine.catalogue import Catalogue
from ziping.engine.frames import TOGETHER, Frames
from ziping.engine.plan import Planner, Step, check_reads, reads, step_reads
from ziping.engine.run import (
    FRAMES,
    Evaluation,
    Held,
    Programme,
    assembled,
    by_level,
    columns_asked,
    index_of,
    programme,
    worst_first,
)
from ziping.model.finding import Level

Columns = Mapping[Level, Sequence[str]]


@dataclass(frozen=True)
class _Change:
    """What is done when certain columns have changed: from which columns, and which are other ones then.

    The columns are in an order that is always the same, as the plans of the work were made for it.
    """

    work: Programme
    taken: Columns
    stale: Columns


def evaluate_again(before: Evaluation, frames: Frames, catalogue: Catalogue) -> Evaluation:
    """Return what ``evaluate`` with all checks returns, working out only what rests on changed columns."""
    work = programme(catalogue, catalogue.checks.values(), frames, explained=False)
    now = by_level(frames)
    if work is not before.work or any(now[level].height != before.frames[level].height for level in FRAMES):
        return work.evaluate(now)
    changed = _changed(before.frames, now)
    return _brought_up(before, now, _change(work, changed)) if changed else before


def _changed(before: Mapping[Level, pl.DataFrame], now: Held) -> frozenset[str]:
    """Return the given columns that differ, with those that come from the same cell."""
    differing = {
        column.name
        for level in FRAMES
        for column in now[level]
        if not column.equals(before[level].get_column(column.name), null_equal=True)
    }
    return frozenset(differing.union(*(names for names in TOGETHER if names & differing)))


@lru_cache(maxsize=256)
def _change(work: Programme, changed: frozenset[str]) -> _Change:
    """Plan what rests on the changed columns; all others are given, on every frame that has them."""
    touched = changed | _resting_on(work.catalogue, changed)
    stale = {level: names & touched for level, names in work.filled.items()}
    given = {
        level: names - stale[level] | changed & work.given[level] for level, names in work.filled.items()
    }
    facts = [
        it
        for name, it in sorted(work.catalogue.facts.items())
        if any(name in names for names in stale.values())
    ]
    checks = [it for asked in work.asked for it in asked.checks if check_reads(it) & touched]
    read = columns_asked(checks)
    planner = Planner(facts, given, {level: read[level] | stale[level] for level in FRAMES})
    part = assembled(work.catalogue, planner, checks)
    return _Change(
        part, _taken(planner.steps, read, given), {level: sorted(stale[level]) for level in FRAMES}
    )


def _resting_on(catalogue: Catalogue, changed: frozenset[str]) -> set[str]:
    """Return the facts that read a changed column, directly or through others."""
    found: set[str] = set()
    fresh = set(changed)
    while fresh:
        fresh = {name for name, it in catalogue.facts.items() if reads(it.value) & fresh} - found
        found |= fresh
    return found


def _taken(steps: Sequence[Step], read: Mapping[Level, set[str]], given: Mapping[Level, set[str]]) -> Columns:
    """Return the columns that are needed of each frame, and the keys of its rows."""
    wanted = defaultdict(set, {level: set(names) for level, names in read.items()})
    for step in steps:
        for level, names in step_reads(step).items():
            wanted[level] |= names
    keys = {level: {index_of(level), f"{level.value}.index"} for level in FRAMES}
    return {level: sorted((wanted[level] | keys[level]) & given[level]) for level in FRAMES}


def _brought_up(before: Evaluation, now: Held, change: _Change) -> Evaluation:
    """Work out what is stale, and put it in the place of what was there."""
    held = {level: _picked(change.taken[level], now[level], before.frames[level]) for level in FRAMES}
    part = change.work.evaluate(held)
    frames = {
        level: _with(before.frames[level], _picked(change.stale[level], part.frames[level], now[level]))
        for level in FRAMES
    }
    verdicts = {level: _with(before.verdicts[level], part.verdicts[level]) for level in FRAMES}
    asked = {it.code for asked in change.work.asked for it in asked.checks}
    kept = [it for it in before.failures if it.check.code not in asked]
    return Evaluation(frames, verdicts, worst_first([*kept, *part.failures]), before.work)


def _picked(names: Sequence[str], first: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Return columns in that order, each from the first frame that has it."""
    there = set(first.columns)
    return pl.DataFrame([(first if it in there else other).get_column(it) for it in names])


def _with(frame: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with other columns in the place of those of the same name."""
    places = {name: place for place, name in enumerate(frame.columns)}
    made = frame.clone()
    for column in changed:
        made.replace_column(places[column.name], column)
    return made
