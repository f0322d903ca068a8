"""E01 失分没有写明原因."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.scoring import lost, unexplained


@check(
    code="E01",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("失分没有写明原因", "Points lost without a reason"),
    reason=Text(
        "得分低于分值的指标，要分析并说明原因，提出改进措施。“偏差原因分析及改进措施”一栏空白时报告；写了“无”的由 E07 报告。",
        "Where points are lost, the reason and a measure must be given. Reported where the column is blank; 无 is reported by E07.",
    ),
    message=Text(
        "分值 {points:points}，得分 {score:points}，“偏差原因分析及改进措施”空白",
        "{score:points} of {points:points} points, and no reason is given",
    ),
    fix=Text(
        "补填失分原因和改进措施；没有偏差的，核对得分",
        "give the reason and a measure, or correct the score where nothing was missed",
    ),
    at=("deviation", "score", "points"),
    cites=(cite("mof-2020-10", "11"),),
)
def no_reason() -> Verdict:
    """Fail when points were lost and nothing is written beside them."""
    return Verdict(
        fails=given(lost(), unexplained()),
        facts={"points": indicator.points, "score": indicator.score},
    )
