"""A01 总分与各项得分之和不符."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.scoring import printed_scores


@check(
    code="A01",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("总分与各项得分之和不符", "Total is not the sum of the scores"),
    reason=Text(
        "总分是预算执行率得分与各项指标得分之和，按表上所填的数相加，不再取位。有得分不是数、位数过多，"
        "或者执行率得分空着而总分较高时，和数不明，不报告。",
        "The total adds up the scores as printed, without rounding again. Nothing is reported where the sum is unknown: "
        "a score is no number or too fine, or the execution score is blank and the total the higher one.",
    ),
    message=Text(
        "总分填报 {declared:points}，预算执行率得分与各项指标得分合计 {sum:points}，相差 {gap:points}",
        "total declared {declared:points}, execution and indicator scores add up to {sum:points}, {gap:points} apart",
    ),
    fix=Text(
        "总分改为 {sum:points}，或更正有误的得分", "change the total to {sum:points}, or correct a score"
    ),
    at=("total.score", "funds.total.score", "indicators.*.score"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def total() -> Verdict:
    """Fail when the declared total is not the sum of what is printed."""
    declared, added = form.total_score, printed_scores()
    known = form.execution_score.is_not_null() | (added >= declared)
    facts = {"declared": declared, "sum": added, "gap": (declared - added).abs()}
    return Verdict(fails=given(known, declared != added), facts=facts)
