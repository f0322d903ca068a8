"""A18 取位口径不一致."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.conventions import COARSE
from ziping.rules.facts.rounding import (
    fitting,
    fitting_batch,
    rate_hits,
    rounding_name,
    score_hits,
)


def _of_two_kinds() -> Expr:
    """Whether rate and score are each rounded in a known way, but not in one and the same."""
    return (fitting() == 0) & (rate_hits() > 0) & (score_hits() > 0)


def _alone() -> Expr:
    """Whether exactly one convention fits the form and none fits its whole batch."""
    return (fitting().bitwise_count_ones() == 1) & (fitting_batch() == 0)


def _coarse() -> Expr:
    """Whether only conventions fit that throw away more than the official form prints."""
    return (fitting() > 0) & (fitting() & ~COARSE == 0)


def _said(mixed: str, coarse: Expr, alone: Expr) -> Expr:
    """Say what is the matter."""
    return pl.when(_of_two_kinds()).then(pl.lit(mixed)).when(_coarse()).then(coarse).otherwise(alone)


@check(
    code="A18",
    level=Level.BATCH,
    severity=Severity.NOTE,
    title=Text("执行率和得分的取位口径不一致", "Rate and score are not rounded consistently"),
    reason=Text(
        "取位口径本身不是错误，但一张表、一个单位同一年度的各表应当用同一种。只有一种口径能解释本表的数时才与其他表相比；"
        "几种口径都说得通的表不报告。",
        "A way of rounding is no fault, but a form, and a unit in one year, should keep to one. A form is compared with others "
        "only where a single convention explains it, never where several do.",
    ),
    message=Text(
        "执行率 {rate:rate}、得分 {score:points}：{what_zh}",
        "rate {rate:rate}, score {score:points}: {what_en}",
    ),
    fix=Text("全单位统一取位口径，保留两位小数", "keep to one way of rounding, with two decimals"),
    at=("funds.total.execution_rate", "funds.total.score"),
    cites=(cite("mof-notice", "truth"), cite("practice", "shanghai-rounding")),
)
def inconsistent_rounding() -> Verdict:
    """Fail when no convention fits both figures, none fits the batch, or only coarse ones fit."""
    fails = _of_two_kinds().fill_null(value=False) | _alone() | _coarse()
    name = rounding_name()
    what_zh = _said(
        "两个数各有各的取位，不是同一种口径",
        pl.concat_str(pl.lit("只合“"), name, pl.lit("”，舍去的位数过多")),
        pl.concat_str(pl.lit("本表“"), name, pl.lit("”，同单位同年度的其他表不是这样")),
    )
    what_en = _said(
        "each is rounded in a way of its own",
        pl.lit("only a coarse way of rounding fits"),
        pl.lit("other forms of the unit and year are rounded in another way"),
    )
    return Verdict(
        fails=given(fitting().is_not_null(), fails),
        facts={
            "rate": form.execution_rate,
            "score": form.execution_score,
            "what_zh": what_zh,
            "what_en": what_en,
        },
    )
