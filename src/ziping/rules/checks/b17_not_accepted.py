"""B17 尚未验收，产出却得满分."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import first_level
from ziping.rules.facts.narrative import narrative

_NOT_YET: Final = (
    "(?:^|[^无有在期招接])((?:尚未|还未|暂未|未能?|没有|正在|等待|待)(?:组织|进行|完成|通过|开展|办理|经|申请)?"
    "(?:最终|竣工|整体|正式|项目|工程|设备|综合|财政){0,2}(?:验收|完工|竣工|交付)(?:手续)?)(?:[^不率]|$)"
)
"""尚未验收, 未完成竣工验收, 待验收, but not 未验收不合格."""
_NAMED: Final = "验收|合格|达标|完工|竣工|建成|建设|安装|交付|改造|购置|采购"
"""Indicators that say something of works and goods to be accepted."""


@reading(Level.FORM)
def not_accepted() -> Expr:
    """The words of the narrative that something was not yet accepted."""
    return narrative().str.extract(_NOT_YET)


@reading(Level.INDICATOR)
def actual_not_accepted() -> Expr:
    """The same words of the actual value."""
    return indicator.actual.str.extract(_NOT_YET)


@reading(Level.INDICATOR)
def reason_not_accepted() -> Expr:
    """The same words of the reason."""
    return indicator.deviation.str.extract(_NOT_YET)


@reading(Level.INDICATOR)
def to_be_accepted() -> Expr:
    """Whether the name is about what is accepted."""
    return indicator.level3.str.contains(_NAMED)


@fact(Level.INDICATOR)
def row_not_accepted() -> Expr:
    """The same words of the indicator's own row, or of the narrative where the name is about what is accepted."""
    named = pl.when(to_be_accepted()).then(not_accepted())
    return pl.coalesce(actual_not_accepted(), reason_not_accepted(), named)


@check(
    code="B17",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("尚未验收，产出却得满分", "Full points for what was not yet accepted"),
    reason=Text(
        "没有验收的，数量、质量都还没有得到确认，不宜记满分。本项的完成值、偏差原因写着尚未验收的，或者实际完成情况写着尚未验收而"
        "本项说的是建设、采购、验收的，报告；说的若是另一批次，可以不改。",
        "Quantity and quality are not confirmed before acceptance. Reported for output with full points whose row says that acceptance "
        "is to come, or where the narrative says so and the indicator is about works and goods; another lot may be meant.",
    ),
    message=Text(
        "表中写“{said:text}”，本项得满分 {points:points}",
        "the form says “{said:text}”, yet the indicator earned its full {points:points} points",
    ),
    fix=Text(
        "按已经验收的部分记分，其余的写明进度和预计验收时间",
        "score what was accepted, and say when the rest will be",
    ),
    at=("score", "actual", "deviation", "goal.actual"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21"), cite("practice", "not-accepted")),
)
def not_yet_accepted() -> Verdict:
    """Fail when output earned full points though its acceptance is still to come."""
    full = indicator.score == indicator.points
    return Verdict(
        fails=given(row_not_accepted().is_not_null() & (first_level() == "output"), full),
        facts={"said": row_not_accepted(), "points": indicator.points},
    )
