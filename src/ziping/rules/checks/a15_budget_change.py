"""A15 年中调整预算而没有说明原因."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, exact, form, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.told import tells

_REASONS: Final = "调整 调增 调减 追加 追减 增拨 追拨 增补 核增 核减 压减 压缩支出 压缩经费 压缩预算 划转 划拨 收回 年中 预算变更 预算变动"


@reading(Level.FORM)
def budget_change_told() -> Expr:
    """Whether the form tells of a change of the budget."""
    return tells(_REASONS)


@check(
    code="A15",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("年中调整预算，没有说明原因", "Budget changed during the year without a reason"),
    reason=Text(
        "年初预算数与全年预算数不同，说明年中追加或压减过预算，要说明原因。实际完成情况和各项偏差原因里都没有提到时才报告。",
        "Where the full-year budget differs from the initial one it was changed, which is explained. It is reported only "
        "when neither the results nor any reason speak of it.",
    ),
    message=Text(
        "年初预算数 {initial:money}，全年预算数 {full:money}，{zh} {change:rate}，表中没有说明原因",
        "initial budget {initial:money}, full-year budget {full:money}, {en} {change:rate}, and nothing says why",
    ),
    fix=Text(
        "在“实际完成情况”或偏差原因栏说明调整预算的原因和依据",
        "say in the results or among the reasons why the budget was changed, and by which decision",
    ),
    at=("funds.total.full_year_budget", "funds.total.initial_budget", "goal.actual"),
    parameters=("explain_budget_change_above",),
    cites=(cite("mof-2020-10", "11"), cite("sichuan-form-2023", "note-2")),
)
def budget_change() -> Verdict:
    """Fail when the budget was changed by more than the profile lets pass and no word is said about it."""
    initial, full = form.initial_budget, form.full_year_budget
    change = exact((full - initial).abs()) * 10_000
    changed = change > exact(initial) * profile.explain_budget_change_above
    raised = full > initial
    way_zh = pl.when(raised).then(pl.lit("调增")).otherwise(pl.lit("调减"))
    way_en = pl.when(raised).then(pl.lit("raised by")).otherwise(pl.lit("cut by"))
    return Verdict(
        fails=given(initial > 0, changed & ~budget_change_told()),
        facts={
            "initial": initial,
            "full": full,
            "change": change // exact(initial),
            "zh": way_zh,
            "en": way_en,
        },
    )
