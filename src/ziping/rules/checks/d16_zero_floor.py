"""D16 “≥0”的指标值."""

from typing import Final

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Comparator, QuantityKind

_FLOOR: Final = (Comparator.AT_LEAST, Comparator.MORE)


@check(
    code="D16",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("“≥0”的指标值没有约束", "A floor of zero binds nobody"),
    reason=Text(
        "“≥0”“＞0”什么也不要求，完成多少都算完成，也无法按比例计分。“=0”“≤0”是要求不发生，不报告。",
        "≥ 0 asks for nothing and cannot be scored pro rata. = 0 and ≤ 0 ask that something does not happen and are not reported.",
    ),
    message=Text("年度指标值“{target:text}”，等于没有要求", "the target “{target:text}” asks for nothing"),
    fix=Text(
        "参照上年实际和计划任务，定一个大于 0 的指标值",
        "set a target above 0 from last year's result and this year's plan",
    ),
    at=("target",),
    cites=(cite("mof-2021-101", "setting"),),
)
def zero_floor() -> Verdict:
    """Fail when the target is 0 with ≥ or >."""
    number = indicator.target_kind == QuantityKind.NUMBER
    return Verdict(
        fails=given(number & indicator.target_comparator.is_in(_FLOOR), indicator.target_number == 0),
        facts={"target": indicator.target},
    )
