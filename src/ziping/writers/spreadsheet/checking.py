"""The sheet «ziping核对»: live formulas beside what was declared, so that a change in the form shows at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ziping.engine.wording import points as shown_points
from ziping.law import Profile, Rounding
from ziping.model.assessment import IndicatorScore, ScoreSheet
from ziping.model.form import FundSource, MoneyUnit
from ziping.model.quantity import SCALE, Comparator, Quantity, QuantityKind, understand
from ziping.writers.printable import printable
from ziping.writers.sheet import Sheet
from ziping.writers.spreadsheet import formulas
from ziping.writers.spreadsheet.grid import Grid
from ziping.writers.spreadsheet.styles import FORMULA, Styled, put_text

CHECK: Final = "ziping核对"
_HEADINGS: Final = ("核对内容", "目标数", "完成数", "下限", "上限", "填报", "测算", "相差")
_WIDTHS: Final = (44, 12, 12, 10, 10, 12, 12, 12)
_TARGET, _ACTUAL, _LOWEST, _HIGHEST, _DECLARED, _EXPECTED, _DIFFERENCE = range(1, 8)
_FIRST: Final = 3
_FIGURE: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?", re.ASCII)
_PLAIN = "General"
_MOST_PARTS: Final = 6

Cached = Decimal | str
"""What a formula gives: a number, a text, or an empty text for nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value that is checked: its formula for a cell of the form, with the value it gives."""

    pointer: str
    row: int
    name: str
    formula: str
    cached: Cached
    helpers: tuple[tuple[int, str, Cached], ...] = ()
    """Further formulas of the line: column, formula, value."""

    def reference(self, column: int) -> str:
        """Return how a formula on any sheet calls a cell of this line."""
        return f"'{CHECK}'!{xl_rowcol_to_cell(self.row, column, row_abs=True, col_abs=True)}"

    @property
    def difference(self) -> str:
        """Return the cell that says by how much the declared value differs."""
        return self.reference(_DIFFERENCE)

    @property
    def edges(self) -> tuple[str, str]:
        """Return the cells of lowest and highest score."""
        return self.reference(_LOWEST), self.reference(_HIGHEST)

    @property
    def is_band(self) -> bool:
        """Tell whether the line bounds a score instead of working it out."""
        return not self.formula


def lines_of(sheet: Sheet, grid: Grid) -> dict[str, Line]:
    """Return the values that can be checked, by the pointer of the declared one; none where nothing was scored."""
    if sheet.scores is None or sheet.profile is None or sheet.rounding is None:
        return {}
    made = _Checks(sheet, grid, sheet.scores, sheet.profile, sheet.rounding)
    return {line.pointer: line for line in made.lines()}


@dataclass
class _Checks:
    """The lines in the making."""

    sheet: Sheet
    grid: Grid
    scores: ScoreSheet
    profile: Profile
    rounding: Rounding
    row: int = _FIRST

    def lines(self) -> Iterator[Line]:
        """Yield the lines from top to bottom."""
        for line in chain(self._execution(), self._indicators(), self._totals()):
            if self.grid.has(line.pointer):
                yield line
                self.row += 1

    def _execution(self) -> Iterator[Line]:
        index = next(
            (i for i, fund in enumerate(self.sheet.form.funds) if fund.source is FundSource.TOTAL), None
        )
        needed = [f"/funds/{index}/{name}" for name in (self._denominator, "executed", "points")]
        if index is None or not all(map(self.grid.has, needed)):
            return
        unit = self.sheet.form.money_unit or MoneyUnit.WAN
        budget, executed, points = map(self.grid.reference, needed)
        cells = formulas.Execution(budget, executed, points, unit.fen, self.rounding)
        rate, score = self.scores.execution_rate.expected, self.scores.execution_score.expected
        yield self._line(f"/funds/{index}/execution_rate", "按预算数算出的执行率，%", cells.rate(), rate)
        yield self._line(f"/funds/{index}/score", "按执行率算出的得分", cells.score(), score)

    @property
    def _denominator(self) -> str:
        is_initial = self.profile.parameters.execution_denominator == "initial"
        return "initial_budget" if is_initial else "full_year_budget"

    def _line(self, pointer: str, name: str, formula: str, hundredths: int | None) -> Line:
        return Line(pointer, self.row, name, formula, _decimal(hundredths))

    def _indicators(self) -> Iterator[Line]:
        for scored in self.scores.indicators:
            line = self._measured(scored) or self._banded(scored)
            if line is not None:
                yield line

    def _measured(self, scored: IndicatorScore) -> Line | None:
        at = f"/indicators/{scored.index}"
        indicator = self.sheet.form.indicators[scored.index]
        target, actual = understand(indicator.target), understand(indicator.actual)
        planned, done = _number(indicator.target, target), _number(indicator.actual, actual)
        if scored.expected is None or planned is None or done is None or not self.grid.has(f"{at}/points"):
            return None
        blank = Line(f"{at}/score", self.row, _name(scored), "", "")
        helpers = (
            (_TARGET, planned.formula(self.grid.reference(f"{at}/target")), planned.value),
            (_ACTUAL, done.formula(self.grid.reference(f"{at}/actual")), done.value),
        )
        cells = formulas.Measured(
            target=blank.reference(_TARGET),
            actual=blank.reference(_ACTUAL),
            points=self.grid.reference(f"{at}/points"),
            parts=10 ** max(planned.decimals, done.decimals, 2),
            comparator=target.comparator,
            reverse=self.profile.parameters.reverse,
            zero=_is_zero(target),
        )
        expected = _decimal(scored.expected)
        return Line(blank.pointer, self.row, blank.name, cells.score(), expected, helpers)

    def _banded(self, scored: IndicatorScore) -> Line | None:
        at = f"/indicators/{scored.index}"
        if scored.lowest is None or scored.highest is None or not self.grid.has(f"{at}/points"):
            return None
        actual, points = self.grid.reference(f"{at}/actual"), self.grid.reference(f"{at}/points")
        lowest, highest = formulas.band_edges(actual, points, self.profile.parameters)
        helpers = (
            (_LOWEST, lowest, _decimal(scored.lowest)),
            (_HIGHEST, highest, _decimal(scored.highest)),
        )
        return Line(f"{at}/score", self.row, _name(scored), "", "", helpers)

    def _totals(self) -> Iterator[Line]:
        total = self.scores.computed_total if self.sheet.computed else self.scores.total.expected
        parts = list(self._scored())
        if parts and total is not None:
            yield self._line("/total/score", "各项得分之和", _sum(parts), total)
        grade = self.scores.computed_grade if self.sheet.computed else self.scores.expected_grade
        if self.grid.has("/total/score") and grade is not None:
            formula = formulas.grade_of(self.grid.reference("/total/score"), self.profile.parameters.grades)
            yield Line("/grade", self.row, "按总分所属等级", formula, grade)

    def _scored(self) -> Iterator[str]:
        """Yield the cells of the scores that make up the total: of the fund total and of all indicators."""
        form, grid = self.sheet.form, self.grid
        funds = (f"/funds/{i}/score" for i, it in enumerate(form.funds) if it.source is FundSource.TOTAL)
        yield from map(grid.reference, filter(grid.has, funds))
        last = len(form.indicators) - 1
        if form.indicators and grid.has("/indicators/0/score"):
            first = grid.reference("/indicators/0/score")
            yield f"{first}:{grid.reference(f'/indicators/{last}/score').rpartition('!')[2]}"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number inside a printed text: what stands around it, and how many of its units one printed one is."""

    prefix: str
    suffix: str
    printed: Decimal
    factor: Decimal

    @property
    def value(self) -> Decimal:
        return self.printed * self.factor

    @property
    def decimals(self) -> int:
        exponent = self.value.normalize().as_tuple().exponent
        return min(_MOST_PARTS, max(0, -exponent)) if isinstance(exponent, int) else 0

    def formula(self, reference: str) -> str:
        return formulas.number_in(reference, self.prefix, self.suffix, format(self.factor.normalize(), "f"))


def _number(text: str | None, understood: Quantity) -> _Number | None:
    """Find the digits that were understood in the text as it is printed; None where they are written otherwise."""
    shown = printable(text)
    found = _FIGURE.search(shown)
    if found is None or understood.number is None:
        return None
    printed = Decimal(found[0].replace(",", ""))
    value = Decimal(understood.number) / SCALE
    factor = Decimal(understood.multiplier)
    held = _Number(shown[: found.start()], shown[found.end() :], printed, factor)
    return held if held.value == value else None


def _is_zero(target: Quantity) -> bool:
    """Tell whether the target is that something does not happen, as the rules do."""
    sign = target.comparator
    return (
        target.kind is QuantityKind.NUMBER
        and target.number == 0
        and sign in {None, Comparator.EQUAL, Comparator.AT_MOST}
    )


def _decimal(hundredths: int | None) -> Cached:
    return "" if hundredths is None else Decimal(shown_points(hundredths))


def _name(scored: IndicatorScore) -> str:
    return f"{scored.index + 1} {printable(scored.name)}"


def _sum(references: list[str]) -> str:
    return f"=ROUND(SUM({','.join(references)}),2)"


def put_checks(styled: Styled, sheet: Sheet, grid: Grid, lines: dict[str, Line]) -> Worksheet:
    """Add the sheet of formulas; all of it is locked."""
    page = styled.add_page(CHECK)
    _head(styled, page, sheet)
    for line in lines.values():
        _put(styled, page, grid, line)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.protect("", {})
    return page


def _head(styled: Styled, page: Worksheet, sheet: Sheet) -> None:
    heading, plain = styled.format(bold=True, align="left", text_wrap=False), styled.format(text_wrap=False)
    said = sheet.scores
    put_text(page, 0, 0, "ziping 核对：本页都是公式，随自评表重算；不是公布内容，不必打印", heading)
    if said is not None:
        put_text(page, 1, 0, f"口径：{said.profile_label.zh}；取位：{said.rounding.zh}", plain)
    for column, (text, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        put_text(page, _FIRST - 1, column, text, styled.label)


def _put(styled: Styled, page: Worksheet, grid: Grid, line: Line) -> None:
    text = styled.format(border=1, align="left")
    style = styled.format(border=1, align="center", bg_color=FORMULA, num_format=_PLAIN)
    declared = grid.reference(line.pointer)
    expected = line.reference(_EXPECTED)
    held = {column: (formula, cached) for column, formula, cached in line.helpers}
    shown = _value(grid, line)
    held[_DECLARED] = (f'=IF({declared}="","",{declared})', shown)
    if line.is_band:
        edges = [cached for _, _, cached in line.helpers]
        held[_DIFFERENCE] = (formulas.outside(declared, *line.edges), _outside(shown, *edges))
    else:
        held[_EXPECTED] = (line.formula, line.cached)
        held[_DIFFERENCE] = _difference(declared, expected, shown, line.cached)
    put_text(page, line.row, 0, line.name, text)
    for column in range(1, len(_HEADINGS)):
        if column in held:
            formula, cached = held[column]
            page.write_formula(line.row, column, formula, style, cached)
        else:
            page.write_blank(line.row, column, None, text)


def _value(grid: Grid, line: Line) -> Cached:
    cell = grid.table.at[line.pointer]
    return cell.text if cell.number is None else cell.number


def _difference(declared: str, expected: str, shown: Cached, cached: Cached) -> tuple[str, Cached]:
    if isinstance(cached, Decimal) or cached == "":
        both = isinstance(shown, Decimal) and isinstance(cached, Decimal)
        return formulas.difference(declared, expected), _less(shown, cached) if both else ""
    same = f'=IF(OR({declared}="",{declared}={expected}),"","不同")'
    return same, "" if shown in {"", cached} else "不同"


def _less(shown: Cached, cached: Cached) -> Decimal:
    return Decimal(shown) - Decimal(cached)


def _outside(shown: Cached, lowest: Cached, highest: Cached) -> Cached:
    if not (isinstance(shown, Decimal) and isinstance(lowest, Decimal) and isinstance(highest, Decimal)):
        return ""
    return shown - min(max(shown, lowest), highest)
