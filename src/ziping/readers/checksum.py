"""Adds up a form as a reader of numbers would, to find what was misread or declared wrongly.

Points sum to the printed total or 100, scores sum to the printed total, parts of the funds sum to their total,
and a rate is what was executed of the full-year budget, under whatever rounding.
"""

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from typing import Final

from ziping.model.form import Form, Fund, FundSource, Problem, ProblemKind, number_text
from ziping.model.language import Text

FULL_POINTS: Final = Decimal(100)
"""The points of a form whose total row is missing (财预〔2020〕10号)."""

_RATE: Final = "预算执行率"
"""In the name of an indicator that stands for the points of the funds."""

_EXACT: Final = Context(prec=100)
"""Room for every sum of amounts; the default would round those of more than 28 digits."""

_PARTS: Final = frozenset({FundSource.APPROPRIATION, FundSource.CARRY_OVER, FundSource.OTHER})
_AMOUNTS: Final = {
    "initial_budget": Text("年初预算数", "initial budget"),
    "full_year_budget": Text("全年预算数", "full-year budget"),
    "executed": Text("全年执行数", "executed amount"),
}
_HARMLESS: Final = frozenset({ProblemKind.MARKUP, ProblemKind.DOUBTFUL, ProblemKind.NOTICE})
_BROKEN: Final = frozenset({ProblemKind.ARITHMETIC, ProblemKind.MISSING})


def adds_up(form: Form) -> bool:
    """Tell whether the form is complete and nothing in it contradicts its own arithmetic.

    There are layouts without goals; of a form that has goals, the indicators would be missing too.
    """
    return not any(
        problem.kind in _BROKEN and not problem.pointer.startswith("/goal") for problem in form.problems
    )


def distrust(form: Form) -> int:
    """Count what was not read and what does not add up, to choose between two readings."""
    return sum(problem.kind not in _HARMLESS for problem in form.problems)


def put_contradictions(form: Form) -> Form:
    """Return the form with a problem for everything in it that does not add up."""
    found = tuple(contradictions(form))
    return form.model_copy(update={"problems": (*form.problems, *found)}) if found else form


def contradictions(form: Form) -> Iterator[Problem]:
    """Yield a problem for each sum and rate that does not agree."""
    yield from _points(form)
    yield from _scores(form)
    yield from _parts(form)
    for number, fund in enumerate(form.funds):
        yield from _rate(number, fund)


def _problem(pointer: str, raw: Decimal | None, message: Text) -> Problem:
    shown = None if raw is None else number_text(raw)
    return Problem.of(ProblemKind.ARITHMETIC, pointer, message, shown)


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return reduce(_EXACT.add, filter(None, values), Decimal(0))


def _counted_fund(form: Form) -> Fund | None:
    """Return the one fund row whose points count; child rows may repeat them, and an indicator may stand for them."""
    if any(_RATE in (indicator.level3 or "") for indicator in form.indicators) and _is_whole(form):
        return None
    with_points = [fund for fund in form.funds if fund.points is not None or fund.score is not None]
    total = form.fund_total
    return total if total in with_points else next(iter(with_points), None)


def _is_whole(form: Form) -> bool:
    """Tell whether the indicators alone have all points of the form."""
    expected = form.total.points if form.total.points is not None else FULL_POINTS
    return _sum(indicator.points for indicator in form.indicators) == expected


def _points(form: Form) -> Iterator[Problem]:
    points = [indicator.points for indicator in form.indicators]
    if all(value is None for value in points):
        return
    fund = _counted_fund(form)
    found = _sum([*points, fund.points if fund else None])
    expected = form.total.points if form.total.points is not None else FULL_POINTS
    if found != expected:
        message = Text(
            f"各项分值合计 {number_text(found)}，总分的分值应为 {number_text(expected)}",
            f"the points add up to {number_text(found)}, and the total should be {number_text(expected)}",
        )
        yield _problem("/total/points", form.total.points, message)


def _scores(form: Form) -> Iterator[Problem]:
    total = form.total.score
    if total is None or not form.indicators:
        return
    fund = _counted_fund(form)
    found = _sum([*(indicator.score for indicator in form.indicators), fund.score if fund else None])
    if found != total:
        message = Text(
            f"各项得分合计 {number_text(found)}，与总分 {number_text(total)} 不符",
            f"the scores add up to {number_text(found)}, not to the total of {number_text(total)}",
        )
        yield _problem("/total/score", total, message)


def _parts(form: Form) -> Iterator[Problem]:
    """Compare the total with its parts, unless rows of another division stand among them."""
    total = form.fund_total
    others = [fund for fund in form.funds if fund.source is not FundSource.TOTAL]
    if total is None or any(fund.source not in _PARTS for fund in others):
        return
    for name, label in _AMOUNTS.items():
        parts = [value for fund in others if (value := getattr(fund, name)) is not None]
        whole = getattr(total, name)
        if parts and whole is not None and _sum(parts) != whole:
            message = Text(
                f"各资金来源的{label.zh}合计 {number_text(_sum(parts))}，与年度资金总额 {number_text(whole)} 不符",
                f"the {label.en} of the sources adds up to {number_text(_sum(parts))}, not to the total of {number_text(whole)}",
            )
            yield _problem(f"/funds/{form.funds.index(total)}/{name}", whole, message)


def _rate(number: int, fund: Fund) -> Iterator[Problem]:
    rate, budget, executed = fund.execution_rate, fund.full_year_budget, fund.executed
    if rate is None or executed is None or not budget:
        return
    unit = Fraction(10) ** int(rate.as_tuple().exponent)
    ratio = Fraction(executed) / Fraction(budget)
    readings = (ratio * 100, ratio) if rate else (ratio * 100,)  # 1 may stand for 100 %, 0 for nothing else
    if all(abs(true - Fraction(rate)) >= unit for true in readings):
        printed = number_text(rate)
        message = Text(
            f"执行率 {printed}% 与全年执行数 ÷ 全年预算数不符，应约为 {_percent(ratio)}%",
            f"rate {printed}% is not executed ÷ full-year budget, which is about {_percent(ratio)}%",
        )
        yield _problem(f"/funds/{number}/execution_rate", rate, message)


def _percent(ratio: Fraction) -> str:
    """Return the percentage, cut off after two decimals."""
    hundredths = int(ratio * 10_000)
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"
