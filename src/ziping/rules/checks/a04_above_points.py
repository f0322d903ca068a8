"""A04 得分高于分值."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


@check(
    code="A04",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("指标得分高于分值", "Score above the points"),
    reason=Text(
        "指标完成得再好，最多记满分。预算执行率的得分由 A07 检查。",
        "However well a target is met, it earns no more than its points. The execution score is looked at by A07.",
    ),
    message=Text(
        "得分 {score:points} 高于分值 {points:points}",
        "score {score:points} is above the points {points:points}",
    ),
    fix=Text(
        "得分改为不高于 {points:points}，或更正分值",
        "change the score to at most {points:points}, or correct the points",
    ),
    at=("score", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def above_points() -> Verdict:
    """Fail when an indicator earns more than it can."""
    facts = {"score": indicator.score, "points": indicator.points}
    return Verdict(fails=indicator.score > indicator.points, facts=facts)
