"""D12 缺少应设的指标类型."""

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import first_level, second_level
from ziping.rules.facts.satisfaction import satisfaction


@fact(Level.FORM, over=Level.INDICATOR)
def lacks_satisfaction() -> Expr:
    """Whether no indicator is about satisfaction; null where the first level is never understood."""
    return given(first_level().is_not_null().any(), ~satisfaction().any())


@fact(Level.FORM, over=Level.INDICATOR)
def lacks_benefit() -> Expr:
    """Whether there is no benefit indicator."""
    return ~(first_level() == "benefit").any()


@fact(Level.FORM, over=Level.INDICATOR)
def lacks_quality() -> Expr:
    """Whether there is no quality indicator, though second levels are understood."""
    return second_level().is_not_null().any() & ~(second_level() == "quality").any()


_KINDS = {
    Text("质量指标", "quality"): lacks_quality,
    Text("效益指标", "benefit"): lacks_benefit,
    Text("满意度指标", "satisfaction"): lacks_satisfaction,
}


def _missing(language: str) -> Expr:
    named = [pl.when(lacks()).then(pl.lit(getattr(kind, language))) for kind, lacks in _KINDS.items()]
    return pl.concat_list(named).list.drop_nulls()


@check(
    code="D12",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("缺少应设的指标类型", "A required kind of indicator is missing"),
    reason=Text(
        "产出、效益指标为必设项，质量指标原则上应设；面向社会公众或受益对象的项目还要设满意度指标。"
        "看不出一级指标的表不报告。",
        "Output and benefit are required, quality in principle; satisfaction where the public or beneficiaries are served. Forms "
        "whose first levels are not understood are not reported.",
    ),
    message=Text("没有设{missing}", "there is no indicator of {missing_en}"),
    fix=Text(
        "补设{missing}；确不适用的，在说明中写明理由",
        "add {missing_en}, or say why it does not apply",
    ),
    at=("indicators",),
    cites=(cite("mof-2020-10", "13"), cite("mof-2021-101", "kinds")),
)
def kind_missing() -> Verdict:
    """Fail when quality, benefit or satisfaction has no indicator."""
    lacking = lacks_satisfaction() | lacks_benefit() | lacks_quality()
    return Verdict(
        fails=given(lacks_satisfaction().is_not_null(), lacking),
        facts={"missing": _missing("zh"), "missing_en": _missing("en")},
    )
