"""Which cell of a drawn form carries which findings, and in what order the findings are told."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.model.finding import Finding, Severity, Spot
from ziping.model.form import Form
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, GRADE, HEAD, INDICATOR_COLUMNS

_STANDS_FOR: Final = {"/money_unit": "/funds", "/total": "/total/score"}
_ROW_HEADS: Final = {"funds": "label", "indicators": "level3"}
LEVELS: Final = ("level1", "level2")
"""Columns in which neighbouring cells with the same text are drawn as one."""
_ORDER: Final = ("", *(term.name for term in HEAD), "funds", "goal", "indicators", "total", GRADE.name)
_ROW_NUMBER: Final = re.compile(r"/\d+/")
_CELLS: Final = frozenset(
    {
        *(f"/{name}" for name in _ORDER if name not in {"", "total"}),
        *(f"/goal/{term.name}" for term in GOAL_COLUMNS),
        *("/total/points", "/total/score", "/funds/#/label"),
        *(f"/funds/#/{term.name}" for term in FUND_COLUMNS),
        *(f"/indicators/#/{term.name}" for term in INDICATOR_COLUMNS),
    }
)
"""Every cell of the drawn form except its heading; ``#`` is a row."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the name under which the report shows it."""

    anchor: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Tag:
    """A code in a cell. ``first`` where the finding lies in this cell and does not only rest on it."""

    code: str
    severity: Severity
    anchor: str
    first: bool


@dataclass(frozen=True, slots=True)
class Member:
    """The findings that lie in one cell, the worst first."""

    cell: str
    told: tuple[Told, ...]

    @property
    def spot(self) -> Spot | None:
        """Return the cell, or None where the findings name none."""
        return next(iter(self.told[0].finding.spots), None)

    @property
    def kind(self) -> tuple[object, ...]:
        """Return what cells have in common that are told together: the column, and per finding rule and remedy."""
        column = self.spot.column if self.spot else None
        return (column, *((it.finding.code, it.finding.fix) for it in self.told))


@dataclass(frozen=True, slots=True)
class Group:
    """Cells of one column with the same findings in them: told once, with a line for each cell."""

    members: tuple[Member, ...]

    @property
    def severity(self) -> Severity:
        """Return the worst."""
        return self.members[0].told[0].finding.severity

    @property
    def findings(self) -> Iterator[tuple[Finding, tuple[tuple[Member, Told], ...]]]:
        """Return each finding of the first cell, and where the same lies in every cell."""
        for index, first in enumerate(self.members[0].told):
            yield first.finding, tuple((member, member.told[index]) for member in self.members)


def drawn(form: Form, pointer: str) -> str:
    """Return the pointer of the cell in which a value is drawn.

    A merged cell stands for all its rows, a row's first cell for the row, and the form's heading, whose pointer is
    empty, for whatever has no cell of its own: year, title, kind.
    """
    table, *rest = pointer.removeprefix("/").split("/")
    match rest:
        case [row] if table in _ROW_HEADS:
            return f"/{table}/{row}/{_ROW_HEADS[table]}"
        case [row, "level1" | "level2" as level] if table == "indicators":
            return f"/indicators/{label_row(run(form, int(row), level))}/{level}"
        case _:
            cell = _STANDS_FOR.get(pointer, pointer)
            return cell if _ROW_NUMBER.sub("/#/", cell) in _CELLS else ""


def run(form: Form, row: int, level: str) -> range:
    """Return the rows around a row that share a level and every level above it: one merged cell."""
    first, after = row, row + 1
    while first > 0 and _same(form, first, level):
        first -= 1
    while after < len(form.indicators) and _same(form, after, level):
        after += 1
    return range(first, after)


def label_row(rows: range) -> int:
    """Return the row of a merged cell in which its text stands: the middle one."""
    return rows[(len(rows) - 1) // 2]


def _same(form: Form, row: int, level: str) -> bool:
    here, above = form.indicators[row], form.indicators[row - 1]
    upto = LEVELS[: LEVELS.index(level) + 1]
    return getattr(here, level) is not None and all(getattr(here, it) == getattr(above, it) for it in upto)


def tell(findings: Sequence[Finding], anchor: str) -> tuple[Told, ...]:
    """Name the findings of a form, the worst first, and those of one severity as the form is read."""
    ordered = sorted(findings, key=lambda it: (it.severity.rank, _reading_order(it.spots), it.code))
    return tuple(Told(f"{anchor}-finding-{number}", it) for number, it in enumerate(ordered, 1))


def _reading_order(at: Sequence[Spot]) -> tuple[int, int]:
    if not at:
        return (0, 0)
    table, *rest = at[0].pointer.removeprefix("/").split("/")
    section = _ORDER.index(table) if table in _ORDER else 0
    return (section, int(rest[0]) if rest and rest[0].isdecimal() else 0)


def groups(form: Form, told: Sequence[Told]) -> tuple[Group, ...]:
    """Put findings that lie in the same cell together, and cells with the same findings; the worst first."""
    cells: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for entry in told:
        cells[_first_cell(form, entry.finding), _outside(form, entry.finding)].append(entry)
    kinds: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in (Member(cell, tuple(held)) for (cell, _), held in cells.items()):
        kinds[member.kind].append(member)
    return tuple(Group(tuple(members)) for members in kinds.values())


def _outside(form: Form, finding: Finding) -> str:
    """Tell apart the values that have no cell of their own: year, title and kind are marked at the heading."""
    return finding.spots[0].pointer if finding.spots and not _first_cell(form, finding) else ""


def _first_cell(form: Form, finding: Finding) -> str:
    return drawn(form, finding.spots[0].pointer) if finding.spots else ""


def tags(form: Form, told: Sequence[Told]) -> Mapping[str, tuple[Tag, ...]]:
    """Return the codes of every cell: first those of findings that lie in it."""
    found: dict[str, list[Tag]] = defaultdict(list)
    for entry in told:
        for cell, first in _cells(form, entry.finding):
            found[cell].append(Tag(entry.finding.code, entry.finding.severity, entry.anchor, first))
    return {cell: _once_each_code(held) for cell, held in found.items()}


def _cells(form: Form, finding: Finding) -> Iterator[tuple[str, bool]]:
    """Give the cells of a finding that are marked: its first, and those in other rows.

    The other cells of the same row only explain the first, and a whole column would be marked in every row: the
    finding lists them, marks would hide what matters.
    """
    first, *others = dict.fromkeys(
        [_first_cell(form, finding), *(drawn(form, it.pointer) for it in finding.spots)]
    )
    yield first, True
    rows = Counter(map(_column, (first, *others)))
    for cell in others:
        if _row(cell) != _row(first) and not 1 < len(form.indicators) == rows[_column(cell)]:
            yield cell, False


def _column(cell: str) -> str:
    """Return the column of the indicator table that a cell stands in, or the cell itself."""
    return _ROW_NUMBER.sub("/#/", cell) if cell.startswith("/indicators/") else cell


def _row(cell: str) -> str:
    """Return the row of a table that a cell stands in, or the cell itself."""
    return cell.rsplit("/", 1)[0] or cell


def _once_each_code(held: Sequence[Tag]) -> tuple[Tag, ...]:
    kept: dict[str, Tag] = {}
    for tag in sorted(held, key=lambda it: not it.first):
        kept.setdefault(tag.code, tag)
    return tuple(kept.values())
