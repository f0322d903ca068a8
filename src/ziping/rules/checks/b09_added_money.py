"""B09 追加了预算，指标值没有相应调整."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import exact, form, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity_words import PERCENT
from ziping.rules.facts.achievement import achievement


@check(
    code="B09",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("追加了预算，指标值没有相应调整", "Money was added, the target was not raised"),
    reason=Text(
        "年中追加预算的，数量指标的指标值要随之调整，由追加资金带来的超额不算超额完成。指标值按预算的增幅提高以后、完成值就不再超过"
        "提示线的，才报告；百分比指标不报告。",
        "Where money is added during the year, quantity targets follow, and what it brought is no over-completion. Reported where the "
        "result would not be far above a target raised like the budget; rates do not grow with money and are left out.",
    ),
    message=Text(
        "全年预算数由 {initial:money} 追加到 {full:money}，指标值仍为 {target:text}，实际完成值 {actual:text} 是它的 {times:times}；"
        "按预算增幅，指标值应在 {raised:number} 左右",
        "the budget was raised from {initial:money} to {full:money}, the target is still {target:text} and the actual value "
        "{actual:text}, {times:times} of it; raised like the budget the target would be about {raised:number}",
    ),
    fix=Text(
        "办理指标值调整手续，按调整后的指标值记分；下年起预算调整时同步调整指标值",
        "have the target adjusted and score against it; next year adjust it together with the budget",
    ),
    at=("target", "actual", "funds.total.full_year_budget", "funds.total.initial_budget"),
    parameters=("overshoot_from",),
    cites=(
        cite("mof-2020-10", "16"),
        cite("sichuan-form-2023", "note-2"),
        cite("practice", "added-money"),
    ),
)
def added_money() -> Verdict:
    """Fail when an over-completion is as large as the budget's raise lets expect."""
    times, threshold = achievement(), profile.overshoot_from
    initial, full = exact(form.initial_budget), exact(form.full_year_budget)
    raised = (form.initial_budget > 0) & (form.full_year_budget > form.initial_budget)
    counted = indicator.target_unit.ne_missing(pl.lit(PERCENT))
    explained = times * initial < threshold * full
    return Verdict(
        fails=given(raised & counted & times.is_not_null(), (times >= threshold) & explained),
        facts={
            "initial": form.initial_budget,
            "full": form.full_year_budget,
            "target": indicator.target,
            "actual": indicator.actual,
            "times": times,
            "raised": (indicator.target_number * full // initial // 1_000_000 * 1_000_000).cast(
                pl.Int64, strict=False
            ),
        },
    )
