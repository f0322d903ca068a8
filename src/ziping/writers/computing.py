"""A form with ziping's own scores in the place of the declared ones."""

from decimal import Decimal

from ziping.engine.wording import points
from ziping.model.assessment import IndicatorScore, ScoreSheet
from ziping.model.form import Form, Fund, FundSource, Indicator


def computed_form(form: Form, scores: ScoreSheet) -> Form:
    """Return the form with what the rules give; what they cannot give stays as declared."""
    lines = zip(form.indicators, scores.indicators, strict=True)
    total = _hundredths(scores.computed_total)
    return form.model_copy(
        update={
            "funds": tuple(_fund(fund, scores) for fund in form.funds),
            "indicators": tuple(_indicator(indicator, line) for indicator, line in lines),
            "total": form.total.model_copy(update={"score": form.total.score if total is None else total}),
            "grade": scores.computed_grade or form.grade,
        }
    )


def _fund(fund: Fund, scores: ScoreSheet) -> Fund:
    if fund.source is not FundSource.TOTAL:
        return fund
    rate, score = scores.execution_rate.expected, scores.execution_score.expected
    found = {"execution_rate": _hundredths(rate), "score": _hundredths(score)}
    return fund.model_copy(update={name: value for name, value in found.items() if value is not None})


def _indicator(indicator: Indicator, line: IndicatorScore) -> Indicator:
    score = _hundredths(line.computed)
    return indicator if score is None else indicator.model_copy(update={"score": score})


def _hundredths(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(points(number))
