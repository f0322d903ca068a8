"""Findings as a report tells them: what is to be done alike in several cells is told once, cell by cell."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from ziping.engine.wording import NOTHING, text
from ziping.model.assessment import Assessment
from ziping.model.finding import Finding, Spot
from ziping.writers.report import words
from ziping.writers.report.marks import tell

_DOT: Final = "·"
_MOST: Final = 4
"""Cells that are named where one finding rests on more; the form itself has them all."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Findings of one rule in one column that ask for the same."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the one that speaks for all."""
        return self.findings[0]

    @property
    def cells(self) -> str:
        """Name the cells with what is printed there and where; several of a column one a line below its name."""
        spots = list(dict.fromkeys(it for finding in self.findings for it in _alike(finding)))
        if not spots:
            return words.WHOLE_FORM.zh
        if len(spots) == 1:
            return f"{_row(spots[0])}{_printed(spots[0], spots[0].column.zh)}"
        shown = spots[:_MOST] if len(self.findings) == 1 else spots
        rows = [_printed(it, _row(it)) for it in shown]
        rest = ["……"] if len(shown) < len(spots) else []
        return "\n".join([f"{spots[0].column.zh}（{len(spots)} 处）", *rows, *rest])

    @property
    def facts(self) -> str:
        """Say what is wrong; where it differs from cell to cell, one line for each."""
        said = dict.fromkeys(it.message.zh for it in self.findings)
        if len(said) == 1:
            return next(iter(said))
        return "\n".join(f"{_subject(it)}：{it.message.zh}" for it in self.findings)

    @property
    def sources(self) -> str:
        """Name the articles, one a line; an unconfirmed one says so."""
        return "\n".join(it.brief().zh for it in self.first.cites)


def joints(assessment: Assessment) -> tuple[Joint, ...]:
    """Return what there is to say of a form in order of weight."""
    held: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for entry in tell(assessment.findings, ""):
        finding = entry.finding
        column = finding.spots[0].column if finding.spots else None
        held[finding.severity.rank, finding.code, column, finding.fix].append(finding)
    return tuple(Joint(tuple(findings)) for findings in held.values())


def _alike(finding: Finding) -> list[Spot]:
    """Return the first cell and those of its column in other rows; the others only explain it."""
    column = finding.spots[0].column if finding.spots else None
    return [it for it in finding.spots if it.column == column]


def _printed(spot: Spot, name: str) -> str:
    where = f"（{spot.place.describe().zh}）" if spot.place else ""
    return f"{name}{where}：{text(spot.raw or NOTHING)}"


def _row(spot: Spot) -> str:
    """Name the row of a cell, cut where its indicator is called by a whole paragraph."""
    return text(spot.row.zh.rstrip(_DOT))


def _subject(finding: Finding) -> str:
    """Name what a finding is about: the row of its cell, or the cell where it stands alone."""
    spot = next(iter(finding.spots), None)
    return words.WHOLE_FORM.zh if spot is None else _row(spot) or spot.column.zh
