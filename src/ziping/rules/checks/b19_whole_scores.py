"""B19 按比例记分的指标都得整数分."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.score_steps import fell_short
from ziping.rules.facts.scoring import score_step
from ziping.rules.scores.s201_quantitative_score import expected_score

_WHOLE: Final = 100
_ENOUGH: Final = 2


@fact(Level.FORM, over=Level.INDICATOR)
def broken_rows() -> Expr:
    """List the rows that fell short and earn no whole number of points pro rata."""
    return indicator.index.filter(fell_short() & (expected_score() % _WHOLE != 0))


@check(
    code="B19",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("按比例记分的指标都得整数分", "Whole scores where points are earned pro rata"),
    reason=Text(
        "未达到指标值的按比例记分，算出来多带小数。扣了分的得分都是整数、而有两项以上按比例应得小数的，可能是估分而不是算分。"
        "四舍五入到整数是一种习惯，不是错误，所以只作提示。",
        "Points earned pro rata are seldom whole. All reduced scores whole, with two or more that should not be, may have been guessed. "
        "Rounding to whole points is a habit and no fault, so this is only a note.",
    ),
    message=Text(
        "{count} 项未达到指标值，按比例应得小数，扣了分的得分却都是整数",
        "{count} indicators fell short and earn fractions, yet every reduced score is a whole number",
    ),
    fix=Text(
        "按完成值 ÷ 指标值 × 分值计算，保留两位小数", "score actual ÷ target × points, with two decimals"
    ),
    at=("indicators.*.score",),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def whole_scores() -> Verdict:
    """Fail when at least two targets were missed by a broken share and every reduced score is whole."""
    count = broken_rows().list.len()
    return Verdict(
        fails=given(count >= _ENOUGH, score_step() == _WHOLE),
        facts={"count": count},
        rows=broken_rows(),
    )
