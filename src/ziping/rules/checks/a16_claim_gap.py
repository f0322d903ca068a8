"""A16 指标得分率明显高于预算执行率."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.scoring import indicator_points, indicator_scores

_MOST = 1_000_000
"""Points and scores up to 10,000: the products below fit 64 bits; beyond it other rules speak."""


@check(
    code="A16",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("业绩明显好于资金使用", "Results claimed much better than money spent"),
    reason=Text(
        "钱没有花完，指标却几乎满分，复核时会列为疑点：要么指标值定低了，要么得分偏高，要么确有节约。相差在提示线以内的不报告。",
        "Nearly full marks with money left over is doubted in a review: the targets were low, the scores are high, or money was "
        "really saved. A gap up to the threshold passes.",
    ),
    message=Text(
        "各项指标得分率 {claimed:rate}，预算执行率得分率 {spent:rate}，前者相对高出 {gap:rate}，超过提示线 {threshold:share}",
        "indicators earn {claimed:rate} of their points, execution {spent:rate}: a gap of {gap:rate}, above {threshold:share}",
    ),
    fix=Text(
        "核实各项指标得分，确属节约或者跨年支付的加以说明",
        "check the scores of the indicators, or explain the savings",
    ),
    at=("funds.total.score", "total.score", "funds.total.executed", "funds.total.full_year_budget"),
    parameters=("claim_gap_above",),
    cites=(cite("mof-notice", "truth"), cite("practice", "claim")),
)
def claim_gap() -> Verdict:
    """Fail when indicators earned relatively more than execution by more than the profile's threshold."""
    score, points = indicator_scores(), indicator_points()
    claimed = score * form.execution_points
    gap = claimed - form.execution_score * points
    counted = [it.is_between(1, _MOST) for it in (score, points, form.execution_points)]
    applies = pl.all_horizontal(counted) & form.execution_score.is_between(0, _MOST) & ~form.scores_uncounted
    return Verdict(
        fails=given(applies, gap * 10_000 > claimed * profile.claim_gap_above),
        facts={
            "claimed": score * 10_000 // points,
            "spent": form.execution_score * 10_000 // form.execution_points,
            "gap": gap * 10_000 // claimed,
            "threshold": profile.claim_gap_above,
        },
    )
