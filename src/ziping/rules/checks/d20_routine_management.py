"""D20 日常管理要求当作绩效指标."""

from itertools import product
from typing import Final

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import plain_name

_PARTS: Final = (
    (("预算", "科目", "经费", "资金"), ("调整", "调剂"), ("次数", "笔数", "频次", "率")),
    (
        ("管理", "财务", "内控", "内部控制", "考勤", "报销"),
        ("制度",),
        ("健全", "完善", "完备", "执行", "遵守"),
    ),
    (("资金", "经费"), ("使用", "管理", "支出", "拨付", "使用的", "支出的"), ("合规", "合法", "规范")),
    (("会计核算", "账务处理", "财务管理"), ("",), ("规范", "合规", "准确", "及时")),
    (("政府采购",), ("",), ("执行率", "合规", "规范")),
    (("三公经费", "在职人员控制率", "考勤率"), ("",), ("",)),
)
_ROUTINE: Final = ["".join(words) for parts in _PARTS for words in product(*parts)]
"""What every unit has to do whatever its project: no output, no benefit, no cost of this project."""


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
        fails=given(indicator.level3.is_not_null(), plain_name().str.contains_any(_ROUTINE)),
        facts={"name": indicator.level3},
    )
