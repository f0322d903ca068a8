"""The order in which the columns of a catalogue are filled, worked out once from what each one reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from ziping.engine.catalogue import Catalogue, Check, Fact
from ziping.engine.columns import Expr
from ziping.engine.prepared import Prepared
from ziping.engine.texts import Readings
from ziping.model.finding import Level

FRAME: Final[Mapping[Level, Level]] = {
    Level.FORM: Level.FORM,
    Level.BATCH: Level.FORM,
    Level.YEARS: Level.FORM,
    Level.INDICATOR_YEARS: Level.INDICATOR,
    Level.FUND: Level.FUND,
    Level.INDICATOR: Level.INDICATOR,
}
"""The frame on whose rows a level is evaluated: a batch is the forms that share ``form.batch``,
the years of a project are those that share ``form.history``."""


class Move(StrEnum):
    """What one step of a plan does."""

    READ = "read"
    """Work out columns from one text column of the same frame, once for every distinct text."""
    FILL = "fill"
    """Work out columns from columns of the same frame."""
    SUM_UP = "sum-up"
    """Work out columns of the form from the rows of a lower frame."""
    HAND_DOWN = "hand-down"
    """Copy columns of the form to the rows of a lower frame."""


@dataclass(frozen=True)
class Step:
    """One move for several columns at once. ``level`` is the frame read, for ``HAND_DOWN`` the frame written.

    For ``READ`` the one column is the text, and ``readings`` knows what is read out of it.
    """

    move: Move
    level: Level
    columns: tuple[str, ...]
    values: tuple[Expr, ...] = ()
    readings: Readings | None = None


class UnresolvedColumnError(LookupError):
    """A rule reads a column that nothing fills, or two rules read each other."""


def reads(*expressions: Expr | None) -> set[str]:
    """Return the names of the columns that expressions read."""
    return {
        name for expression in expressions if expression is not None for name in expression.meta.root_names()
    }


def step_reads(step: Step) -> dict[Level, set[str]]:
    """Return the columns that a step needs of each frame, but for the keys of the rows."""
    if step.move is Move.HAND_DOWN:
        return {Level.FORM: set(step.columns)}
    return {step.level: {step.columns[0]} if step.move is Move.READ else reads(*step.values)}


def check_reads(check: Check) -> set[str]:
    """Return the columns that a check reads for its verdict, its message and the years it is in force."""
    dated = {"form.year"} if check.since is not None or check.until is not None else set()
    said = check.verdict
    return dated | reads(said.fails, said.rows, said.pointers, *said.facts.values())


def _read_out(stages: Sequence[Sequence[Expr]]) -> Callable[[pl.Series], pl.DataFrame]:
    """Return what works out readings of texts, stage by stage."""
    columns = [value.meta.output_name() for values in stages for value in values]

    def read(texts: pl.LazyFrame) -> pl.LazyFrame:
        for values in stages:
            texts = texts.with_columns_seq(values)
        return texts.select_seq(columns)

    query = Prepared(read)
    return lambda texts: query(texts.to_frame())


class Planner:
    """Fills what can be filled, hands down what is waited for, until nothing is left."""

    def __init__(
        self, facts: Iterable[Fact], given: Mapping[Level, set[str]], read: Mapping[Level, set[str]]
    ) -> None:
        """Start from the columns that the frames have; ``read`` is what will be asked of each frame in the end.

        ``there`` are the columns of each frame and ``steps`` what is done, as far as it is planned.
        """
        self._waiting = list(facts)
        self.there = {level: set(columns) for level, columns in given.items()}
        self._read = read
        self.steps: list[Step] = []

    def plan(self) -> tuple[Step, ...]:
        """Return the steps; raise ``UnresolvedColumnError`` where a column is never filled.

        What the form declares is handed down at once and fills follow one another, so that each frame is passed to
        the engine as seldom as can be: every passage costs as much as ten columns.
        """
        self._hand_down()
        while self._waiting:
            if not (self._read_texts() or self._fill() or self._sum_up() or self._hand_down()):
                message = "; ".join(f"{it.column} reads {sorted(self._missing(it))}" for it in self._waiting)
                raise UnresolvedColumnError(message)
        self._hand_down()
        return tuple(self.steps)

    def _reading_frame(self, fact: Fact) -> Level:
        return FRAME[fact.over or fact.level]

    def _missing(self, fact: Fact) -> set[str]:
        return reads(fact.value) - self.there[self._reading_frame(fact)]

    def _take(self, move: Move, facts: list[Fact], level: Level) -> bool:
        if not facts:
            return False
        names = tuple(it.column for it in facts)
        self.steps.append(Step(move, level, names, tuple(it.value.alias(it.column) for it in facts)))
        self.there[FRAME[facts[0].level]] |= set(names)
        self._waiting = [it for it in self._waiting if it not in facts]
        return True

    def _ready(self, level: Level, *, summed: bool) -> list[Fact]:
        return [
            it
            for it in self._waiting
            if self._reading_frame(it) is level
            and (it.over is not None) is summed
            and not it.reading
            and not self._missing(it)
        ]

    def _read_texts(self) -> bool:
        """Read every text that is there, each with all that is ever read out of it."""
        texts: dict[str, list[Fact]] = {}
        for it in self._waiting:
            if it.reading:
                texts.setdefault(self._text(it), []).append(it)
        ready = [name for name, found in texts.items() if name in self.there[FRAME[found[0].level]]]
        for name in ready:
            self._take_readings(name, texts[name])
        return bool(ready)

    def _text(self, reading: Fact) -> str:
        """Return the text that a reading rests on, directly or through other readings."""
        through = {it.column: it for it in self._waiting if it.reading}
        texts = {self._text(through[name]) if name in through else name for name in reads(reading.value)}
        if len(texts) != 1:
            message = f"{reading.column} is no reading of one text: {sorted(texts)}"
            raise UnresolvedColumnError(message)
        return texts.pop()

    def _take_readings(self, text: str, readings: list[Fact]) -> None:
        """Put the readings of a text into stages, each of which reads those before."""
        stages: list[list[Expr]] = []
        there, left = {text}, readings
        while left:
            stage = [it for it in left if reads(it.value) <= there]
            stages.append([it.value.alias(it.column) for it in stage])
            there |= {it.column for it in stage}
            left = [it for it in left if it not in stage]
        level = FRAME[readings[0].level]
        self.steps.append(Step(Move.READ, level, (text,), readings=Readings(_read_out(stages))))
        self.there[level] |= there
        self._waiting = [it for it in self._waiting if it not in readings]

    def _fill(self) -> bool:
        """Fill a frame as far as it goes before the next one: steps on one frame are carried out together."""
        before = len(self.steps)
        for level in (Level.INDICATOR, Level.FUND, Level.FORM):
            while self._take(Move.FILL, self._ready(level, summed=False), level):
                pass
        return len(self.steps) > before

    def _sum_up(self) -> bool:
        before = len(self.steps)
        for level in (Level.INDICATOR, Level.FUND):
            self._take(Move.SUM_UP, self._ready(level, summed=True), level)
        return len(self.steps) > before

    def _hand_down(self) -> bool:
        before = len(self.steps)
        for level in (Level.INDICATOR, Level.FUND):
            wanted = {
                name for it in self._waiting if self._reading_frame(it) is level for name in reads(it.value)
            }
            missing = (wanted | self._read[level]) - self.there[level]
            there = tuple(sorted(missing & self.there[Level.FORM]))
            if there:
                self.steps.append(Step(Move.HAND_DOWN, level, there))
                self.there[level] |= set(there)
        return len(self.steps) > before


def needed(catalogue: Catalogue, wanted: set[str]) -> list[Fact]:
    """Return the facts that the wanted columns rest on, directly or through others."""
    found: dict[str, Fact] = {}
    queue = [catalogue.facts[name] for name in wanted if name in catalogue.facts]
    while queue:
        entry = queue.pop()
        if entry.column not in found:
            found[entry.column] = entry
            queue += [catalogue.facts[name] for name in reads(entry.value) if name in catalogue.facts]
    return [found[name] for name in sorted(found)]
