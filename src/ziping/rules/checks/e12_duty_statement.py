"""E12 目标写成职责或远景，不是年度结果."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_DUTY: Final = "负责 承担 履行"
_OPENING: Final = 10
"""Characters within which a duty is named when the goal is nothing else."""
_VISION: Final = "主要职责 主要职能 职责是 职能是 职责为 建设成为 打造成 打造为 建设成 发展成为"
_RESULT: Final = (
    "[0-9０-９]|[一二两三四五六七八九十百千][余多]?[场次个项家人篇份批名套件部台]|年底|本年|全年|年内"
)


@reading(Level.FORM)
def mere_duty() -> Expr:
    """Whether the goal is a duty or a vision, and names no result."""
    goal = form.goal_expected
    told = goal.str.head(_OPENING).str.contains_any(_DUTY.split()) | goal.str.contains_any(_VISION.split())
    return told & ~goal.str.contains(_RESULT)


@check(
    code="E12",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("目标写成职责或远景", "The goal is a duty or a vision"),
    reason=Text(
        "年度总体目标要写本年做成什么、做到多少。只写单位负责什么、建成什么样的平台，既没有数也没有时间的，年底无从判断是否实现。",
        "The goal says what is to be done this year, and how much. What a body is there for, or is to become, without figure or date, "
        "cannot be told to be reached at the end of the year.",
    ),
    message=Text(
        "预期目标“{goal:text}”写的是职责或远景，没有本年要完成的数量和时间",
        "the goal “{goal:text}” is a duty or a vision, without figure or date",
    ),
    fix=Text(
        "写明本年度完成的主要工作、数量和时间，如“年底前举办培训10场”",
        "say what is done this year, how much and by when",
    ),
    at=("goal.expected",),
    cites=(cite("mof-2021-101", "setting"), cite("mof-2020-10", "4")),
)
def duty_statement() -> Verdict:
    """Fail when the goal opens with a duty or is a vision, and has neither figure nor date."""
    return Verdict(
        fails=given(form.goal_expected.str.len_bytes() > 0, mere_duty()),
        facts={"goal": form.goal_expected},
    )
