"""B03 完成值为零却有得分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import positive


@check(
    code="B03",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("完成值为零，却有得分", "Nothing achieved, yet scored"),
    reason=Text(
        "按完成值与指标值的比例记分，一点没有完成的得零分；原因在偏差原因栏说明，不在得分里体现。只看带 ≥、>、= 的指标。",
        "Points are earned pro rata, so nothing achieved earns nothing; the reason belongs in its column. Only targets "
        "with ≥, > or = are looked at.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，应得 0 分，填报 {score:points}（分值 {points:points}）",
        "target {target:text}, actual {actual:text}: expected 0, declared {score:points} of {points:points}",
    ),
    fix=Text("得分改为 0，或更正实际完成值", "change the score to 0, or correct the actual value"),
    at=("score", "actual", "target", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def nothing_done() -> Verdict:
    """Fail when nothing was achieved of a positive target and points were earned."""
    facts = {
        "target": indicator.target,
        "actual": indicator.actual,
        "score": indicator.score,
        "points": indicator.points,
    }
    return Verdict(fails=given(positive() & (indicator.actual_number <= 0), indicator.score > 0), facts=facts)
