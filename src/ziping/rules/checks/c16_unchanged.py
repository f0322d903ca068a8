"""C16 完成值与上年分毫不差."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.last_year import last_actual, last_number
from ziping.rules.facts.unusual import unusual


@check(
    code="C16",
    level=Level.INDICATOR_YEARS,
    severity=Severity.WARNING,
    title=Text("完成值与上年分毫不差", "Actual value unchanged from last year"),
    reason=Text(
        "实际完成值应当是当年统计的结果，不能沿用上年的数。同一项目同名指标的完成值是同一个不常见的数（三位以上有效数字）时报告；"
        "百分比，以及恰等于本年指标值的（如每年维护的里程），不报告。",
        "An actual value is counted anew every year. Reported where the same indicator has the same unusual figure (three significant "
        "digits or more) as a year ago; rates, and figures that equal this year's target, such as a stock to be kept, are not.",
    ),
    message=Text(
        "实际完成值 {actual:text}，与上年的 {last:text} 完全相同",
        "the actual value {actual:text} is exactly last year's {last:text}",
    ),
    fix=Text(
        "核对当年的统计台账，按当年实际数填报；确实相同的，备好佐证材料",
        "check this year's records and fill in what was counted; keep evidence where it is the same",
    ),
    at=("actual",),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21"), cite("practice", "last-year")),
)
def unchanged() -> Verdict:
    """Fail when an unusual number that is not the target was printed a year ago as well."""
    unplanned = unusual() & indicator.actual_number.ne_missing(indicator.target_number)
    return Verdict(
        fails=given(unplanned & last_number().is_not_null(), indicator.actual_number == last_number()),
        facts={"actual": indicator.actual, "last": last_actual()},
    )
