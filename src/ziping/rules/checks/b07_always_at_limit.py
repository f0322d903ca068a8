"""B07 “部分达成”都恰好记在上限."""

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Band
from ziping.rules.facts.bands import achieved_edge

_PARTLY = indicator.actual_band == Band.PARTLY


@fact(Level.FORM, over=Level.INDICATOR)
def partly_rows() -> Expr:
    """Return the numbers of the rows that are partly achieved."""
    return indicator.index.filter(_PARTLY)


@fact(Level.FORM, over=Level.INDICATOR)
def partly_at_limit() -> Expr:
    """Tell whether every one of them is scored at the upper edge of its band."""
    at_limit = (indicator.score == achieved_edge()).fill_null(value=False)
    return at_limit.filter(_PARTLY).all()


@check(
    code="B07",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("“部分达成”都恰好记在上限", "Partly achieved is always scored at the limit"),
    reason=Text(
        "“部分达成”可以在分值的 60% 至 80% 之间记分，一律记到 80% 像是套用，而不是逐项评出来的。有一项低于 80% 就不报告。",
        "Partly achieved may earn 60 to 80 per cent; always 80 looks like a habit and not a judgement. One lower score is "
        "enough to pass.",
    ),
    message=Text(
        "填“部分达成”的有 {count} 项，得分都恰好是分值的 {share:share}",
        "{count} partly achieved item(s), every one scored at exactly {share:share} of its points",
    ),
    fix=Text(
        "按实际完成程度在 60% 至 80% 之间评定得分",
        "score each item by what was achieved, between 60 and 80 per cent",
    ),
    at=("indicators.*.score",),
    parameters=("achieved_from",),
    cites=(cite("mof-2020-10", "16"), cite("practice", "bands")),
)
def always_at_limit() -> Verdict:
    """Fail when all partly achieved items of the form earn the most that their band can give."""
    count = partly_rows().list.len()
    return Verdict(
        fails=given(count > 0, partly_at_limit()),
        facts={"count": count, "share": profile.achieved_from},
        rows=partly_rows(),
    )
