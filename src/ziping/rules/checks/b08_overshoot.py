"""B08 完成值远高于指标值，没有说明原因."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import achievement
from ziping.rules.facts.scoring import unexplained


@check(
    code="B08",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("完成值远高于指标值，没有说明原因", "Far above the target without a reason"),
    reason=Text(
        "完成值高出指标值较多的，要分析原因；年初指标值明显偏低的，还要调减分值。比例由口径规定，国家文件没有定数。"
        "偏差原因栏写了的不报告。",
        "A result far above its target is analysed, and earns less where the target was set too low. The threshold is the "
        "profile's, no law says how much. A reason in its column is enough to pass.",
    ),
    message=Text(
        "指标值 {target:text}，实际完成值 {actual:text}，为指标值的 {times:times}（提示线 {threshold:share}），没有说明原因",
        "target {target:text}, actual {actual:text}: {times:times} of the target (pointed out from {threshold:share}), "
        "no reason",
    ),
    fix=Text(
        "在偏差原因栏说明超额原因；指标值定低了的，调减得分，下年提高指标值",
        "give the reason in its column; where the target was too low, reduce the score and raise the target next year",
    ),
    at=("actual", "target", "deviation", "score"),
    parameters=("overshoot_from",),
    cites=(cite("mof-2020-10", "16"), cite("mof-2020-10", "11"), cite("practice", "overshoot")),
)
def overshoot() -> Verdict:
    """Fail when the achievement reaches the profile's threshold and the column for reasons is empty."""
    times, threshold = achievement(), profile.overshoot_from
    return Verdict(
        fails=given(times.is_not_null(), (times >= threshold) & unexplained()),
        facts={
            "target": indicator.target,
            "actual": indicator.actual,
            "times": times,
            "threshold": threshold,
        },
    )
