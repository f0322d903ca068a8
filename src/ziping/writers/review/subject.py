"""The forms that one document is about, and what is said of them in one phrase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from ziping.engine.spots import label
from ziping.engine.wording import NOTHING
from ziping.model.assessment import Assessment, IndicatorScore, Pair
from ziping.model.finding import Severity
from ziping.model.language import Text
from ziping.model.template import TOTAL
from ziping.writers.report import printing, words
from ziping.writers.report.overview import Overview, Row
from ziping.writers.report.printing import band, difference, score
from ziping.writers.report.sources import Source

_EXECUTION: Final = "预算执行率"
_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What only the office knows; what is not said is left open to be filled in by hand."""

    office: str = "＿＿＿＿＿＿（复核单位）"
    reviewer: str = ""
    date: str = "　　　　年　　月　　日"
    deadline: str = "　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Subject:
    """The forms that one document is about."""

    overview: Overview
    head: Letterhead
    unread: Sequence[Text] = ()

    @property
    def units(self) -> list[str]:
        """Return whose forms they are, each unit once."""
        return list(dict.fromkeys(filter(None, (unit(row) for row in self.overview.rows))))

    @property
    def years(self) -> list[int]:
        """Return their years, the earliest first."""
        return sorted({row.assessment.sourced.form.year or 0 for row in self.overview.rows} - {0})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison of scores."""

    number: str
    name: str
    points: int | None
    declared: str
    computed: str
    apart: int | None


def units(units: Sequence[str]) -> str:
    """Name one unit, or the first of several and how many they are."""
    if len(units) < _SEVERAL:
        return "".join(units) or NOTHING
    return f"{units[0]}等 {len(units)} 个单位"


def unit(row: Row) -> str:
    """Return who sent a form."""
    return printing.unit(row.assessment.sourced)


def unread(reasons: Sequence[Text]) -> str:
    """List what could not be read, one a line."""
    return "\n".join([f"{words.UNREAD.zh}：", *(it.zh for it in reasons)]) if reasons else ""


def document(row: Row) -> str:
    """Name the file that a form stands in, and which of its forms it is."""
    sourced = row.assessment.sourced
    name = PurePath(sourced.source).name
    return words.FORM_OF.fill(source=name, number=sourced.number).zh


def rounding(row: Row) -> str:
    """Name the convention of rounding, and say how sure it is."""
    scores = row.assessment.scores
    sure = words.DECIDED if scores.rounding_decided else words.PREFERRED
    return f"{scores.rounding.zh}（{sure.zh}）"


def verdict(row: Row) -> str:
    """Say in one sentence what is to be done and how the totals compare."""
    wrong, doubtful = (row.assessment.count(it) for it in (Severity.ERROR, Severity.WARNING))
    parts = [f"{wrong} 处错误应更正" if wrong else "", f"{doubtful} 处应说明或更正" if doubtful else ""]
    findings = "，".join(filter(None, parts)) or "未发现应更正或说明的问题"
    declared, computed = score(row.total.declared), score(row.total.expected)
    if not row.total.difference:
        return f"{findings}。填报总分 {declared}，核算总分 {computed}。"
    apart = difference(row.total.difference)
    return f"{findings}。填报总分 {declared}，核算总分 {computed}，相差 {apart}。"


def doubts(row: Row) -> str:
    """List the cells that were read with doubt, one a line."""
    form = row.assessment.sourced.form
    said = [f"{label(form, it.pointer).zh}：{it.message}" for it in form.problems]
    return "\n".join([f"{words.READING.zh}：", *said]) if said else ""


def confirmed(source: Source) -> str:
    """Tell whether the official text of an article was compared."""
    if not source.citation.law:
        return "非法规"
    return (words.CONFIRMED if source.citation.confirmed else words.UNCONFIRMED).zh


def lines(assessment: Assessment) -> Iterable[Line]:
    """Compare execution, every indicator and the total."""
    scores = assessment.scores
    yield _line("", _EXECUTION, scores.execution_points, scores.execution_score)
    for it in scores.indicators:
        yield _indicator(it)
    yield _line("", TOTAL.label.zh, None, Pair(scores.total.declared, scores.computed_total))


def _line(number: str, name: str, points: int | None, pair: Pair) -> Line:
    return Line(number, name, points, score(pair.declared), score(pair.expected), pair.difference)


def _indicator(it: IndicatorScore) -> Line:
    number, name = str(it.index + 1), it.name or NOTHING
    if it.lowest is None or it.highest is None:
        return _line(number, name, it.points, Pair(it.declared, it.expected))
    return Line(number, name, it.points, score(it.declared), band(it.lowest, it.highest), it.difference)
