"""Declared numbers with which no rule calculates: negative amounts, and what is finer or larger than we count."""

from collections.abc import Iterator
from decimal import Decimal

from ziping.engine.frames import scaled
from ziping.model.form import Form, MoneyUnit, Problem, ProblemKind, number_text
from ziping.model.language import Text

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_POINTS = ("points", "score")


def with_refusals(form: Form) -> Form:
    """Return the form with a problem for every number that is left out of the calculation."""
    found = tuple(_refused(form))
    return form.model_copy(update={"problems": form.problems + found}) if found else form


def _refused(form: Form) -> Iterator[Problem]:
    unit = form.money_unit or MoneyUnit.WAN
    for row, fund in enumerate(form.funds):
        for name in _AMOUNTS:
            value: Decimal | None = getattr(fund, name)
            if value is not None and value < 0:
                yield _problem(
                    f"/funds/{row}/{name}",
                    value,
                    Text("金额为负数，请核对", "the amount is negative; check it"),
                )
            yield from _beyond(f"/funds/{row}/{name}", value, unit.fen)
        yield from _beyond(f"/funds/{row}/execution_rate", fund.execution_rate, 100)
        for name in _POINTS:
            yield from _beyond(f"/funds/{row}/{name}", getattr(fund, name), 100)
    for row, indicator in enumerate(form.indicators):
        for name in _POINTS:
            yield from _beyond(f"/indicators/{row}/{name}", getattr(indicator, name), 100)
    for name in _POINTS:
        yield from _beyond(f"/total/{name}", getattr(form.total, name), 100)


def _beyond(pointer: str, value: Decimal | None, scale: int) -> Iterator[Problem]:
    if value is not None and scaled(value, scale) is None:
        yield _problem(
            pointer,
            value,
            Text(
                "数字过大，或小数位超出计算精度，未参与计算；请核对",
                "too large, or finer than what is counted; left out of every calculation, check it",
            ),
        )


def _problem(pointer: str, value: Decimal, message: Text) -> Problem:
    raw = number_text(value)
    said = Text(f"{raw}：{message.zh}", f"{raw}: {message.en}")
    return Problem.of(ProblemKind.NOT_COUNTED, pointer, said, raw)
