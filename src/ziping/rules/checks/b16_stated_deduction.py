"""B16 扣分与文字所说的不一致."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import reached
from ziping.rules.facts.bands import share_of
from ziping.rules.facts.score_steps import slack
from ziping.rules.facts.scoring import score_step
from ziping.rules.scores.s201_quantitative_score import expected_score

_ELSEWHERE: Final = (
    "[每各如若]|否则|不扣|未扣|应扣|标准|酌情|最多|最高|至少|约|以[上内]|[预决]算|金|经费|工资|款|元|税"
    "|上年|去年|往年|曾|被扣|原扣|多扣|少扣|误扣"
)
"""Rules of scoring, cuts of money, and what was taken off in another year: no statement about this score."""
_STATED: Final = (
    r"(?:^|[^折抵代克])扣(?:除|减|去|掉)?(?:本项|该项|此项)?(?:分值|得分|分数|分)?的?\s*"
    r"([0-9]{1,3}(?:\.[0-9]{1,2})?\s*(?:[%％]|分))(?:的?分[值数]?)?(?:$|[\s,，。；;、）)])"
)


@reading(Level.INDICATOR)
def deduction_in_reason() -> Expr:
    """What the reason states once of a deduction, as 2分 or 30%; null where it states none, several, or another."""
    reason = indicator.deviation
    single = reason.str.count_matches(_STATED) == 1
    return pl.when(single & ~reason.str.contains(_ELSEWHERE)).then(reason).str.extract(_STATED)


@fact(Level.INDICATOR)
def deduction_said() -> Expr:
    """The same of a reason that stands in one row alone: of one for several rows nobody knows which is meant."""
    shared = pl.struct(indicator.form, indicator.deviation).is_duplicated()
    return pl.when(~shared).then(deduction_in_reason())


@fact(Level.INDICATOR)
def stated_deduction() -> Expr:
    """The same in hundredths of a point."""
    figure = (
        deduction_said().str.strip_chars_end("分%％ ").cast(pl.Decimal(10, 2)).to_physical().cast(pl.Int64)
    )
    in_points = deduction_said().str.ends_with("分")
    return pl.when(in_points).then(figure).otherwise(share_of(indicator.points, figure))


@check(
    code="B16",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("扣分与文字所说的不一致", "Another deduction than the one stated"),
    reason=Text(
        "偏差原因写明扣多少分、扣百分之几的，得分要与之相符；未达到指标值的，按比例少得的分另算。写了不止一处扣分的，以及说的是"
        "评分标准、预算、资金的，几项共用一个理由的，不报告。",
        "Where the reason states what is taken off, the score agrees with it, beside what a missed target loses pro rata. Several "
        "deductions, rules of scoring, cuts of budgets, and a reason shared by several rows are not compared.",
    ),
    message=Text(
        "偏差原因写“{said:text}”，应扣 {stated:points} 分，实际扣了 {lost:points} 分（分值 {points:points}，得分 {score:points}）",
        "the reason says “{said:text}”, that is {stated:points} points, yet {lost:points} were taken off "
        "({score:points} of {points:points})",
    ),
    fix=Text("把得分和所写的扣分改成一致", "make the score and the stated deduction agree"),
    at=("score", "deviation", "points"),
    cites=(cite("mof-2020-10", "11"), cite("mof-notice", "truth"), cite("practice", "deduction")),
)
def other_deduction() -> Verdict:
    """Fail when less is lost than is stated, or more than that and what a missed target loses.

    What a qualitative target that was not reached loses nobody can tell: then more may be lost. Cutting off takes as much
    as a whole step more.
    """
    lost, stated = indicator.points - indicator.score, stated_deduction()
    missing = pl.when(reached()).then(0).otherwise(indicator.points - expected_score())
    less = lost < stated - slack()
    more = (lost >= stated + missing + score_step()).fill_null(value=False)
    return Verdict(
        fails=given(stated.is_not_null(), less | more),
        facts={
            "said": indicator.deviation,
            "stated": stated,
            "lost": lost,
            "points": indicator.points,
            "score": indicator.score,
        },
    )
