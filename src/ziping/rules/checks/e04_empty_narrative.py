"""E04 实际完成情况没有内容."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, blank, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import SCALE, QuantityKind
from ziping.rules.facts.narrative import narrative

_MEASURES: Final = "场|次|个|项|家|人|篇|份|批|名|套|件|万|部|台"
_FIGURE: Final = (
    r"[0-9０-９]+(?:[.．][0-9０-９]+)?(?:[^0-9０-９年月日号届、.．]|$)"
    rf"|(?:^|[^第])[二两三四五六七八九十百千]+[余多]?(?:{_MEASURES})"
)
"""A figure that is no date, no number of an edition and no numbering: 504篇, three 场 in characters."""
_ENDS: Final = " \t\r\n\u3000。.；;"


@fact(Level.FORM, over=Level.INDICATOR)
def has_figures() -> Expr:
    """Whether an actual value is a number above 1: one report need not be counted in words."""
    return ((indicator.actual_kind == QuantityKind.NUMBER) & (indicator.actual_number > SCALE)).any()


@reading(Level.FORM)
def tells_figure() -> Expr:
    """Whether the narrative gives a figure."""
    return narrative().str.contains(_FIGURE)


@reading(Level.FORM)
def no_results() -> Expr:
    """Whether nothing is told of what was done."""
    return blank(form.goal_actual)


@reading(Level.FORM)
def no_goal() -> Expr:
    """Whether no goal is given."""
    return blank(form.goal_expected)


@reading(Level.FORM)
def bare_results() -> Expr:
    """What was done, without blanks and stops at its ends."""
    return form.goal_actual.str.strip_chars(_ENDS)


@reading(Level.FORM)
def bare_goal() -> Expr:
    """The goal, without blanks and stops at its ends."""
    return form.goal_expected.str.strip_chars(_ENDS)


def _copied() -> Expr:
    return bare_results() == bare_goal()


def _without_figures() -> Expr:
    return has_figures() & ~tells_figure()


def _one_of(empty: str, copied: str, otherwise: str) -> Expr:
    return (
        pl.when(no_results())
        .then(pl.lit(empty))
        .when(_copied())
        .then(pl.lit(copied))
        .otherwise(pl.lit(otherwise))
    )


@check(
    code="E04",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("实际完成情况没有内容", "A narrative that tells nothing"),
    reason=Text(
        "实际完成情况要对照预期目标写明做了什么、完成多少。没有填写、照抄预期目标，或指标表里有数而文字里一个数也没有的，报告；"
        "日期、届次和序号不算数，只有“1个”“1篇”一类的表不要求写数。",
        "The narrative says what was done and how much. Reported where it is blank, a copy of the goal, or without any figure though "
        "the table has some; dates and editions are no figures, and where the table counts to 1 none is asked for.",
    ),
    message=Text("总体目标的实际完成情况{what}", "the narrative {what_en}"),
    fix=Text(
        "对照预期目标写明实际做了什么，并写出主要指标的完成数",
        "say what was done against the goal, with the figures of the main indicators",
    ),
    at=("goal.actual",),
    cites=(cite("mof-2020-10", "11"), cite("mof-2020-10", "26")),
)
def empty_narrative() -> Verdict:
    """Fail when the results are blank, repeat the goal, or give no figure though the table does."""
    fails = no_results() | _copied() | _without_figures()
    return Verdict(
        fails=given(~(no_results() & no_goal()), fails.fill_null(value=False)),
        facts={
            "what": _one_of("没有填写", "照抄了预期目标", "没有写任何完成数，看不出完成了多少"),
            "what_en": _one_of("is blank", "is a copy of the goal", "gives no figure of what was done"),
        },
    )
