"""D19 绩效目标比上年调低."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, exact, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Comparator
from ziping.rules.checks.d12_kind_missing import lacks_satisfaction
from ziping.rules.facts.last_form import last_year_form
from ziping.rules.facts.last_year import last_initial_budget, last_year_row
from ziping.rules.facts.targets import numeric_target
from ziping.rules.facts.told import tells

_TOLD: Final = "指标调整 指标值调整 目标调整 调整指标 调整目标 调低 调减 核减 压减"
_FLOOR: Final = (Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL)


def _last(column: Expr) -> Expr:
    return column.gather(last_year_row())


@fact(Level.INDICATOR_YEARS)
def last_target() -> Expr:
    """The target a year ago, as printed."""
    return _last(indicator.target)


@fact(Level.INDICATOR_YEARS)
def lowered_target() -> Expr:
    """Whether the target asks for less than a year ago, by more than the budget fell.

    Only floors with the same sign and unit are compared: whether a higher ceiling is laxer depends on what it bounds.
    """
    target, last = exact(indicator.target_number), exact(_last(indicator.target_number))
    sign, unit = indicator.target_comparator, indicator.target_unit
    alike = (sign == _last(sign)) & unit.eq_missing(_last(unit)) & sign.is_in(_FLOOR)
    budget, last_budget = exact(form.initial_budget), exact(last_initial_budget())
    beyond = (target * last_budget < last * budget).fill_null(value=True)
    return numeric_target() & alike & (target < last) & beyond


@fact(Level.FORM, over=Level.INDICATOR)
def lowered_rows() -> Expr:
    """List the rows whose target was lowered."""
    return indicator.index.filter(lowered_target())


@fact(Level.FORM, over=Level.INDICATOR)
def lowered_said() -> Expr:
    """Say of each of these rows what the target was and what it is."""
    parts = (
        pl.lit("“"),
        indicator.level3,
        pl.lit("”"),
        last_target(),
        pl.lit(" → "),
        indicator.target,
    )
    return pl.concat_str(parts).filter(lowered_target())


@fact(Level.YEARS)
def satisfaction_dropped() -> Expr:
    """Whether last year's form had an indicator of satisfaction and this one has none."""
    return lacks_satisfaction() & ~lacks_satisfaction().gather(last_year_form())


def _what(dropped: str) -> Expr:
    """Say which targets were lowered, and whether satisfaction was dropped."""
    gone = pl.concat_list(pl.when(satisfaction_dropped()).then(pl.lit(dropped)))
    return pl.concat_list(lowered_said(), gone).list.drop_nulls()


@reading(Level.FORM)
def lowering_told() -> Expr:
    """Whether the form tells of lowered targets."""
    return tells(_TOLD)


@check(
    code="D19",
    level=Level.YEARS,
    severity=Severity.WARNING,
    title=Text("绩效目标比上年调低", "Targets lowered against last year"),
    reason=Text(
        "绩效目标要从严、从高设定，调低要有依据。与同一项目上年的表对照：同名、同符号、同单位的指标值降低，且降幅超过年初预算的降幅，"
        "或者上年设有满意度指标而本年取消的，报告；表中说明了调整原因的不报告。",
        "Targets are strict; lowering one needs grounds. Against last year's form of the project: a target of the same name, sign and unit "
        "that fell by more than the initial budget, or satisfaction no longer asked for. Not reported where the form says why.",
    ),
    message=Text("与上年的表相比，{what}", "against last year's form {what_en}"),
    fix=Text(
        "恢复上年水平，或写明调低的依据和批准文件",
        "set them as they were, or say on what grounds and by which decision they were lowered",
    ),
    at=("indicators.*.target", "indicators"),
    cites=(cite("mof-2021-101", "setting"), cite("mof-2020-10", "13"), cite("practice", "last-year")),
)
def lowered_targets() -> Verdict:
    """Fail when a target fell by more than the budget, or satisfaction is no longer asked for."""
    lowered = lowered_rows().list.len() > 0
    fails = lowered | satisfaction_dropped().fill_null(value=False)
    return Verdict(
        fails=given(last_year_form().is_not_null(), fails & ~lowering_told()),
        facts={
            "what": _what("取消了满意度指标"),
            "what_en": _what("satisfaction is no longer asked for"),
        },
        rows=lowered_rows(),
    )
