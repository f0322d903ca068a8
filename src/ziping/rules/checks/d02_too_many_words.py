"""D02 定性指标过多，或者可以用数表示的没有用数."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.rules.facts.levels import second_level
from ziping.rules.facts.rows import numbered
from ziping.rules.facts.satisfaction import satisfaction

_ENOUGH: Final = 4
"""Below that many indicators a share says nothing."""
_TOO_MANY: Final = Text("定性指标占比过高", "too many are qualitative")
_COUNTABLE: Final = Text(
    "数量指标、满意度指标可以用数表示", "quantity and satisfaction can be said in numbers"
)


def _qualitative() -> Expr:
    return indicator.target_kind.is_in([QuantityKind.WORDS, QuantityKind.BAND])


@fact(Level.FORM, over=Level.INDICATOR)
def targets_given() -> Expr:
    """How many indicators have a target."""
    return (indicator.target_kind != QuantityKind.BLANK).sum().cast(pl.Int64)


@fact(Level.FORM, over=Level.INDICATOR)
def qualitative_rows() -> Expr:
    """List the rows whose target is in words."""
    return indicator.index.filter(_qualitative())


@fact(Level.FORM, over=Level.INDICATOR)
def countable_rows() -> Expr:
    """List the rows of quantity and satisfaction whose target is in words."""
    countable = (second_level() == "quantity").fill_null(value=False) | satisfaction()
    return indicator.index.filter(_qualitative() & countable)


def _many() -> Expr:
    share = qualitative_rows().list.len() * 10_000 > targets_given() * profile.qualitative_above
    return share & (targets_given() >= _ENOUGH)


def _which(language: str) -> Expr:
    many, countable = (pl.lit(getattr(it, language)) for it in (_TOO_MANY, _COUNTABLE))
    return pl.when(_many()).then(many).otherwise(countable)


@check(
    code="D02",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("能量化的没有量化，定性指标过多", "Words where numbers are possible"),
    reason=Text(
        "指标要量化易评。数量指标、满意度指标的指标值写成文字的，以及四项以上指标中定性指标的占比高于口径提示线的，报告；"
        "确实无法量化的，写明可衡量的标准即可。",
        "Targets are to be numbers that are easy to judge. Reported where quantity or satisfaction is put in words, and where, of four or "
        "more indicators, a larger share is qualitative than the profile's threshold; what cannot be counted needs a standard.",
    ),
    message=Text(
        "{given} 项指标中，第 {rows} 项（占 {share:times}）的指标值是文字：{why_zh}",
        "of {given} indicators the targets of {rows} ({share:times}) are in words: {why_en}",
    ),
    fix=Text(
        "改为数值指标值，写明符号和单位；无法量化的，写明可衡量的标准",
        "set numbers with sign and unit, or name a standard that can be measured",
    ),
    at=("indicators.*.target",),
    parameters=("qualitative_above",),
    cites=(cite("mof-2021-101", "setting"), cite("practice", "qualitative")),
)
def too_many_words() -> Verdict:
    """Fail when too large a share of the targets is in words, or one that could be a number."""
    rows = pl.when(_many()).then(qualitative_rows()).otherwise(countable_rows())
    return Verdict(
        fails=given(targets_given() > 0, _many() | (countable_rows().list.len() > 0)),
        facts={
            "given": targets_given(),
            "rows": numbered(rows),
            "share": rows.list.len() * 10_000 // targets_given(),
            "why_zh": _which("zh"),
            "why_en": _which("en"),
        },
        rows=rows,
    )
