"""A02 分值合计不是一百分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.scoring import printed_points


@check(
    code="A02",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("分值合计不等于满分", "Points do not add up to the full total"),
    reason=Text(
        "预算执行率分值与各项指标分值合计应为满分，总分栏的分值也是满分。有分值不是数，或者执行率分值空着而合计不足时，不报告。",
        "Execution points and indicator points add up to the full total, which the total row repeats. Nothing is reported "
        "where points are no number, or the execution points are blank and the sum falls short.",
    ),
    message=Text(
        "预算执行率与各项指标分值合计 {sum:points}，总分栏分值填 {declared:points}，应为 {full:points}",
        "execution and indicator points add up to {sum:points}, the total row says {declared:points}, "
        "expected {full:points}",
    ),
    fix=Text(
        "调整各项分值，使合计为 {full:points} 分，总分栏分值同此",
        "set the points so that they add up to {full:points}, in the total row too",
    ),
    at=("total.points", "funds.total.points", "indicators.*.points"),
    parameters=("total_points",),
    cites=(cite("mof-2020-10", "18"), cite("mof-2020-10", "13")),
)
def points() -> Verdict:
    """Fail when the points printed, or the total declared for them, are not the profile's."""
    added, full = printed_points(), profile.total_points
    known = form.execution_points.is_not_null() | (added >= full)
    other_total = (form.total_points != full).fill_null(value=False)
    facts = {"sum": added, "declared": form.total_points, "full": full}
    return Verdict(fails=given(known, (added != full) | other_total), facts=facts)
