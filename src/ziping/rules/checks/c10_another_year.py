"""C10 完成日期不在评价年度."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind


@check(
    code="C10",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("完成日期不在评价年度", "Done in another year than the one evaluated"),
    reason=Text(
        "自评的是本年度的完成情况，完成日期应在本年度。完成值写明的年份与本表年度不同，而指标值并没有定在那一年的，报告。",
        "The form is about one year, and what is done is done in it. Reported where the actual value names another year, unless the "
        "target itself names that year.",
    ),
    message=Text(
        "实际完成于 {actual:text}，不在本表的 {year} 年度",
        "done {actual:text}, outside the form's year {year}",
    ),
    fix=Text(
        "核对完成日期；确在其他年度完成的，按本年度的进度填报并说明",
        "check the date; where it was another year, give this year's progress and say so",
    ),
    at=("actual", "target"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21")),
)
def another_year() -> Verdict:
    """Fail when the actual value is a date of another year that the target does not name."""
    other = (indicator.actual_year != form.year) & indicator.actual_year.ne_missing(indicator.target_year)
    dated = (indicator.actual_kind == QuantityKind.DATE) & indicator.actual_year.is_not_null()
    return Verdict(
        fails=given(dated & form.year.is_not_null(), other),
        facts={"actual": indicator.actual, "year": form.year},
    )
