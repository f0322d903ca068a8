"""The official form as it is drawn in a report: cells with their marks, and computed beside declared scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ziping.engine import spots
from ziping.model.assessment import Assessment, IndicatorScore, Pair
from ziping.model.finding import Severity
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, GRADE, HEAD, INDICATOR_COLUMNS, Term
from ziping.writers.report.marks import LEVELS, Tag, label_row, run
from ziping.writers.report.printing import band, score

NUMERIC: Final = frozenset(
    {"initial_budget", "full_year_budget", "executed", "execution_rate", "points", "score"}
)
"""Columns that hold numbers."""


class State(StrEnum):
    """How a computed value stands to the declared one beside it."""

    SAME = "same"
    OFF = "off"
    BAND = "band"
    ALONE = "alone"
    """Nothing is declared."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the rules give, printed beside what is declared."""

    text: str
    state: State


class Join(StrEnum):
    """How a cell is one with its neighbours.

    Merged cells are drawn joined and are not spans: browsers print a span as one block and leave half a page empty.
    """

    UP = "up"
    DOWN = "down"
    AGAIN = "again"
    """The text stands in another row of the merged cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is printed in it and the findings in it."""

    name: str
    pointer: str
    text: str
    tags: tuple[Tag, ...] = ()
    beside: Beside | None = None
    joined: tuple[Join, ...] = ()

    @property
    def numeric(self) -> bool:
        """Tell whether it stands in a column of numbers."""
        return self.name in NUMERIC

    @property
    def slug(self) -> str:
        """Return the end of the cell's anchor."""
        return slug(self.pointer)

    @property
    def mark(self) -> Severity | None:
        """Return the worst severity of the findings that lie in this cell."""
        return min((tag.severity for tag in self.tags if tag.first), key=lambda it: it.rank, default=None)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All cells of one form, part by part. A cell that a merged one above covers is left out of its row."""

    heading: Cell
    head: tuple[tuple[Cell, ...], ...]
    funds: tuple[tuple[Cell, ...], ...]
    goal: tuple[Cell, ...]
    indicators: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    grade: Cell
    parts: Mapping[str, Cell]
    """The label cells of the parts ``funds``, ``goal`` and ``indicators``."""


def slug(pointer: str) -> str:
    """Turn a pointer into the end of an anchor: ``/funds/0/score`` is ``cell-funds-0-score``."""
    return f"cell{pointer.replace('/', '-')}"


def draw(assessment: Assessment, tags: Mapping[str, tuple[Tag, ...]]) -> Drawing:
    """Lay out the form of an assessment with the tags of its cells."""
    return _Pen(assessment, tags).drawing()


class _Pen:
    """Draws the cells of one form."""

    def __init__(self, assessment: Assessment, tags: Mapping[str, tuple[Tag, ...]]) -> None:
        self._form = assessment.sourced.form
        self._scores = assessment.scores
        self._tags = tags

    def drawing(self) -> Drawing:
        """Draw all parts."""
        scores = self._scores
        return Drawing(
            heading=self._cell("", "title"),
            head=tuple(self._head(terms) for terms in (HEAD[:2], HEAD[2:])),
            funds=tuple(tuple(self._fund(row)) for row in range(len(self._form.funds))),
            goal=tuple(self._cell(f"/goal/{term.name}", term.name) for term in GOAL_COLUMNS),
            indicators=tuple(self._indicators()),
            total=(
                self._cell("/total/points", "points"),
                self._cell(
                    "/total/score", "score", _pair(Pair(scores.total.declared, scores.computed_total))
                ),
            ),
            grade=self._cell(f"/{GRADE.name}", GRADE.name, self._grade()),
            parts={part: self._cell(f"/{part}", part) for part in ("funds", "goal", "indicators")},
        )

    def _cell(
        self, pointer: str, name: str, beside: Beside | None = None, joined: tuple[Join, ...] = ()
    ) -> Cell:
        text = spots.raw(self._form, pointer) or ""
        return Cell(name, pointer, text, self._tags.get(pointer, ()), beside, joined)

    def _head(self, terms: Iterable[Term]) -> tuple[Cell, ...]:
        cells = (self._cell(f"/{term.name}", term.name) for term in terms)
        return tuple(cell for cell in cells if _shown(cell))

    def _fund(self, row: int) -> Iterable[Cell]:
        beside = self._execution() if self._form.funds[row] is self._form.fund_total else {}
        for name in ("label", *(term.name for term in FUND_COLUMNS)):
            yield self._cell(f"/funds/{row}/{name}", name, beside.get(name))

    def _execution(self) -> dict[str, Beside | None]:
        return {
            "execution_rate": _pair(self._scores.execution_rate),
            "score": _pair(self._scores.execution_score),
        }

    def _indicators(self) -> Iterable[tuple[Cell, ...]]:
        lines = {line.index: line for line in self._scores.indicators}
        for row in range(len(self._form.indicators)):
            yield tuple(self._indicator(row, term.name, lines.get(row)) for term in INDICATOR_COLUMNS)

    def _indicator(self, row: int, name: str, line: IndicatorScore | None) -> Cell:
        beside = _line(line) if line and name == "score" else None
        joined = tuple(_joined(row, run(self._form, row, name))) if name in LEVELS else ()
        return self._cell(f"/indicators/{row}/{name}", name, beside, joined)

    def _grade(self) -> Beside | None:
        declared, computed = self._scores.grade, self._scores.computed_grade
        return None if computed is None else Beside(computed, _state(declared, same=declared == computed))


def _joined(row: int, rows: range) -> Iterable[Join]:
    """Tell how a row's part of a merged cell is one with the parts above and below."""
    if row > rows[0]:
        yield Join.UP
    if row < rows[-1]:
        yield Join.DOWN
    if row != label_row(rows):
        yield Join.AGAIN


def _shown(cell: Cell) -> bool:
    """Tell whether a cell of the head is drawn: 项目编码 is, only where the form prints one or ought to."""
    return cell.name != "project_code" or bool(cell.text or cell.tags)


def _state(declared: object, *, same: bool) -> State:
    if declared is None:
        return State.ALONE
    return State.SAME if same else State.OFF


def _pair(pair: Pair) -> Beside | None:
    if pair.expected is None:
        return None
    return Beside(score(pair.expected), _state(pair.declared, same=not pair.difference))


def _line(line: IndicatorScore) -> Beside | None:
    if line.expected is not None:
        return _pair(Pair(line.declared, line.expected))
    if line.lowest is None or line.highest is None:
        return None
    inside = line.declared is not None and line.lowest <= line.declared <= line.highest
    text = band(line.lowest, line.highest)
    return Beside(text, State.BAND if inside or line.declared is None else State.OFF)
