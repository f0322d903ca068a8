"""A19 得分栏填了百分比，或者执行率栏填了得分."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import achievement
from ziping.rules.facts.rounding import rate_hits, score_hits

_WHOLE: Final = 10_000
_SCORE_IS_RATE: Final = Text("预算执行率得分填的就是执行率", "the execution score is the rate")
_RATE_IS_SCORE: Final = Text("执行率填的就是得分", "the execution rate is the score")
_SCORES_ARE_RATES: Final = Text(
    "指标得分填的是完成率，高于分值", "scores of indicators are rates of completion"
)


@fact(Level.FORM, over=Level.INDICATOR)
def rates_as_scores() -> Expr:
    """List the rows whose score is above the points and is the rate of completion."""
    completed = pl.min_horizontal(achievement(), _WHOLE)
    rate = (indicator.score > indicator.points) & (indicator.score == completed) & achievement().is_not_null()
    return indicator.index.filter(rate)


def _score_is_rate() -> Expr:
    score = form.execution_score
    return (score > form.execution_points) & (score == form.execution_rate)


def _rate_is_score() -> Expr:
    """Whether the rate is wrong and equals a score that is right."""
    return (form.execution_rate == form.execution_score) & (rate_hits() == 0) & (score_hits() > 0)


def _said(language: str) -> Expr:
    found = (
        pl.when(_score_is_rate()).then(pl.lit(getattr(_SCORE_IS_RATE, language))),
        pl.when(_rate_is_score()).then(pl.lit(getattr(_RATE_IS_SCORE, language))),
        pl.when(rates_as_scores().list.len() > 0).then(pl.lit(getattr(_SCORES_ARE_RATES, language))),
    )
    return pl.concat_list(found).list.drop_nulls()


@check(
    code="A19",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("百分比与得分填混", "Percentages and scores mixed up"),
    reason=Text(
        "执行率、完成率是百分比，得分不超过分值。得分高于分值、又恰等于执行率或完成率的，以及执行率算不出、又恰等于得分的，报告，"
        "说明 A04、A06、A07 的差异从何而来。",
        "Rates are percentages, a score is at most its points. Reported where a score above its points is exactly the rate, or a wrong "
        "rate exactly the score, which explains A04, A06 and A07.",
    ),
    message=Text(
        "{what_zh}（执行率 {rate:rate}，得分 {score:points}）",
        "{what_en} (rate {rate:rate}, score {score:points})",
    ),
    fix=Text(
        "得分按分值 × 完成比例填写，百分比填在执行率、完成值栏",
        "score points × rate; percentages belong into the columns of rates and actual values",
    ),
    at=("funds.total.score", "funds.total.execution_rate", "indicators.*.score"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def rate_as_score() -> Verdict:
    """Fail when a score is a rate to the last digit and above its points, or a wrong rate is the score."""
    funds = pl.any_horizontal(_score_is_rate(), _rate_is_score()).fill_null(value=False)
    rows = rates_as_scores().list.len().fill_null(0)
    known = (form.execution_score.is_not_null() & form.execution_rate.is_not_null()) | (rows > 0)
    return Verdict(
        fails=given(known, funds | (rows > 0)),
        facts={
            "what_zh": _said("zh"),
            "what_en": _said("en"),
            "rate": form.execution_rate,
            "score": form.execution_score,
        },
        rows=rates_as_scores(),
    )
