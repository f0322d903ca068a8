"""D21 指标过少或过多."""

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, form, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.form import Kind
from ziping.model.language import Text


@fact(Level.FORM, over=Level.INDICATOR)
def named_indicators() -> Expr:
    """Count the indicators that have a name."""
    return indicator.level3.count().cast(pl.Int64)


@check(
    code="D21",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("指标过少或过多", "Too few indicators, or too many"),
    reason=Text(
        "产出、效益必设，数量、质量原则上都要设，一张项目自评表至少有三项指标；指标过多则重点不突出，每项分值过小。"
        "部门整体支出表、转移支付表不检查。",
        "Output and benefit are required, quantity and quality in principle both: three indicators at least. With too many nothing is in "
        "focus and each weighs next to nothing. Department-wide and transfer forms are not looked at.",
    ),
    message=Text("共 {count} 项指标，{what} {edge} 项，{why}", "{count} indicators, {what_en} {edge}"),
    fix=Text(
        "按项目主要支出方向补设指标；过多的，保留核心指标",
        "set indicators for the main things the money is spent on; where there are too many keep the core ones",
    ),
    at=("indicators",),
    parameters=("fewest_indicators", "most_indicators"),
    cites=(
        cite("mof-2021-101", "kinds"),
        cite("mof-2021-101", "setting"),
        cite("practice", "number-of-indicators"),
    ),
)
def number_of_indicators() -> Verdict:
    """Fail when a project has fewer indicators than kinds that are required, or more than can be in focus."""
    few, many = (
        named_indicators() < profile.fewest_indicators,
        named_indicators() > profile.most_indicators,
    )
    return Verdict(
        fails=given(form.kind == Kind.PROJECT, few | many),
        facts={
            "count": named_indicators(),
            "edge": pl.when(few).then(profile.fewest_indicators).otherwise(profile.most_indicators),
            "what": pl.when(few).then(pl.lit("少于")).otherwise(pl.lit("多于")),
            "why": pl.when(few).then(pl.lit("难以反映项目全貌")).otherwise(pl.lit("重点不突出")),
            "what_en": pl.when(few).then(pl.lit("fewer than")).otherwise(pl.lit("more than")),
        },
    )
