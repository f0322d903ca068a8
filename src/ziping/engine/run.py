"""Evaluate a catalogue over frames: the same path for one form and for a chunk of a million."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import polars as pl

from ziping.engine.catalogue import Catalogue, Check
from ziping.engine.frames import Frames
from ziping.engine.plan import FRAME, Move, Planner, Step, check_reads, needed, reads
from ziping.model.finding import Level

_FRAMES = (Level.FORM, Level.FUND, Level.INDICATOR)


@dataclass(frozen=True, slots=True)
class Failure:
    """The rows on which a check fails: ``form``, ``index`` (null for a whole form), ``rows``, ``pointers`` and the facts."""

    check: Check
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The frames with every column that rules filled, every verdict, and what failed, the worst first.

    ``verdicts`` has a column per check on the rows of its frame: true fails, false passes, null does not apply.
    """

    frames: Mapping[Level, pl.DataFrame]
    verdicts: Mapping[Level, pl.DataFrame]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Programme:
    """What is done for a set of checks: the steps, then one verdict column per check on each frame."""

    steps: tuple[Step, ...]
    checks: Mapping[Level, tuple[Check, ...]]


def _index(level: Level) -> str:
    return "form.id" if level is Level.FORM else f"{level.value}.form"


def programme(catalogue: Catalogue, checks: Iterable[Check], given: Frames, *, explained: bool) -> Programme:
    """Plan the columns that the checks and all scores need, and those of their formulas if they are explained."""
    chosen = tuple(checks)
    columns = (
        frozenset(given.forms.columns),
        frozenset(given.funds.columns),
        frozenset(given.indicators.columns),
    )
    return _programme(_Hashable(catalogue), tuple(it.code for it in chosen), columns, explained=explained)


@dataclass(frozen=True, eq=False)
class _Hashable:
    """A catalogue as a key of the cache of programmes: the same object, the same programme."""

    catalogue: Catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashable) and other.catalogue is self.catalogue


@lru_cache(maxsize=64)
def _programme(
    held: _Hashable,
    codes: tuple[str, ...],
    columns: tuple[frozenset[str], frozenset[str], frozenset[str]],
    *,
    explained: bool,
) -> Programme:
    catalogue = held.catalogue
    checks = [catalogue.checks[code] for code in codes]
    by_frame = {level: tuple(it for it in checks if FRAME[it.level] is level) for level in _FRAMES}
    read = {level: {name for it in by_frame[level] for name in check_reads(it)} for level in _FRAMES}
    for it in catalogue.scores.values() if explained else ():
        read[FRAME[it.level]] |= reads(it.case, *it.facts.values())
    wanted = set().union(*read.values()) | {it.column for it in catalogue.scores.values()}
    given = dict(zip(_FRAMES, map(set, columns), strict=True))
    return Programme(Planner(needed(catalogue, wanted), given, read).plan(), by_frame)


def evaluate(
    frames: Frames, catalogue: Catalogue, checks: Iterable[Check] | None = None, *, explained: bool = False
) -> Evaluation:
    """Fill every column, then ask each check of each row.

    With ``checks`` only those are asked; the scores are always worked out. With ``explained`` the columns of the
    scores' formulas are filled too.
    """
    asked = catalogue.checks.values() if checks is None else checks
    work = programme(catalogue, asked, frames, explained=explained)
    held = {Level.FORM: frames.forms, Level.FUND: frames.funds, Level.INDICATOR: frames.indicators}
    for (move, level), steps in groupby(work.steps, key=lambda step: (step.move, step.level)):
        _do(move, level, tuple(steps), held)
    verdicts = {level: _verdicts(held[level], work.checks[level]) for level in _FRAMES}
    failures = [
        it for level in _FRAMES for it in _failures(level, held[level], verdicts[level], work.checks[level])
    ]
    ordered = sorted(failures, key=lambda it: (it.check.severity.rank, it.check.code))
    return Evaluation(held, verdicts, tuple(ordered))


_AS_WRITTEN = pl.QueryOptFlags.none()
"""The plan is good as it is: optimising it again takes longer than one form."""


def _collected(query: pl.LazyFrame) -> pl.DataFrame:
    """Carry out a query on frames in memory: the streaming engine, Polars' own choice, takes half as long again."""
    return query.collect(optimizations=_AS_WRITTEN, engine="in-memory")


def _do(move: Move, level: Level, steps: tuple[Step, ...], held: dict[Level, pl.DataFrame]) -> None:
    """Carry out steps of one kind on one frame together, for each passage to the engine has its price."""
    if move is Move.READ:
        tables = [it.readings.of(held[level][it.columns[0]]) for it in steps if it.readings]
        held[level] = held[level].hstack([column for table in tables for column in table])
    elif move is Move.FILL:
        filled = held[level].lazy()
        for step in steps:
            filled = filled.with_columns(step.values)
        held[level] = _collected(filled)
    elif move is Move.SUM_UP:
        key = _index(level)
        values = [value for step in steps for value in step.values]
        read = held[level].select(sorted({key, *reads(*values)}))
        sums = read.group_by(key).agg(values)
        forms = held[Level.FORM]
        held[Level.FORM] = forms.join(
            sums, left_on="form.id", right_on=key, how="left", maintain_order="left"
        )
    else:
        columns = [name for step in steps for name in step.columns]
        rows = held[level][_index(level)]
        held[level] = held[level].hstack(held[Level.FORM].select(columns)[rows])


def _verdicts(frame: pl.DataFrame, checks: tuple[Check, ...]) -> pl.DataFrame:
    return _collected(frame.lazy().select(_in_force(it).alias(it.code) for it in checks))


def _failures(
    level: Level, frame: pl.DataFrame, verdicts: pl.DataFrame, checks: tuple[Check, ...]
) -> Iterator[Failure]:
    """Return the failed rows of every check, worked out on those rows and from the columns that they show alone."""
    for it in checks:
        if verdicts[it.code].any():
            shown = _shown(level, it)
            rows = (
                frame.lazy().select(sorted(reads(*shown.values()))).filter(verdicts[it.code]).select(**shown)
            )
            yield Failure(it, _collected(rows))


def _in_force(check: Check) -> pl.Expr:
    """Return the verdict, null for forms of years in which the rule was not in force."""
    fails, year = check.verdict.fails, pl.col("form.year")
    if check.since is not None:
        fails = pl.when(year >= check.since).then(fails)
    if check.until is not None:
        fails = pl.when(year <= check.until).then(fails)
    return fails


def _shown(level: Level, check: Check) -> dict[str, pl.Expr]:
    """Return what a failed row of the check says of itself, by its name in ``Failure.rows``."""
    said = check.verdict
    return {
        "form": pl.col(_index(level)),
        "index": pl.lit(None, pl.UInt32) if level is Level.FORM else pl.col(f"{level.value}.index"),
        "rows": pl.lit(None, pl.List(pl.UInt32)) if said.rows is None else said.rows,
        "pointers": pl.lit(None, pl.List(pl.String)) if said.pointers is None else said.pointers,
        **{f"fact.{name}": value for name, value in said.facts.items()},
    }
