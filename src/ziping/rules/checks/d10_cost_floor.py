"""D10 成本指标用了“≥”."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Comparator, QuantityKind
from ziping.model.quantity_words import PERCENT
from ziping.rules.facts.levels import first_level, second_level

_SAVED: Final = "节约|节省|降低|下降|减少|压减|核减|率|补[贴助偿]|标准|工资|待遇|投入|收益|收入"
"""Of these more is better, or a floor is what was promised."""


@reading(Level.INDICATOR)
def saved() -> Expr:
    """Whether the name is about a saving, a standard or an income."""
    return indicator.level3.str.contains(_SAVED)


@check(
    code="D10",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("成本指标用了“≥”", "A cost with ≥"),
    reason=Text(
        "成本指标是要控制住的，指标值应写“≤”；写“≥”，花得越多反而算完成得越好。节约额、节约率、补助标准等本来越多越好的，不报告。",
        "Costs are to be kept down: ≤. With ≥, whoever spends more does better. Savings, rates and standards of aid, of which more is "
        "better, are not reported.",
    ),
    message=Text(
        "成本指标“{name:text}”的指标值为“{target:text}”，花得越多越算完成",
        "the target of the cost “{name:text}” is “{target:text}”: the more is spent, the better",
    ),
    fix=Text("把“≥”改为“≤”，得分按不超过指标值重新计算", "change ≥ to ≤ and score it as a ceiling"),
    at=("target", "level3"),
    cites=(cite("mof-2021-101", "purpose"), cite("mof-2021-101", "cost")),
)
def cost_floor() -> Verdict:
    """Fail when a cost in absolute numbers has a floor."""
    cost = (first_level() == "cost") | (second_level() == "cost")
    absolute = (indicator.target_kind == QuantityKind.NUMBER) & indicator.target_unit.ne_missing(PERCENT)
    floor = indicator.target_comparator.is_in([Comparator.AT_LEAST, Comparator.MORE])
    return Verdict(
        fails=given(cost & absolute & ~saved(), floor.fill_null(value=False)),
        facts={"name": indicator.level3, "target": indicator.target},
    )
