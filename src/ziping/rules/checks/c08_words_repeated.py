"""C08 完成值照抄指标值的文字."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind

_WORDS = QuantityKind.WORDS


@check(
    code="C08",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("完成值照抄指标值的文字", "The actual value repeats the words of the target"),
    reason=Text(
        "定性指标的实际完成值要写明做到了什么程度、依据是什么，只重复指标值的文字看不出完成情况。",
        "The actual value of a qualitative indicator says how far it was reached and on what grounds; the target's own words say nothing.",
    ),
    message=Text(
        "实际完成值“{actual:text}”与年度指标值的文字相同，没有说明实际情况",
        "the actual value “{actual:text}” only repeats the target",
    ),
    fix=Text(
        "写明实际完成的情况和依据，或按“达成”“部分达成”“未达成”三档填写",
        "say what was done and on what grounds, or name one of the three bands",
    ),
    at=("actual", "target"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "16")),
)
def words_repeated() -> Verdict:
    """Fail when target and actual value are the same words."""
    both = (indicator.target_kind == _WORDS) & (indicator.actual_kind == _WORDS)
    return Verdict(
        fails=given(both, indicator.target_words == indicator.actual_words),
        facts={"actual": indicator.actual},
    )
