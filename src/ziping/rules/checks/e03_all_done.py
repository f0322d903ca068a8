"""E03 称全部完成，却有指标未完成."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Band
from ziping.rules.facts.achievement import measured, reached
from ziping.rules.facts.narrative import narrative
from ziping.rules.facts.rows import names

_ALL: Final = "年初|全年|年度|本年|当年|既定|预定|预期|各项|所有|全部"
_TASKS: Final = "任务|目标|指标|工作|计划"
_WHOLLY: Final = "均|都|已|全部|全面|圆满|超额|顺利|按时|如期"
_CLAIM: Final = (
    r"(?:^|[^未没尚本分能])("
    rf"完成了?(?:{_ALL})(?:{_ALL}|的|设定|绩效|总体|主要|重点|工作)*(?:{_TASKS})"
    rf"|(?:{_ALL})[^,，。；;、\n]{{0,6}}?(?:{_TASKS})(?:{_WHOLLY})+完成"
    rf"|[本该]项目(?:{_WHOLLY})+完成)"
)
"""That all was done, not one thing of several: 完成年初既定任务, 各项指标均已完成, but not 设备采购全部完成."""


@fact(Level.FORM, over=Level.INDICATOR)
def missed_rows() -> Expr:
    """List the rows that were certainly missed: by their numbers, or by the band 未达成."""
    missed = (measured() & ~reached()) | (indicator.actual_band == Band.MISSED)
    return indicator.index.filter(missed)


@fact(Level.FORM, over=Level.INDICATOR)
def any_measured() -> Expr:
    """Whether an indicator can be told to be reached or missed."""
    return reached().is_not_null().any()


@reading(Level.FORM)
def claims_all() -> Expr:
    """Whether the narrative claims that all was done."""
    return narrative().str.contains(_CLAIM)


@check(
    code="E03",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("称全部完成，却有指标未完成", "All is said to be done, but an indicator was missed"),
    reason=Text(
        "实际完成情况要与各项指标的完成情况相符。文字称完成了全部（年初、各项、既定）任务，而定量指标没有达到指标值时报告；"
        "“基本完成”不算全部完成。",
        "The narrative agrees with the indicators. Reported where it claims that all was done and a measured indicator was missed; "
        "基本完成 claims less.",
    ),
    message=Text(
        "总体目标的实际完成情况写“{claim}”，但{names:text}没有达到指标值",
        "the narrative says “{claim}”, but {names:text} missed their targets",
    ),
    fix=Text(
        "如实写明哪些没有完成、完成了多少",
        "say which were not reached, and how much was done",
    ),
    at=("goal.actual", "indicators.*.actual"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "11")),
)
def all_done() -> Verdict:
    """Fail when all is claimed and a number stays behind its target."""
    return Verdict(
        fails=given(claims_all() & any_measured(), missed_rows().list.len() > 0),
        facts={
            "claim": narrative().str.extract(_CLAIM),
            "names": names().list.gather(missed_rows()),
        },
        rows=missed_rows(),
    )
