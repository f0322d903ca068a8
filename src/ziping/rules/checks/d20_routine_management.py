"""D20 日常管理要求当作绩效指标."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import plain_name

_ROUTINE: Final = """
    科目调整 科目调剂 预算调整次数 预算调整率 预算调剂 经费调剂
    管理制度健全 管理制度完善 管理制度执行 财务制度健全 财务制度执行 内控制度健全 内控制度执行 内部控制制度健全 考勤制度
    资金使用合规 资金使用的合规 资金使用规范 资金管理规范 经费使用合规 经费使用规范 资金支出合规 资金拨付合规 资金支付合规
    会计核算规范 会计核算准确 财务管理规范 政府采购执行率 政府采购合规 政府采购规范 三公经费 在职人员控制率 考勤率
"""
"""What every unit has to do whatever its project: no output, no benefit, no cost of this project."""


@reading(Level.INDICATOR)
def routine() -> Expr:
    """Whether the name is one of routine management."""
    return plain_name().str.contains_any(_ROUTINE.split())


@check(
    code="D20",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("把日常管理要求当作绩效指标", "Routine management as an indicator"),
    reason=Text(
        "绩效指标要反映项目的产出、效益和成本。科目调整次数、资金使用合规性、管理制度健全性是每个单位日常都要做到的，"
        "放在哪个项目都一样，看不出这个项目做了什么。",
        "Indicators say what the project puts out, what comes of it and what it costs. Transfers between accounts, compliant spending "
        "or sound internal rules are asked of every unit and say nothing about this project.",
    ),
    message=Text(
        "“{name:text}”是日常管理要求，不是本项目的产出、效益或成本",
        "“{name:text}” is routine management, not an output, benefit or cost of the project",
    ),
    fix=Text(
        "改为与项目内容直接相关的指标，分值相应调整到主要产出和效益上",
        "set an indicator of what the project does, and give its points to the main outputs and benefits",
    ),
    at=("level3",),
    cites=(cite("mof-2021-101", "setting"),),
)
def routine_management() -> Verdict:
    """Fail when the name is one of routine management."""
    return Verdict(
        fails=given(indicator.level3.is_not_null(), routine()),
        facts={"name": indicator.level3},
    )
