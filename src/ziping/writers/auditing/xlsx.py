"""The figures of an audit as a workbook."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

from ziping.model.auditing import AuditSummary
from ziping.model.language import Language, Text
from ziping.writers.auditing import words
from ziping.writers.report.printing import printable

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Cell = str | int | float | None


def xlsx_audit(summary: AuditSummary, *, language: Language) -> bytes:
    """Write the overview, the rules, the units and the worst forms, a sheet each; scores are numbers."""
    held = BytesIO()
    with Workbook(held, _OPTIONS) as book:
        for name, heads, rows in _sheets(summary, language):
            _sheet(book, name.to(language), [head.to(language) for head in heads], rows)
    return held.getvalue()


Sheet = tuple[Text, Sequence[Text], Iterable[Sequence[Cell]]]


def _sheets(summary: AuditSummary, language: Language) -> list[Sheet]:
    figures: list[tuple[Text, int]] = [
        (words.FORMS, summary.forms),
        (words.UNITS, summary.units),
        (words.FAULTY, summary.faulty),
        (words.ERRORS, summary.errors),
        (words.WARNINGS, summary.warnings),
        (words.NOTES, summary.notes),
    ]
    rules = [
        (it.code, it.title.to(language), it.severity.label.to(language), it.failed, it.asked)
        for it in summary.rules
    ]
    units = [
        (it.unit, it.forms, it.errors, it.warnings, _score(it.declared), _score(it.computed))
        for it in summary.ranked
    ]
    worst = [
        (
            it.form.project,
            it.form.unit,
            it.form.year,
            it.errors,
            it.warnings,
            _score(it.declared),
            _score(it.computed),
        )
        for it in summary.worst
    ]
    counts = (words.FORMS, words.ERRORS, words.WARNINGS, words.DECLARED, words.COMPUTED)
    return [
        (
            words.SUMMARY,
            (words.SUMMARY, words.FORMS),
            [(name.to(language), value) for name, value in figures],
        ),
        (words.RULES, (words.CODE, words.NAME, words.SEVERITY, words.FAILED, words.ASKED), rules),
        (words.RANKED, (words.UNIT, *counts), units),
        (words.WORST, (words.PROJECT, words.UNIT, words.YEAR, *counts[1:]), worst),
        (words.UNREAD, (words.UNREAD,), [(text.to(language),) for text in summary.unread]),
    ]


def _score(hundredths: int | None) -> float | None:
    """Return points as a workbook counts them, in floats, which two decimals survive."""
    return None if hundredths is None else hundredths / 100


def _sheet(book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name[:31])
    head = book.add_format({"bold": True, "bottom": 1})
    sheet.set_column(0, len(heads) - 1, 14)
    sheet.set_column(0, 1, 34)
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, column, printable(value))
            elif value is not None:
                sheet.write_number(last, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
