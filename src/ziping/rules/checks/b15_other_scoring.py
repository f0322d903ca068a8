"""B15 预算执行率的计分办法与口径不同."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.rounding import in_tiers, rate_cut, score_cut, score_hits, tier_score

_BY_TIERS: Final = Text("按分档记分的结果，而口径要求按执行率折算", "by tiers, where the rate is asked for")
_BY_RATE: Final = Text("按执行率折算的结果，而口径要求按分档记分", "by the rate, where tiers are asked for")


def _pro_rata() -> Expr:
    """Whether the score is points × rate, rounded to hundredths in any way."""
    return form.execution_score.is_between(score_cut(), score_cut() + 1)


def _which(tiers: str, rate: str) -> Expr:
    return pl.when(in_tiers()).then(pl.lit(rate)).otherwise(pl.lit(tiers))


@check(
    code="B15",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text(
        "预算执行率的计分办法与口径不同", "Execution is scored in another way than the profile asks for"
    ),
    reason=Text(
        "预算执行率得分有按比例折算、按分档记分两种办法，用哪一种由口径规定。填报的得分不合口径、却恰是另一种办法的结果时报告，"
        "说明 A07 的差异从何而来；零分不报告。",
        "Execution is scored pro rata or by tiers, as the profile says. Reported where the score is wrong by the profile and right in "
        "the other way, which explains A07; a score of 0 is not reported.",
    ),
    message=Text(
        "执行率 {rate:rate}，得 {score:points} 分：恰是{what_zh}",
        "rate {rate:rate}, score {score:points}: worked out {what_en}",
    ),
    fix=Text("按口径规定的办法重新计算得分", "work out the score as the profile asks"),
    at=("funds.total.score", "funds.total.execution_rate"),
    parameters=("execution_score_by", "execution_tiers"),
    cites=(cite("mof-2020-10", "annex-1"), cite("mof-2021-101", "scoring")),
)
def other_scoring() -> Verdict:
    """Fail when the score is that of the tiers where the rate counts, or that of the rate where tiers count."""
    score = form.execution_score
    by_tiers = (score == tier_score()) & (score_hits() == 0)
    by_rate = (score != tier_score()) & _pro_rata()
    return Verdict(
        fails=given(score > 0, pl.when(in_tiers()).then(by_rate).otherwise(by_tiers)),
        facts={
            "rate": rate_cut(),
            "score": score,
            "what_zh": _which(_BY_TIERS.zh, _BY_RATE.zh),
            "what_en": _which(_BY_TIERS.en, _BY_RATE.en),
        },
    )
