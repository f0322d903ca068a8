"""Evaluate a catalogue over frames: the same path for one form and for a chunk of a million."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

import polars as pl

from ziping.engine.catalogue import Catalogue, Check
from ziping.engine.frames import Frames
from ziping.engine.plan import FRAME, Move, Planner, Step, check_reads, needed, reads
from ziping.engine.prepared import Prepared
from ziping.model.finding import Level

FRAMES: Final = (Level.FORM, Level.FUND, Level.INDICATOR)


@dataclass(frozen=True, slots=True)
class Failure:
    """The rows on which a check fails: ``form``, ``index`` (null for a whole form), ``rows``, ``pointers`` and the facts."""

    check: Check
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The frames with every column that rules filled, every verdict, and what failed, the worst first.

    ``verdicts`` has a column per check on the rows of its frame: true fails, false passes, null does not apply.
    ``work`` is the programme that did it, which knows the columns and types of the frames.
    """

    frames: Mapping[Level, pl.DataFrame]
    verdicts: Mapping[Level, pl.DataFrame]
    failures: tuple[Failure, ...]
    work: "Programme"


Held = dict[Level, pl.DataFrame]
"""The frames as far as they are filled."""


@dataclass(frozen=True, eq=False)
class Programme:
    """What is done for a set of checks: the steps one after another, then all that is asked of each frame.

    ``given`` are the columns that it starts from, ``filled`` those that the frames have in the end.
    """

    catalogue: Catalogue
    given: Mapping[Level, set[str]]
    filled: Mapping[Level, set[str]]
    steps: tuple[Callable[[Held], None], ...]
    asked: tuple["Asked", ...]

    def evaluate(self, held: Held) -> Evaluation:
        """Fill the frames, then ask each check of each row."""
        for step in self.steps:
            step(held)
        verdicts = {it.level: it.verdicts(held[it.level]) for it in self.asked}
        failures = [
            failure for it in self.asked for failure in it.failures(held[it.level], verdicts[it.level])
        ]
        return Evaluation(held, verdicts, worst_first(failures), self)


def worst_first(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """Put failures in the order in which they are told."""
    return tuple(sorted(failures, key=lambda it: (it.check.severity.rank, it.check.code)))


def by_level(frames: Frames) -> Held:
    """Return the three frames by the level of their rows."""
    return {Level.FORM: frames.forms, Level.FUND: frames.funds, Level.INDICATOR: frames.indicators}


def index_of(level: Level) -> str:
    """Return the column that says to which form a row belongs."""
    return "form.id" if level is Level.FORM else f"{level.value}.form"


Schemas = tuple[tuple[tuple[str, ...], tuple[pl.DataType, ...]], ...]
"""The names and the types of the columns of each frame."""


def programme(catalogue: Catalogue, checks: Iterable[Check], given: Frames, *, explained: bool) -> Programme:
    """Plan the columns that the checks and all scores need, and those of their formulas if they are explained."""
    held = (given.forms, given.funds, given.indicators)
    schemas = tuple((tuple(it.columns), tuple(it.dtypes)) for it in held)
    return _programme(_Hashable(catalogue), tuple(it.code for it in checks), schemas, explained=explained)


@dataclass(frozen=True, eq=False)
class _Hashable:
    """A catalogue as a key of the cache of programmes: the same object, the same programme."""

    catalogue: Catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashable) and other.catalogue is self.catalogue


@lru_cache(maxsize=64)
def _programme(held: _Hashable, codes: tuple[str, ...], schemas: Schemas, *, explained: bool) -> Programme:
    catalogue = held.catalogue
    checks = [catalogue.checks[code] for code in codes]
    read = columns_asked(checks)
    for it in catalogue.scores.values() if explained else ():
        read[FRAME[it.level]] |= reads(it.case, *it.facts.values())
    wanted = set().union(*read.values()) | {it.column for it in catalogue.scores.values()}
    given = {level: set(names) for level, (names, _) in zip(FRAMES, schemas, strict=True)}
    return assembled(catalogue, Planner(needed(catalogue, wanted), given, read), checks)


def columns_asked(checks: Iterable[Check]) -> dict[Level, set[str]]:
    """Return the columns that checks read, by the frame whose rows they are asked of."""
    read: dict[Level, set[str]] = {level: set() for level in FRAMES}
    for it in checks:
        read[FRAME[it.level]] |= check_reads(it)
    return read


def assembled(catalogue: Catalogue, planner: Planner, checks: Sequence[Check]) -> Programme:
    """Make the steps of a plan and the questions of the checks a programme."""
    given = {level: set(names) for level, names in planner.there.items()}
    steps = tuple(_together(planner.plan()))
    by_frame = {level: tuple(it for it in checks if FRAME[it.level] is level) for level in FRAMES}
    asked = tuple(Asked(level, by_frame[level]) for level in FRAMES)
    return Programme(catalogue, given, planner.there, steps, asked)


def evaluate(
    frames: Frames, catalogue: Catalogue, checks: Iterable[Check] | None = None, *, explained: bool = False
) -> Evaluation:
    """Fill every column, then ask each check of each row.

    With ``checks`` only those are asked; the scores are always worked out. With ``explained`` the columns of the
    scores' formulas are filled too.
    """
    chosen = catalogue.checks.values() if checks is None else checks
    return programme(catalogue, chosen, frames, explained=explained).evaluate(by_level(frames))


def _together(steps: Iterable[Step]) -> Iterator[Callable[[Held], None]]:
    """Join steps of one kind on one frame, for each passage to Polars has its price."""
    for (move, level), joined in groupby(steps, key=lambda step: (step.move, step.level)):
        yield _CARRIED_OUT[move](level, tuple(joined))


def _read(level: Level, steps: tuple[Step, ...]) -> Callable[[Held], None]:
    readings = [(it.columns[0], it.readings) for it in steps if it.readings]

    def read(held: Held) -> None:
        tables = [known.of(held[level][text]) for text, known in readings]
        held[level] = held[level].hstack([column for table in tables for column in table])

    return read


def _fill(level: Level, steps: tuple[Step, ...]) -> Callable[[Held], None]:
    def filled(frame: pl.LazyFrame) -> pl.LazyFrame:
        for step in steps:
            frame = frame.with_columns_seq(step.values)
        return frame

    query = Prepared(filled)

    def fill(held: Held) -> None:
        held[level] = query(held[level])

    return fill


def _sum_up(level: Level, steps: tuple[Step, ...]) -> Callable[[Held], None]:
    key = index_of(level)
    values = [value for step in steps for value in step.values]
    query = Prepared(lambda frame: frame.group_by(key, maintain_order=True).agg(values))

    def sum_up(held: Held) -> None:
        forms, sums = held[Level.FORM], query(held[level])
        if sums[key].equals(forms["form.id"]):
            held[Level.FORM] = forms.hstack(sums.drop(key))
        else:
            held[Level.FORM] = forms.join(
                sums, left_on="form.id", right_on=key, how="left", maintain_order="left"
            )

    return sum_up


def _hand_down(level: Level, steps: tuple[Step, ...]) -> Callable[[Held], None]:
    columns = Prepared(lambda forms: forms.select_seq(name for step in steps for name in step.columns))

    def hand_down(held: Held) -> None:
        rows = held[level][index_of(level)]
        held[level] = held[level].hstack(columns(held[Level.FORM])[rows])

    return hand_down


_CARRIED_OUT: Final = {
    Move.READ: _read,
    Move.FILL: _fill,
    Move.SUM_UP: _sum_up,
    Move.HAND_DOWN: _hand_down,
}


class Asked:
    """The checks that are asked of one frame."""

    def __init__(self, level: Level, checks: tuple[Check, ...]) -> None:
        """Prepare the verdicts of all checks together, and what failed rows say of themselves check by check."""
        self.level = level
        self.checks = checks
        self._asked = Prepared(lambda frame: frame.select_seq(_in_force(it).alias(it.code) for it in checks))
        self._said = {it.code: Said(level, it) for it in checks}

    def verdicts(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a column for each check."""
        return self._asked(frame)

    def failures(self, frame: pl.DataFrame, verdicts: pl.DataFrame) -> Iterator[Failure]:
        """Return the failed rows of every check that failed."""
        for it, verdict in zip(self.checks, verdicts, strict=True):
            if verdict.any():
                yield Failure(it, self._said[it.code].rows(frame, verdict))


class Said:
    """What failed rows of a check say of themselves, worked out on those rows and from the columns that they show alone."""

    def __init__(self, level: Level, check: Check) -> None:
        """Prepare the query."""
        shown = _shown(level, check)
        self._columns = sorted(reads(*shown.values()))
        failed = pl.col(self._columns).gather(pl.col(check.code).arg_true())
        self._query = Prepared(lambda judged: judged.select_seq(failed).select_seq(**shown))

    def rows(self, frame: pl.DataFrame, verdict: pl.Series) -> pl.DataFrame:
        """Return a row for each that failed."""
        return self._query(frame[self._columns].hstack([verdict]))


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
        "form": pl.col(index_of(level)),
        "index": pl.lit(None, pl.UInt32) if level is Level.FORM else pl.col(f"{level.value}.index"),
        "rows": pl.lit(None, pl.List(pl.UInt32)) if said.rows is None else said.rows,
        "pointers": pl.lit(None, pl.List(pl.String)) if said.pointers is None else said.pointers,
        **{f"fact.{name}": value for name, value in said.facts.items()},
    }
