"""C07 比率超过 100%."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import SCALE, QuantityKind
from ziping.rules.facts.bounded import bounded_rate


@check(
    code="C07",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("比率超过 100%", "A rate above 100 %"),
    reason=Text(
        "满意度、合格率、覆盖率这类比率是部分占全部的比例，不会超过 100%。完成率、增长率、执行率可以超过 100%，不报告。",
        "Satisfaction, pass rates, coverage are parts of a whole and cannot exceed 100 %. Rates of completion, growth or execution "
        "can and are not reported.",
    ),
    message=Text(
        "“{name:text}”的实际完成值为 {actual:text}，超过了 100%",
        "“{name:text}” is {actual:text}, above 100 %",
    ),
    fix=Text(
        "核对分子、分母，更正实际完成值", "check numerator and denominator, and correct the actual value"
    ),
    at=("actual",),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21")),
)
def above_hundred() -> Verdict:
    """Fail when a rate that is bounded by its name is above 100 %."""
    percent = (indicator.actual_kind == QuantityKind.NUMBER) & (indicator.actual_unit == "%")
    return Verdict(
        fails=given(bounded_rate() & percent, indicator.actual_number > 100 * SCALE),
        facts={"name": indicator.level3, "actual": indicator.actual},
    )
