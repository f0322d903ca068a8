"""D01 数量化的指标值没有符号和单位."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.targets import numeric_target


@check(
    code="D01",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("指标值只有数，没有符号和单位", "A numeric target without sign and unit"),
    reason=Text(
        "指标值要写明“≥”“=”“≤”和计量单位，才知道怎样算完成、按什么计分。只缺其中一样的不报告。",
        "A target says ≥, = or ≤ and its unit, or nobody knows when it is reached. Not reported where only one of them is missing.",
    ),
    message=Text(
        "年度指标值只写“{target:text}”，没有“≥”“=”“≤”，也没有计量单位",
        "the target only says “{target:text}”, without ≥, = or ≤ and without a unit",
    ),
    fix=Text(
        "补上符号和单位，如“≥{target:text}（%）”或“={target:text}（个）”",
        "add sign and unit, such as “≥{target:text} (%)” or “={target:text} (个)”",
    ),
    at=("target",),
    cites=(cite("mof-2021-101", "setting"),),
)
def bare_number() -> Verdict:
    """Fail when nothing but a number is printed."""
    signless = indicator.target_comparator.is_null() & (indicator.target_multiplier == 1)
    return Verdict(
        fails=given(numeric_target(), signless & indicator.target_unit.is_null()),
        facts={"target": indicator.target},
    )
