"""A review as a workbook: the pictures as charts beside their numbers, a row for every answer, and the report."""

from collections.abc import Iterator, Sequence
from typing import Final

from ziping.model.finding import Severity
from ziping.model.language import Language, Text
from ziping.model.template import HEAD
from ziping.writers.report import printing, words
from ziping.writers.report.figures import Figure, Series, figures
from ziping.writers.report.overview import Overview, Row
from ziping.writers.report.workbook import Book, Column, Points, Value
from ziping.writers.report.xlsx import add_report
from ziping.writers.review.counting import by_grade, by_kind
from ziping.writers.review.finance import lines
from ziping.writers.review.subject import Subject
from ziping.writers.review.told import joints

_SUMMARY: Final = Text("汇总", "Summary")
_KINDS: Final = Text("各类问题的处数", "Findings by kind")
_GRADES: Final = Text("各等级的表数", "Forms by grade")
_TOTALS: Final = Text("填报总分与核算总分", "Declared totals and totals by the rules")
_ANSWERS: Final = Text("意见和答复", "Findings and answers")
_FINANCE: Final = Text("财政复核", "Finance review")
_GIVEN: Final = (
    Column(words.NUMBER, 5),
    Column(HEAD[0].label, 24),
    Column(Text("指标", "Row"), 5),
    Column(Text("项目", "Item"), 34),
    Column(Text("分值", "Points"), 9),
    Column(Text("填报得分", "Declared"), 9),
    Column(Text("核算得分", "By the rules"), 9),
    Column(Text("财政复核", "By finance"), 9),
    Column(Text("差额", "Difference"), 9),
    Column(Text("理由", "Reason"), 40),
)
_COLUMNS: Final = (
    Column(words.NUMBER, 5),
    Column(HEAD[0].label, 16),
    Column(words.SEVERITY, 6),
    Column(Text("单元格和填报内容", "Cells and what they say"), 34),
    Column(words.MESSAGE, 36),
    Column(words.FIX, 24),
    Column(words.SOURCE, 22),
    Column(Text("单位答复", "Answer"), 11, ("已修改", "已补充说明", "不修改")),
    Column(Text("修改后的值或理由", "New value, or why not"), 20, ("",)),
)
_SEVERITIES: Final = (
    Series(Severity.ERROR.label, "#AB231B"),
    Series(Severity.WARNING.label, "#855400", "wide_upward_diagonal"),
    Series(Severity.NOTE.label, "#3F5F7D", "percent_20"),
)
_SIDES: Final = (Series(words.DECLARED, "#AAB3BB"), Series(words.COMPUTED, "#1F4A7A"))
_MOST_ROWS: Final = 24
"""Forms in the chart of totals, the worst first; the overview has them all."""


def xlsx(subject: Subject) -> bytes:
    """Return the workbook; the same forms give the same bytes."""
    book = Book(Language.ZH)
    figures(book, _SUMMARY, _figures(subject.overview))
    book.table(_ANSWERS, _COLUMNS, _asked(subject.overview.rows))
    if given := list(_given(subject.overview.rows)):
        book.table(_FINANCE, _GIVEN, given)
    add_report(book, subject.overview.rows, subject.unread)
    return book.bytes()


def _asked(rows: Sequence[Row]) -> Iterator[list[Value]]:
    """Yield a row for all that asks for the same answer, the worst form first; the report's own sheet has each finding."""
    for row in rows:
        for it in joints(row.assessment):
            name = printing.project(row.assessment.sourced)
            about = f"{it.first.title.zh}（{it.first.code}）\n{it.facts}"
            yield [row.number, name, it.first.severity, it.cells, about, it.first.fix.zh, it.sources]


def _given(rows: Sequence[Row]) -> Iterator[list[Value]]:
    """Yield a row for each score that finance gave, and for the total of each form."""
    for row in rows:
        name = printing.project(row.assessment.sourced)
        for it in lines(row):
            scores = (Points(value) for value in (it.points, it.declared, it.computed, it.given))
            yield [row.number, name, it.number, it.name, *scores, Points(it.apart, signed=True), it.reason]


def _figures(overview: Overview) -> Iterator[Figure]:
    """Yield the figures that have something to show."""
    if kinds := by_kind(overview):
        lines = [(name, [held[severity] for severity in Severity]) for name, held in kinds.items()]
        yield Figure(_KINDS, _SEVERITIES, lines, stacked=True)
    if grades := by_grade(overview):
        yield Figure(_GRADES, _SIDES, [(name, counts) for name, *counts in grades])
    if totals := [_totals(row) for row in overview.rows[:_MOST_ROWS]]:
        yield Figure(_TOTALS, _SIDES, totals, low=overview.axis.low // 100)


def _totals(row: Row) -> tuple[str, list[Points]]:
    name = printing.project(row.assessment.sourced).zh
    return f"{row.number}．{name}", [Points(row.total.declared), Points(row.total.expected)]
