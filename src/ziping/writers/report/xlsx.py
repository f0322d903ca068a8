"""The report as a workbook: to sort, to filter and to hand on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from ziping.model.assessment import Assessment, Pair
from ziping.model.finding import Finding, Severity, Spot
from ziping.model.language import Language, Text
from ziping.model.template import FUND_COLUMNS, GRADE, HEAD, TOTAL
from ziping.writers.report import words
from ziping.writers.report.marks import tell
from ziping.writers.report.overview import Row, overview
from ziping.writers.report.printing import project, unit
from ziping.writers.report.workbook import Book, Column, Link, Points, Value

_PROJECT: Final = HEAD[0].label
_EXECUTION: Final = next(term.label for term in FUND_COLUMNS if term.name == "execution_rate")
_POINTS: Final = next(term.label for term in FUND_COLUMNS if term.name == "points")

_FORM: Final = (Column(words.NUMBER, 6), Column(_PROJECT, 34))
_OVERVIEW: Final = (
    *_FORM,
    Column(words.YEAR, 8),
    Column(words.UNIT, 24),
    Column(words.DOCUMENT, 24),
    Column(words.FORM_NUMBER, 7),
    *(Column(severity.label, 9) for severity in Severity),
    Column(words.DECLARED_TOTAL, 11),
    Column(words.COMPUTED_TOTAL, 11),
    Column(words.DIFFERENCE, 10),
    Column(words.DECLARED_GRADE, 10),
    Column(words.COMPUTED_GRADE, 10),
    Column(words.PROFILE, 22),
    Column(words.CONVENTION, 26),
    Column(words.HOW_SURE, 22),
    Column(words.FINDINGS, 9),
    Column(words.SHEET_SCORES, 10),
)
_FINDINGS: Final = (
    *_FORM,
    Column(words.CODE, 8),
    Column(words.SEVERITY, 9),
    Column(words.RULE, 28),
    Column(words.CELL, 36),
    Column(words.RAW, 18),
    Column(words.PLACE, 12),
    Column(words.MESSAGE, 56),
    Column(words.FIX, 40),
    Column(words.SOURCE, 66),
    Column(words.CHECKED, 9),
    Column(words.OTHER_CELLS, 48),
)
_SCORES: Final = (
    *_FORM,
    Column(words.ITEM, 34),
    Column(_POINTS, 10),
    Column(words.DECLARED, 10),
    Column(words.COMPUTED, 10),
    Column(words.DIFFERENCE, 10),
    Column(words.LOWEST, 10),
    Column(words.HIGHEST, 10),
)
_UNREAD: Final = (Column(words.REASON, 110),)


def xlsx_report(
    assessments: Sequence[Assessment], *, language: Language, unread: Sequence[Text] = ()
) -> bytes:
    """Write the workbook: an overview, every finding, declared against computed scores, and what was not read.

    The same assessments give the same bytes. ``unread`` holds a sentence for each document that could not be read.
    """
    book = Book(language)
    add_report(book, overview(assessments).rows, unread)
    return book.bytes()


def add_report(book: Book, rows: Sequence[Row], unread: Sequence[Text]) -> None:
    """Add the sheets of a report."""
    book.table(words.SHEET_OVERVIEW, _OVERVIEW, _overview(rows))
    book.table(words.FINDINGS, _FINDINGS, (line for row in rows for line in _findings(row)))
    book.table(words.SHEET_SCORES, _SCORES, (line for row in rows for line in _scores(row)))
    book.table(words.SHEET_UNREAD, _UNREAD, ([reason] for reason in unread))


def _starts(lengths: Iterable[int]) -> Iterator[int]:
    """Return the row of a sheet on which each form's lines begin, below the heading."""
    return accumulate(lengths, initial=1)


def _overview(rows: Sequence[Row]) -> Iterator[list[Value]]:
    findings = _starts(len(row.assessment.findings) for row in rows)
    scores = _starts(len(list(_scores(row))) for row in rows)
    for row, finding, score in zip(rows, findings, scores, strict=False):
        yield [*_about(row), *_judged(row), *_links(row, finding, score)]


def _about(row: Row) -> list[Value]:
    sourced = row.assessment.sourced
    counts = (row.assessment.count(severity) for severity in Severity)
    return [*_form(row), sourced.form.year, unit(sourced), sourced.source, sourced.number, *counts]


def _judged(row: Row) -> list[Value]:
    scores = row.assessment.scores
    return [
        Points(row.total.declared),
        Points(row.total.expected),
        Points(row.total.difference, signed=True),
        scores.grade,
        scores.computed_grade,
        scores.profile_label,
        scores.rounding,
        words.DECIDED if scores.rounding_decided else words.PREFERRED,
    ]


def _links(row: Row, finding: int, score: int) -> list[Value]:
    found = row.assessment.findings
    return [
        Link(words.SEE_FINDINGS, words.FINDINGS, finding) if found else None,
        Link(words.SEE_SCORES, words.SHEET_SCORES, score),
    ]


def _form(row: Row) -> list[Value]:
    return [row.number, project(row.assessment.sourced)]


def _findings(row: Row) -> Iterator[list[Value]]:
    for told in tell(row.assessment.findings, row.anchor):
        yield [*_form(row), *_finding(told.finding)]


def _finding(finding: Finding) -> list[Value]:
    first = next(iter(finding.spots), None)
    return [
        finding.code,
        finding.severity,
        finding.title,
        first.label if first else words.WHOLE_FORM,
        first.raw if first else None,
        first.place.describe() if first and first.place else None,
        finding.message,
        finding.fix,
        _lines(citation.describe() for citation in finding.cites),
        words.YES if all(citation.confirmed for citation in finding.cites) else words.NO,
        _lines(map(_quoted, finding.spots[1:])),
    ]


def _quoted(spot: Spot) -> Text:
    place = spot.place.describe() if spot.place else Text("", "")
    said = (f"{label} {spot.raw or ''} {where}" for label, where in _both(spot.label, place))
    return Text(*(" ".join(text.split()) for text in said))


def _both(*texts: Text) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(text.zh for text in texts), tuple(text.en for text in texts)


def _lines(texts: Iterable[Text]) -> Text:
    zh, en = _both(*texts)
    return Text("\n".join(zh), "\n".join(en))


def _scores(row: Row) -> Iterator[list[Value]]:
    scores = row.assessment.scores
    yield [*_form(row), _EXECUTION, *_numbers(scores.execution_points, scores.execution_score)]
    for line in scores.indicators:
        numbers = _numbers(line.points, Pair(line.declared, line.computed))
        name = f"{line.index + 1} {line.name or ''}"
        yield [*_form(row), name, *numbers, Points(line.lowest), Points(line.highest)]
    yield [*_form(row), TOTAL.label, *_numbers(None, row.total)]
    if scores.grade or scores.computed_grade:
        yield [*_form(row), GRADE.label, None, scores.grade, scores.computed_grade]


def _numbers(points: int | None, pair: Pair) -> list[Value]:
    return [
        Points(points),
        Points(pair.declared),
        Points(pair.expected),
        Points(pair.difference, signed=True),
    ]
