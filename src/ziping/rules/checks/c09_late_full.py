"""C09 完成日期晚于指标值，仍得满分."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.days import done, due
from ziping.rules.facts.levels import second_level

_TO_BE_DONE: Final = "完成|及时|按[时期]|时[间限]|进度"
_TO_LAST: Final = "期限|有效期|质保|保修|持续|延续|服务期|运行|截[止至]|最早|起始"
"""What lasts until a day is none the worse for lasting longer."""


@reading(Level.INDICATOR)
def to_be_done() -> Expr:
    """Whether the name is about something to be done in time."""
    return indicator.level3.str.contains(_TO_BE_DONE)


@reading(Level.INDICATOR)
def to_last() -> Expr:
    """Whether the name is about something that lasts."""
    return indicator.level3.str.contains(_TO_LAST)


@check(
    code="C09",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("完成日期晚于指标值，仍得满分", "Done after the target date, yet full points"),
    reason=Text(
        "完成日期晚于指标值规定的日期，就是没有按时完成，不能得满分。日期只写到月的，指标值按月底、完成值按月初比较；"
        "没有写年份的，算本表年度。只看时效指标，不看质保期、服务期一类。",
        "What is done after its date missed the target and cannot earn full points. Where only a month is printed, the target lasts to "
        "its end and the actual value starts at its beginning; without a year the form's own is meant. Only timeliness is looked at, not what lasts until a date.",
    ),
    message=Text(
        "指标值为 {target:text}，实际完成于 {actual:text}，已经逾期，却得满分 {points:points}",
        "target {target:text}, done {actual:text}: late, yet full points {points:points}",
    ),
    fix=Text(
        "按逾期情况扣减得分并说明原因，或更正实际完成日期",
        "take off points and say why it was late, or correct the date",
    ),
    at=("score", "actual", "target", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def late_full() -> Verdict:
    """Fail when the first day that the actual value can mean is after the last day of the target."""
    full = (indicator.score == indicator.points) & (indicator.points > 0)
    timed = (second_level() == "timeliness") | to_be_done()
    dated = (due() > 0) & (done() > 0) & timed & ~to_last()
    return Verdict(
        fails=given(dated, (done() > due()) & full),
        facts={
            "target": indicator.target,
            "actual": indicator.actual,
            "points": indicator.points,
        },
    )
