"""E09 得满分却写着没有完成的原因."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.reason_words import reason_text

_FELL_SHORT: Final = """
    未完成 未达成 未达到 未实现 未开展 未实施 未达标 未能完成 未能达到 未能实现 未能开展 未按期 未按时 未如期 未及时 未全部完成
    没有完成 没有达到 没有实现 进度滞后 进展滞后 工作滞后 进度缓慢 进展缓慢 低于指标 低于目标 低于预期
    完成率偏低 完成率不足 数量不足 人数不足 场次不足
"""
_DENIED: Final = "无未 没有未 不存在 未发生 未出现"


@reading(Level.INDICATOR)
def says_short() -> Expr:
    """Whether the reason says that the target was missed."""
    text = reason_text()
    return text.str.contains_any(_FELL_SHORT.split()) & ~text.str.contains_any(_DENIED.split())


@check(
    code="E09",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("得满分却写着没有完成", "Full points beside a reason for falling short"),
    reason=Text(
        "一项指标得了满分，就是达到了指标值；“偏差原因”栏却写着没有完成、进度滞后，两处必有一处不对。"
        "说明超额原因，或只写“无”“已完成”的，不报告。",
        "Full points say that the target was reached; a reason for falling short beside them says it was not. Explanations of "
        "over-completion, 无 and 已完成 are not reported.",
    ),
    message=Text(
        "得满分 {score:points}，偏差原因却写“{deviation:text}”",
        "full points, {score:points}, and yet the reason says “{deviation:text}”",
    ),
    fix=Text(
        "确实没有完成的，按完成情况核减得分；已经完成的，删去这段原因",
        "take off points where the target was missed; remove the reason where it was reached",
    ),
    at=("deviation", "score", "actual"),
    cites=(cite("mof-2020-10", "11"), cite("mof-notice", "truth")),
)
def reason_beside_full_points() -> Verdict:
    """Fail when the reason of a row with full points says that it fell short."""
    full = (indicator.points > 0) & (indicator.score >= indicator.points)
    return Verdict(
        fails=given(
            full & reason_text().is_not_null(),
            says_short(),
        ),
        facts={"score": indicator.score, "deviation": indicator.deviation},
    )
