"""Sets a form in its layout: the one place that knows which cell comes where."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from ziping.model.form import Form, FundSource, Indicator, Total, number_text
from ziping.model.template import (
    FUND_COLUMNS,
    GOAL_COLUMNS,
    GRADE,
    HEAD,
    INDICATOR_COLUMNS,
    TOTAL,
    Term,
)
from ziping.writers.layout import Column, Extra, Layout
from ziping.writers.printable import printable
from ziping.writers.table import Box, Part, Role, Table

_PROSE: Final = frozenset({"level3", "deviation", "expected"})
_LEVELS: Final = ("level1", "level2")
_COUNTED: Final = frozenset({"points", "score"})

Columns = Sequence[tuple[Column, tuple[int, int]]]
"""Columns with their edges in millimetres."""


def table_of(form: Form, layout: Layout, note: str = "") -> Table:
    """Return the official table of a form."""
    upper = _Rows(layout.width)
    _head(upper, form, layout)
    _funds(upper, form, layout)
    if layout.extra:
        _extra(upper, layout.extra)
    _goal(upper, form, layout)
    lower = _Rows(layout.width, upper.next)
    _indicators(lower, form, layout)
    parts = Part(0, upper.next), Part(upper.next, lower.next - upper.next, header=1)
    title = printable(form.title) or layout.title
    year = layout.year.format(year=form.year) if form.year is not None else ""
    return Table.of([*upper.boxes, *lower.boxes], parts, page=layout.page, title=title, year=year, note=note)


class _Rows:
    """Boxes set row after row."""

    def __init__(self, width: int, first: int = 0) -> None:
        self.width, self.next = width, first
        self.boxes: list[Box] = []

    def add(self, box: Box) -> None:
        """Set one box."""
        self.boxes.append(box)

    def label(self, left: int, right: int, text: str, rows: int = 1) -> None:
        """Set a label in the current row."""
        if rows and right > left:
            self.add(Box(self.next, left, right, text, rows=rows))

    def text(self, edges: tuple[int, int], pointer: str, text: str | None, role: Role = Role.VALUE) -> None:
        """Set a declared text in the current row."""
        self.add(Box(self.next, *edges, printable(text), role, pointer))

    def number(self, edges: tuple[int, int], pointer: str, number: Decimal | None, suffix: str = "") -> None:
        """Set a declared number in the current row; a blank one stays blank."""
        text = "" if number is None else number_text(number) + suffix
        self.add(Box(self.next, *edges, text, Role.NUMBER, pointer, number, suffix))

    def blank(self, left: int, right: int) -> None:
        """Set a cell that holds nothing."""
        if right > left:
            self.add(Box(self.next, left, right, role=Role.BLANK))


def _label_of(column: Column, terms: Sequence[Term]) -> str:
    return column.label or next(term.label.zh for term in terms if term.name == column.field)


def _placed(columns: Iterable[Column], left: int, given: frozenset[str]) -> Columns:
    """Return the columns that are printed with their edges; all others make room for the optional ones."""
    shown = [it for it in columns if not it.optional or it.field in given]
    usual = sum(it.width for it in shown if not it.optional)
    room = usual - sum(it.width for it in shown if it.optional)
    taken, edges = 0, [left]
    for it in shown:
        before = taken * room // usual
        taken += 0 if it.optional else it.width
        edges.append(edges[-1] + (it.width if it.optional else taken * room // usual - before))
    return list(zip(shown, pairwise(edges), strict=True))


def _given(rows: Iterable[object], columns: Iterable[Column]) -> frozenset[str]:
    held = tuple(rows)
    return frozenset(
        it.field for it in columns if any(getattr(row, it.field, None) is not None for row in held)
    )


def _head(rows: _Rows, form: Form, layout: Layout) -> None:
    for names in layout.head.rows:
        fields = [
            name.removesuffix("?")
            for name in names
            if not name.endswith("?") or getattr(form, name.removesuffix("?"))
        ]
        edges = [0, *_running(layout.head.widths)]
        for count, field in enumerate(fields):
            label, value = edges[2 * count : 2 * count + 2], edges[2 * count + 1 : 2 * count + 3]
            end = value[1] if count + 1 < len(fields) else rows.width
            rows.label(label[0], label[1], layout.head.labels.get(field) or _name_of(field))
            rows.text((value[0], end), f"/{field}", getattr(form, field))
        rows.next += bool(fields)


def _running(widths: Iterable[int]) -> Iterator[int]:
    total = 0
    for width in widths:
        total += width
        yield total


def _name_of(field: str) -> str:
    return next(term.label.zh for term in HEAD if term.name == field)


def _funds(rows: _Rows, form: Form, layout: Layout) -> None:
    funds = layout.funds
    unit = form.money_unit.value if form.money_unit else ""
    side = funds.label.format(unit=unit).replace("（）", "")
    columns = _placed(funds.columns, funds.side + funds.rows, _given(form.funds, funds.columns))
    rows.label(0, funds.side, side, rows=len(form.funds) + 1)
    rows.blank(funds.side, funds.side + funds.rows)
    for column, edges in columns:
        rows.label(*edges, _label_of(column, FUND_COLUMNS))
    rows.next += 1
    for index, fund in enumerate(form.funds):
        label = _fund_label(form, index, layout)
        rows.text((funds.side, funds.side + funds.rows), f"/funds/{index}/label", label, Role.PROSE)
        for column, edges in columns:
            number = getattr(fund, column.field)
            if number is None and column.below and fund.source is not FundSource.TOTAL:
                rows.text(edges, "", column.below)
            else:
                rows.number(edges, f"/funds/{index}/{column.field}", number, column.suffix)
        rows.next += 1


def _fund_label(form: Form, index: int, layout: Layout) -> str:
    """Return the label as the official form prints it: the first part of the total begins with 其中."""
    funds, fund = layout.funds, form.funds[index]
    if fund.source is FundSource.TOTAL:
        return funds.total.format(label=fund.label)
    after_total = index > 0 and form.funds[index - 1].source is FundSource.TOTAL
    return (funds.part if after_total else funds.further).format(label=fund.label)


def _extra(rows: _Rows, extra: Extra) -> None:
    edges = list(pairwise([extra.side, *(extra.side + it for it in _running(extra.widths))]))
    rows.label(0, extra.side, extra.label, rows=len(extra.rows) + 1)
    for (left, right), label in zip(edges, extra.labels, strict=True):
        rows.label(left, right, label)
    rows.next += 1
    for label in extra.rows:
        rows.label(*edges[0], label)
        for left, right in edges[1:]:
            rows.blank(left, right)
        rows.next += 1


def _goal(rows: _Rows, form: Form, layout: Layout) -> None:
    columns = _placed(layout.goal.columns, layout.goal.side, frozenset())
    rows.label(0, layout.goal.side, layout.goal.label, rows=2)
    for column, edges in columns:
        rows.label(*edges, _label_of(column, GOAL_COLUMNS))
    rows.next += 1
    for column, edges in columns:
        rows.text(edges, f"/goal/{column.field}", getattr(form.goal, column.field), Role.PROSE)
    rows.next += 1


def _indicators(rows: _Rows, form: Form, layout: Layout) -> None:
    side = layout.indicators.side
    counted = _COUNTED & _given([*form.indicators, form.total], layout.indicators.columns)
    columns = _placed(layout.indicators.columns, side, _COUNTED if counted else counted)
    if side:
        rows.add(Box(rows.next, 0, side, layout.indicators.label, open="bottom" if form.indicators else ""))
    for column, edges in columns:
        rows.label(*edges, _label_of(column, INDICATOR_COLUMNS))
    rows.next += 1
    if form.indicators and side:
        rows.add(Box(rows.next, 0, side, role=Role.BLANK, rows=len(form.indicators), open="top"))
    for index, indicator in enumerate(form.indicators):
        for column, edges in columns:
            if column.field not in _LEVELS:
                _indicator_cell(rows, indicator, column, edges, f"/indicators/{index}/{column.field}")
        rows.next += 1
    _levels(rows, form.indicators, columns)
    _total(rows, form, layout, columns)


def _indicator_cell(
    rows: _Rows, indicator: Indicator, column: Column, edges: tuple[int, int], pointer: str
) -> None:
    value = getattr(indicator, column.field)
    if column.field in _COUNTED:
        rows.number(edges, pointer, value, column.suffix)
    else:
        rows.text(edges, pointer, value, Role.PROSE if column.field in _PROSE else Role.VALUE)


def _levels(rows: _Rows, indicators: Sequence[Indicator], columns: Columns) -> None:
    """Set each level once over the rows that it spans; a second level ends where its first level does."""
    first = rows.next - len(indicators)
    edges = {column.field: place for column, place in columns}
    for depth, field in enumerate(_LEVELS, 1):
        names = _LEVELS[:depth]
        numbered = enumerate(tuple(getattr(it, name) for name in names) for it in indicators)
        for key, run in groupby(numbered, key=lambda it: it[1]):
            held = [index for index, _ in run]
            for start, count in [(held[0], len(held))] if key[-1] else [(index, 1) for index in held]:
                pointer = f"/indicators/{start}/{field}"
                box = Box(first + start, *edges[field], printable(key[-1]), Role.VALUE, pointer, rows=count)
                rows.add(box)


def _total(rows: _Rows, form: Form, layout: Layout, columns: Columns) -> None:
    if layout.total == "always" or form.total != Total():
        _total_row(rows, form.total, columns)
    if layout.grade == "always" or form.grade is not None:
        left = max(edges[1] for column, edges in columns if column.field in {"target", "actual"})
        rows.label(0, left, GRADE.label.zh)
        rows.text((left, rows.width), "/grade", form.grade)
        rows.next += 1


def _total_row(rows: _Rows, total: Total, columns: Columns) -> None:
    """Set points and score of the form under those of the indicators."""
    left = min(edges[0] for column, edges in columns if column.field in _COUNTED)
    rows.label(0, left, TOTAL.label.zh)
    for column, edges in columns:
        if column.field in _COUNTED:
            rows.number(edges, f"/total/{column.field}", getattr(total, column.field), column.suffix)
        elif edges[0] >= left:
            rows.blank(*edges)
    rows.next += 1
