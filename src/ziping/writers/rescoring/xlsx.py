"""The comparison of two profiles as a workbook."""

from collections.abc import Iterator
from typing import Final

from ziping.model.language import Language
from ziping.model.rescoring import Rescored, Rescoring
from ziping.writers.report.workbook import Book, Column, Points, Value
from ziping.writers.rescoring import words

_WIDTHS: Final = (36, 28, 8, 11, 11, 11, 11, 11, 11)
_FORMS: Final = tuple(Column(text, width) for text, width in zip(words.COLUMNS, _WIDTHS, strict=True))
_GRADES: Final = (Column(words.GRADES, 14), Column(words.BEFORE, 14), Column(words.AFTER, 14))


def xlsx_rescoring(rescoring: Rescoring, *, language: Language) -> bytes:
    """Write every form on one sheet and the grades on another; scores are numbers."""
    book = Book(language)
    book.table(words.CHANGES, _FORMS, _rows(rescoring))
    book.table(words.GRADES, _GRADES, rescoring.by_grade())
    if rescoring.notes:
        book.table(words.NOTES, (Column(words.NOTES, 100),), ([it] for it in rescoring.notes))
    return book.bytes()


def _rows(rescoring: Rescoring) -> Iterator[list[Value]]:
    yield from map(_row, rescoring.forms)


def _row(form: Rescored) -> list[Value]:
    totals = (form.declared.total, form.before.total, form.after.total)
    about = (form.form.project, form.form.unit, form.form.year)
    grades = form.before.grade, form.after.grade
    return [*about, *map(Points, totals), Points(form.difference, signed=True), *grades]
