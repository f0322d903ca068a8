"""E07 失分原因只写“无”."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.reasons import says_nothing
from ziping.rules.facts.scoring import lost, unexplained


@check(
    code="E07",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("失分原因只写“无”", "A reason that says there is none"),
    reason=Text(
        "失了分就有偏差，原因一栏写“无”“暂无”“0”等于没有说明。",
        "Where points are lost there is a deviation; 无, 暂无 or 0 explain nothing.",
    ),
    message=Text(
        "分值 {points:points}，得分 {score:points}，偏差原因只写“{deviation:text}”",
        "{score:points} of {points:points} points, and the reason only says “{deviation:text}”",
    ),
    fix=Text(
        "写明失分的具体原因和改进措施；没有偏差的，核对得分",
        "give the reason and a measure, or correct the score where nothing was missed",
    ),
    at=("deviation", "score", "points"),
    cites=(cite("mof-2020-10", "11"),),
)
def reason_says_nothing() -> Verdict:
    """Fail when points were lost and the reason is none."""
    return Verdict(
        fails=given(lost() & ~unexplained(), says_nothing()),
        facts={"points": indicator.points, "score": indicator.score, "deviation": indicator.deviation},
    )
