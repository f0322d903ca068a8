"""B14 扣分的指标一律扣同一比例."""

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import measured, reached
from ziping.rules.facts.scoring import lost

_KEPT = (indicator.score * 10_000 // indicator.points).filter(lost())


@fact(Level.FORM, over=Level.INDICATOR)
def reduced_rows() -> Expr:
    """Return the numbers of the rows that lost points."""
    return indicator.index.filter(lost())


@fact(Level.FORM, over=Level.INDICATOR)
def least_kept() -> Expr:
    """Return the least share of the points that such a row kept, in basis points."""
    return _KEPT.min()


@fact(Level.FORM, over=Level.INDICATOR)
def most_kept() -> Expr:
    """Return the largest share of the points that such a row kept, in basis points."""
    return _KEPT.max()


@fact(Level.FORM, over=Level.INDICATOR)
def measured_shortfall() -> Expr:
    """Tell whether any of them missed a target that is measured."""
    return (lost() & measured() & ~reached()).any()


@check(
    code="B14",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("扣分的指标一律扣同一比例", "All reductions are the same"),
    reason=Text(
        "各项完成情况不同，扣分却完全一样，像是先定总分再凑，而不是逐项评出来的。至少两项扣分、比例都相同，"
        "且没有一项是按完成值算出的，才报告。",
        "Items differ, yet each lost the same share: the total may have been fixed first. It is reported for at least two "
        "reductions, all of the same share, none of which follows from a measured shortfall.",
    ),
    message=Text(
        "扣分的 {count} 项都只得分值的 {share:share}，没有一项是按完成值算出的",
        "{count} reduced items all earn {share:share} of their points, and none of it follows from a measured value",
    ),
    fix=Text(
        "按各项实际完成程度评定得分，逐项写明扣分原因",
        "score each item by what was achieved and give each reason",
    ),
    at=("indicators.*.score",),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "26")),
)
def same_deduction() -> Verdict:
    """Fail when several items lost the same share of their points and nothing measured explains it."""
    count = reduced_rows().list.len()
    return Verdict(
        fails=given(count > 1, (least_kept() == most_kept()) & ~measured_shortfall()),
        facts={"count": count, "share": least_kept()},
        rows=reduced_rows(),
    )
