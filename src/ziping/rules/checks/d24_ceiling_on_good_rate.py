"""D24 越高越好的比率用“≤”."""

from typing import Final

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Comparator, QuantityKind
from ziping.rules.facts.bounded import bounded_rate

_CEILING: Final = (Comparator.AT_MOST, Comparator.LESS)


@check(
    code="D24",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("越高越好的比率用“≤”", "A ceiling on a rate of which more is better"),
    reason=Text(
        "满意度、合格率、覆盖率越高越好，又不会超过100%。写成“≤”，要么是符号写反，要么等于没有要求。",
        "Satisfaction, pass rates and coverage cannot exceed 100 %, and more is better. With ≤ the sign is turned, or nothing is asked.",
    ),
    message=Text(
        "“{name:text}”越高越好，指标值却是“{target:text}”",
        "more of “{name:text}” is better, but its target is “{target:text}”",
    ),
    fix=Text(
        "改为“≥”并参照上年实际定值，如“≥90%”",
        "use ≥ with a value taken from last year's result, such as ≥90%",
    ),
    at=("target",),
    cites=(cite("mof-2021-101", "setting"),),
)
def ceiling_on_good_rate() -> Verdict:
    """Fail when a part of a whole, of which more is better, has a ceiling."""
    sign = indicator.target_comparator
    signed = (indicator.target_kind == QuantityKind.NUMBER) & sign.is_not_null()
    return Verdict(
        fails=given(signed & bounded_rate(), sign.is_in(_CEILING)),
        facts={"name": indicator.level3, "target": indicator.target},
    )
