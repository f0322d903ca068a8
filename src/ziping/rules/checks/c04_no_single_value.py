"""C04 完成值不是一个确定的数."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.rules.facts.targets import numeric_target

_FIGURE: Final = r"[0-9]+(?:\.[0-9]+)?"
_UNIT: Final = "[^0-9,，;；年月日号]{0,6}"
_NO_VALUE: Final = (
    rf"^[^0-9a-zA-Z(（,，;；<>]{{0,8}}[≥≤><≧≦⩾⩽＞＜]\s*=?\s*{_FIGURE}{_UNIT}$"
    rf"|^\s*(?:不低于|不少于|至少)\s*{_FIGURE}{_UNIT}$"
    rf"|^\s*{_FIGURE}{_UNIT}以上{_UNIT}$"
    rf"|^\s*{_FIGURE}\s*[%％]?\s*[-~～至—–]+\s*{_FIGURE}{_UNIT}$"
)
"""The whole text is a comparison (≥95%, 95%以上) or a range (80%-90%); 达到95% and 30分钟以内 are answers."""


@reading(Level.INDICATOR)
def not_one_value() -> Expr:
    """Whether the whole actual value is a comparison or a range."""
    return indicator.actual.str.contains(_NO_VALUE)


@check(
    code="C04",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("完成值不是一个确定的数", "The actual value is not one number"),
    reason=Text(
        "指标值可以写“≥95%”，实际完成值要写实际达到的数。完成值带“≥”等符号、写“95%以上”或者写成一个区间的，没有实际数，"
        "得分无从核算。写了几个数加以说明的，不报告。",
        "A target may say ≥95 %, the actual value is what was reached. With a sign, 以上, or as a range it is no number that could be "
        "scored. An answer that explains itself with several figures is not reported.",
    ),
    message=Text(
        "年度指标值“{target:text}”，实际完成值“{actual:text}”带有比较符号或者是一个范围，没有实际数",
        "target “{target:text}”, actual value “{actual:text}”: a comparison or a range, not the number that was reached",
    ),
    fix=Text("填写实际达到的数和计量单位", "fill in the number that was reached, with its unit"),
    at=("actual", "target"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "16")),
)
def no_single_value() -> Verdict:
    """Fail when a numeric target is answered by a comparison or a range."""
    figures = indicator.actual_kind.is_in([QuantityKind.NUMBER, QuantityKind.UNKNOWN])
    return Verdict(
        fails=given(numeric_target() & figures, not_one_value()),
        facts={"target": indicator.target, "actual": indicator.actual},
    )
