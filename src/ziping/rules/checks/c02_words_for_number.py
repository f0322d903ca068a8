"""C02 指标值是数，完成值不是数."""

from typing import Final

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.rules.facts.targets import numeric_target

_NUMBER_IN_WORDS: Final = "^(?:无|没有|未发生|未出现|未收到)|[〇零一二两三四五六七八九十百千万亿半]"


@check(
    code="C02",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("指标值是数，完成值不是数", "A numeric target with an actual value in words"),
    reason=Text(
        "定量指标的实际完成值要对照指标值填写实际数，得分才能核算。指标值为 0 的（如“零起”），以及用汉字写出数目的，不报告。",
        "The actual value of a quantitative indicator is a number, or its score cannot be checked. A target of 0 and an actual "
        "value that spells its number are not reported.",
    ),
    message=Text(
        "年度指标值是数“{target:text}”，实际完成值只填“{actual:text}”，没有实际数",
        "the target is the number “{target:text}”, the actual value only says “{actual:text}”",
    ),
    fix=Text(
        "在“实际完成值”填写实际数和计量单位，按完成比例核算得分",
        "fill in the number that was reached, with its unit, and score it pro rata",
    ),
    at=("actual", "target"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "16")),
)
def words_for_number() -> Verdict:
    """Fail when a number other than 0 was wanted and a band or words without any number are given."""
    kind = indicator.actual_kind
    spelled = indicator.actual_words.str.contains(_NUMBER_IN_WORDS)
    words = (kind == QuantityKind.BAND) | ((kind == QuantityKind.WORDS) & ~spelled)
    wanted = numeric_target() & (indicator.target_number != 0)
    return Verdict(
        fails=given(wanted & (words | (kind == QuantityKind.NUMBER)), words),
        facts={"target": indicator.target, "actual": indicator.actual},
    )
