"""D26 一项指标装了两件事，或名称过长."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import plain_name

_MEASURED: Final = (
    "及时率|普及率|数量|次数|人数|场次|人次|个数|面积|金额|时间|及时性|准确性|完整性|规范性|安全性|稳定性|有效性|满意度|知晓度"
    "|[^效利汇税费功概速频]率"
)
_TWO: Final = rf"(?:{_MEASURED})(?:[和及与或、]|以及)[^和及与或、]*(?:{_MEASURED})$"
"""培训场次和参训人数, 合格率、及时率, but not 参展商和观众满意度: one measure of two groups."""
_LONGEST: Final = 40


def _said(two: str, long: str) -> Expr:
    return pl.when(two_measures()).then(pl.lit(two)).otherwise(pl.lit(long))


@reading(Level.INDICATOR)
def two_measures() -> Expr:
    """Whether two measures stand side by side in the name."""
    return indicator.level3.str.contains(_TWO)


@reading(Level.INDICATOR)
def long_name() -> Expr:
    """Whether the name is an essay."""
    return plain_name().str.len_chars() > _LONGEST


@check(
    code="D26",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("一项指标装了两件事，或名称过长", "Two measures in one indicator, or a name too long"),
    reason=Text(
        f"一项指标只有一个指标值、一个得分，只能衡量一件事。名称里并列两个衡量内容（如“场次和人数”），或名称超过{_LONGEST}个字的，"
        "说不清那个数是谁的。",
        f"An indicator has one target and one score and measures one thing. Two measures side by side, or a name of more than "
        f"{_LONGEST} characters, leave open whose number it is.",
    ),
    message=Text("指标名称“{name:text}”{what}", "the name “{name:text}” {what_en}"),
    fix=Text(
        "拆成两项指标，分别定指标值和分值；名称只写衡量什么",
        "make two indicators, each with its target and points; let the name say what is measured",
    ),
    at=("level3",),
    cites=(cite("mof-2021-101", "setting"),),
)
def two_in_one() -> Verdict:
    """Fail when two measures stand side by side, or the name is an essay."""
    return Verdict(
        fails=given(indicator.level3.is_not_null(), two_measures() | long_name()),
        facts={
            "name": indicator.level3,
            "what": _said("并列了两个衡量内容，一个指标值说不清", f"超过{_LONGEST}个字"),
            "what_en": _said("holds two measures for one target", f"is longer than {_LONGEST} characters"),
        },
    )
