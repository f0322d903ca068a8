"""C13 满意度恰等于指标值."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import measured
from ziping.rules.facts.satisfaction import satisfaction


@check(
    code="C13",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("满意度恰等于指标值", "Satisfaction exactly on target"),
    reason=Text(
        "满意度要实际开展调查、据实统计，结果恰好等于指标值的情形少见，需要问卷和统计过程印证。",
        "Satisfaction is surveyed and counted; a result exactly on target is rare and needs the questionnaires to support it.",
    ),
    message=Text(
        "满意度指标值 {target:text}，实际完成值 {actual:text}，恰好相等",
        "satisfaction {actual:text} is exactly its target {target:text}",
    ),
    fix=Text(
        "核对满意度调查的样本和统计结果，据实填报并留存问卷",
        "check the sample and the count of the survey, fill in its result, and keep the questionnaires",
    ),
    at=("actual", "target"),
    cites=(
        cite("mof-notice", "truth"),
        cite("mof-2021-101", "kinds"),
        cite("practice", "exact-satisfaction"),
    ),
)
def satisfaction_on_target() -> Verdict:
    """Fail when a measured satisfaction equals its target to the last digit."""
    return Verdict(
        fails=given(satisfaction() & measured(), indicator.actual_number == indicator.target_number),
        facts={"target": indicator.target, "actual": indicator.actual},
    )
