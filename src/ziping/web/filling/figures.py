"""What the rules say of single cells: values worked out beside the declared ones, marks, and reasons that are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from ziping.engine.wording import points
from ziping.model.assessment import Assessment, IndicatorScore, Pair
from ziping.model.finding import Finding, Severity
from ziping.model.form import FundSource
from ziping.model.language import Text


@dataclass(frozen=True, slots=True)
class Computed:
    """A value by the rules beside the declared one."""

    text: str
    value: str
    """What can be taken over; empty for a band, within which the unit decides."""
    differs: bool


def computed_values(found: Assessment) -> dict[str, Computed]:
    """Return the values by the rules, each by the pointer of the cell it stands beside."""
    return dict(_computed(found))


def _computed(found: Assessment) -> Iterator[tuple[str, Computed]]:
    scores, form = found.scores, found.sourced.form
    total = next((row for row, it in enumerate(form.funds) if it.source is FundSource.TOTAL), None)
    if total is not None:
        yield from _exact(f"/funds/{total}/execution_rate", scores.execution_rate)
        yield from _exact(f"/funds/{total}/score", scores.execution_score)
    for line in scores.indicators:
        yield from _indicator(line)
    yield from _exact("/total/score", Pair(scores.total.declared, scores.computed_total))
    if grade := scores.computed_grade:
        yield "/grade", Computed(grade, grade, differs=grade != scores.grade)


def _exact(pointer: str, pair: Pair) -> Iterator[tuple[str, Computed]]:
    if pair.expected is not None:
        text = points(pair.expected)
        yield pointer, Computed(text, text, differs=pair.declared != pair.expected)


def _indicator(line: IndicatorScore) -> Iterator[tuple[str, Computed]]:
    pointer = f"/indicators/{line.index}/score"
    if line.expected is not None or line.lowest is None or line.highest is None:
        yield from _exact(pointer, Pair(line.declared, line.expected))
    elif line.lowest == line.highest:
        yield from _exact(pointer, Pair(line.declared, line.lowest))
    else:
        within = line.declared is not None and line.lowest <= line.declared <= line.highest
        yield pointer, Computed(f"{points(line.lowest)}–{points(line.highest)}", "", differs=not within)


def marks(found: Assessment) -> dict[str, str]:
    """Return the worst that is said of each cell; notes leave no mark."""
    worst: dict[str, str] = {}
    for it in found.findings:
        if it.spots and it.severity is not Severity.NOTE:
            worst.setdefault(it.spots[0].pointer, it.severity.value)
    return worst


def asks(found: Assessment) -> dict[str, list[Text]]:
    """Return the reasons that are asked for, by the cell in which they are to be written."""
    asked: dict[str, list[Text]] = {}
    for it in found.findings:
        if it.severity is not Severity.NOTE and (cell := _reason_cell(it)):
            asked.setdefault(cell, []).append(it.fix)
    return asked


def _reason_cell(finding: Finding) -> str | None:
    """Return the first cell for reasons that a finding names; those of low execution stand among the results."""
    wanted = "/goal/actual" if finding.code == "A14" else "/deviation"
    return next((it.pointer for it in finding.spots if it.pointer.endswith(wanted)), None)
