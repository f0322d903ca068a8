"""C05 不同指标的完成值相同."""

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.rows import actuals, names, repeated_rows, repeats
from ziping.rules.facts.unusual import unusual


@fact(Level.INDICATOR)
def unusual_actual() -> Expr:
    """Keep an unusual actual value that is not simply the target."""
    unplanned = indicator.actual_number.ne_missing(indicator.target_number)
    return pl.when(unusual() & unplanned).then(indicator.actual_number)


@fact(Level.FORM, over=Level.INDICATOR)
def unusual_actuals() -> Expr:
    """List the unusual actual values, row by row."""
    return unusual_actual()


@fact(Level.FORM, over=Level.INDICATOR)
def unusual_repeats() -> Expr:
    """Whether two rows share one; null where there are no two."""
    return given(unusual_actual().count() > 1, repeats(unusual_actual()))


@check(
    code="C05",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("不同指标的完成值相同", "Two indicators with the same actual value"),
    reason=Text(
        "两项指标的实际完成值是同一个不常见的数（三位以上有效数字），多为误抄，或是一件事算了两次。"
        "百分比、一年的天数，以及恰等于指标值的，不报告。",
        "The same unusual figure (three significant digits or more) for two indicators is mostly miscopied, or one thing counted "
        "twice. Rates, the days of a year and values that equal their target are not reported.",
    ),
    message=Text(
        "{names:text}的实际完成值是同一个数：{actuals:text}",
        "{names:text} have the same actual value: {actuals:text}",
    ),
    fix=Text(
        "核对原始记录，更正误抄的一项；属于同一件事的只保留一项指标",
        "check the records and correct the copied one; keep one indicator where both are the same thing",
    ),
    at=("indicators.*.actual",),
    cites=(cite("mof-notice", "truth"), cite("practice", "same-number")),
)
def same_actual() -> Verdict:
    """Fail when an unusual number stands in two rows of the form."""
    rows = repeated_rows(unusual_actuals())
    return Verdict(
        fails=unusual_repeats(),
        facts={"names": names().list.gather(rows), "actuals": actuals().list.gather(rows)},
        rows=rows,
    )
