"""The figures of an audit as a workbook."""

from collections.abc import Iterable, Sequence
from typing import Final

from ziping.model.auditing import AuditSummary
from ziping.model.language import Language, Text
from ziping.writers.auditing import words
from ziping.writers.report.workbook import Book, Column, Points, Value

_NARROW, _WIDE = 14, 34
_COUNTS: Final = (words.FORMS, words.ERRORS, words.WARNINGS, words.DECLARED, words.COMPUTED)


def xlsx_audit(summary: AuditSummary, *, language: Language) -> bytes:
    """Write the overview, the rules, the units and the worst forms, a sheet each; scores are numbers."""
    book = Book(language)
    book.table(words.SUMMARY, _columns(words.SUMMARY, words.FORMS), _figures(summary))
    rules = (words.CODE, words.NAME, words.SEVERITY, words.FAILED, words.ASKED)
    book.table(words.RULES, _columns(*rules), _rules(summary))
    book.table(words.RANKED, _columns(words.UNIT, *_COUNTS), _units(summary))
    worst = (words.PROJECT, words.UNIT, words.YEAR, *_COUNTS[1:])
    book.table(words.WORST, _columns(*worst), _worst(summary))
    book.table(words.UNREAD, [Column(words.UNREAD, 3 * _WIDE)], ([text] for text in summary.unread))
    return book.bytes()


def _columns(*heads: Text) -> Sequence[Column]:
    """Return columns of which those that hold names are wide."""
    names = {words.SUMMARY, words.NAME, words.UNIT, words.PROJECT}
    return [Column(head, _WIDE if head in names else _NARROW) for head in heads]


def _figures(summary: AuditSummary) -> Iterable[Sequence[Value]]:
    return [
        (words.FORMS, summary.forms),
        (words.UNITS, summary.units),
        (words.FAULTY, summary.faulty),
        (words.ERRORS, summary.errors),
        (words.WARNINGS, summary.warnings),
        (words.NOTES, summary.notes),
    ]


def _rules(summary: AuditSummary) -> Iterable[Sequence[Value]]:
    return ((it.code, it.title, it.severity, it.failed, it.asked) for it in summary.rules)


def _units(summary: AuditSummary) -> Iterable[Sequence[Value]]:
    for it in summary.ranked:
        yield it.unit, it.forms, it.errors, it.warnings, Points(it.declared), Points(it.computed)


def _worst(summary: AuditSummary) -> Iterable[Sequence[Value]]:
    for it in summary.worst:
        about = (it.form.project, it.form.unit, it.form.year)
        yield *about, it.errors, it.warnings, Points(it.declared), Points(it.computed)
