"""The comparison of two profiles as a workbook."""

from io import BytesIO

from xlsxwriter import Workbook

from ziping.model.language import Language, Text
from ziping.model.rescoring import Rescored, Rescoring
from ziping.writers.report.printing import printable
from ziping.writers.rescoring import words

_WIDTHS = (36, 28, 8, 11, 11, 11, 11, 11, 11)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_rescoring(rescoring: Rescoring, *, language: Language) -> bytes:
    """Write every form on one sheet and the grades on another; scores are numbers."""
    held = BytesIO()
    with Workbook(held, _OPTIONS) as book:
        _forms(book, rescoring, language)
        _grades(book, rescoring, language)
    return held.getvalue()


def _forms(book: Workbook, rescoring: Rescoring, language: Language) -> None:
    sheet = book.add_worksheet(words.CHANGES.to(language))
    score, head = book.add_format({"num_format": "0.00"}), book.add_format({"bold": True, "bottom": 1})
    for column, (text, width) in enumerate(zip(words.COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text.to(language), head)
    for row, form in enumerate(rescoring.forms, 1):
        for column, value in enumerate(_cells(form)):
            if isinstance(value, str):
                sheet.write_string(row, column, printable(value))
            elif value is not None:
                sheet.write_number(row, column, value, score if column > 2 else None)  # noqa: PLR2004 — after the year
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rescoring.forms), len(words.COLUMNS) - 1)


def _cells(form: Rescored) -> tuple[str | float | None, ...]:
    """Return a row; a workbook counts in floats, and two decimals survive them."""
    totals = (form.declared.total, form.before.total, form.after.total, form.difference)
    shown = [None if total is None else total / 100 for total in totals]
    key = form.form
    return key.project, key.unit, key.year, *shown, form.before.grade, form.after.grade


def _grades(book: Workbook, rescoring: Rescoring, language: Language) -> None:
    sheet = book.add_worksheet(words.GRADES.to(language))
    heads: tuple[Text, ...] = (words.GRADES, words.BEFORE, words.AFTER)
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text.to(language))
    for row, counted in enumerate(rescoring.by_grade(), 1):
        for column, value in enumerate(counted):
            sheet.write(row, column, value)
