"""C06 完成值与指标值单位不同."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.model.quantity_units import any_of

_ALIKE: Final = (
    "个 家 户 所 处 项 件 份 篇 本 册 套 台 台(套) 辆 部 条 只 支 种 类 例 起 宗 单 笔",
    "个 名 位 人",
    "个 场 次 场次 期 批 批次 届",
)
"""Words for counting the same: three 项 are three 个, but 人 are not 人次."""
_PAIR: Final = "|".join(f"(?:{units}) (?:{units})" for units in (any_of(line.split()) for line in _ALIKE))


@check(
    code="C06",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("完成值与指标值单位不同", "Actual value and target in different units"),
    reason=Text(
        "实际完成值要与指标值同一口径、同一单位，才能比较。两处都写了单位、数的又不是同一种东西（如人次与人、百分比与个数）时报告；"
        "量词不同而意思相同的（个与项、场与次）不报告。",
        "Actual value and target are compared in one unit. Reported where both print units that count different things; words for "
        "counting the same (个 and 项, 场 and 次) are not reported.",
    ),
    message=Text(
        "指标值“{target:text}”的单位是{target_unit}，实际完成值“{actual:text}”的单位是{actual_unit}",
        "the target “{target:text}” is in {target_unit}, the actual value “{actual:text}” in {actual_unit}",
    ),
    fix=Text("按指标值的单位和口径填写实际完成值", "give the actual value in the unit of the target"),
    at=("actual", "target"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "16")),
)
def another_unit() -> Verdict:
    """Fail when two numbers print units that count different things."""
    numbers = (indicator.target_kind == QuantityKind.NUMBER) & (indicator.actual_kind == QuantityKind.NUMBER)
    target, actual = indicator.target_unit, indicator.actual_unit
    alike = pl.concat_str(target, actual, separator=" ").str.contains(f"^(?:{_PAIR})$")
    return Verdict(
        fails=given(numbers, (target != actual) & ~alike),
        facts={
            "target": indicator.target,
            "actual": indicator.actual,
            "target_unit": target,
            "actual_unit": actual,
        },
    )
