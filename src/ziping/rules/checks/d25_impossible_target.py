"""D25 指标值不可能达到."""

from typing import Final

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import SCALE, Comparator, QuantityKind
from ziping.model.quantity_words import PERCENT
from ziping.rules.facts.bounded import bounded_rate

_WHOLE: Final = 100 * SCALE


@check(
    code="D25",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("指标值不可能达到", "A target that cannot be reached"),
    reason=Text(
        "满意度、合格率、覆盖率这类比率是部分占全部的比例，最多100%。指标值超过100%，或要求“＞100%”，谁也做不到。"
        "完成率、增长率可以超过100%，不报告。",
        "Satisfaction, pass rates, coverage are parts of a whole, 100 % at most; nobody can reach more. Rates of completion or growth "
        "can exceed it and are not reported.",
    ),
    message=Text(
        "“{name:text}”最多100%，指标值却是“{target:text}”",
        "“{name:text}” is 100 % at most, but its target is “{target:text}”",
    ),
    fix=Text("核对指标值，改为100%以内的值", "check the target and set it at 100 % or below"),
    at=("target",),
    cites=(cite("mof-2021-101", "setting"), cite("mof-2020-10", "26")),
)
def impossible_target() -> Verdict:
    """Fail when a part of a whole is to be more than the whole."""
    percent = (indicator.target_kind == QuantityKind.NUMBER) & (indicator.target_unit == PERCENT)
    floor = ~indicator.target_comparator.is_in([Comparator.AT_MOST, Comparator.LESS]).fill_null(value=False)
    beyond = (indicator.target_comparator == Comparator.MORE) & (indicator.target_number == _WHOLE)
    return Verdict(
        fails=given(
            percent & floor & bounded_rate(),
            (indicator.target_number > _WHOLE) | beyond.fill_null(value=False),
        ),
        facts={"name": indicator.level3, "target": indicator.target},
    )
