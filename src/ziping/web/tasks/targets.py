"""Approved targets as forms: a form without what happened, from a spreadsheet's rows or from another form."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ziping.app.sheets import Heading, Line
from ziping.law import profile
from ziping.model.errors import ZipingError
from ziping.model.form import Form, Fund, FundSource, Goal, Indicator, MoneyUnit, Total
from ziping.model.language import Text
from ziping.web.organisations.models import Organisation
from ziping.web.tasks.models import Task
from ziping.writers import layout

PROJECTS: Final = (
    Heading("unit", Text("单位编码", "unit's code")),
    Heading("project", Text("项目名称", "project"), 32),
    Heading("project_code", Text("项目编码", "project code"), required=False),
    Heading("initial_budget", Text("年初预算数（万元）", "initial budget"), required=False),
    Heading("expected", Text("年度总体目标", "goal"), 32, required=False),
    Heading("level1", Text("一级指标", "level 1")),
    Heading("level2", Text("二级指标", "level 2")),
    Heading("level3", Text("三级指标", "level 3"), 28),
    Heading("target", Text("年度指标值", "target")),
    Heading("points", Text("分值", "points")),
)
EXAMPLE: Final = [
    [
        "330101001",
        "示例项目",
        "",
        "600.00",
        "完成年度任务",
        "产出指标",
        "数量指标",
        "参加会议",
        "≥100场",
        "10.00",
    ],
    ["330101001", "示例项目", "", "", "", "产出指标", "质量指标", "验收合格率", "=100%", "10.00"],
]
_AMOUNT: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
_FUNDS: Final = (
    (FundSource.TOTAL, "年度资金总额"),
    (FundSource.APPROPRIATION, "当年财政拨款"),
    (FundSource.CARRY_OVER, "上年结转资金"),
    (FundSource.OTHER, "其他资金"),
)


class NotAnAmountError(ZipingError):
    """A text that is no amount stands where one belongs."""

    def __init__(self, label: Text, text: str) -> None:
        """Say where and what."""
        super().__init__(Text(f"{label.zh}“{text[:20]}”不是数", f"{label.en}: “{text[:20]}” is not a number"))


def amount(line: Line, heading: Heading) -> Decimal | None:
    """Return the number under a heading, None for a blank; raise ``NotAnAmountError`` for anything else."""
    text = line[heading.name].replace(",", "").replace("，", "")
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        raise NotAnAmountError(heading.label, text)
    return Decimal(text)


def targets_in(lines: Sequence[Line], unit: Organisation, task: Task) -> Form:
    """Return the targets of one project from its rows, one for each indicator."""
    headings = {it.name: it for it in PROJECTS}
    first = lines[0]
    budget = next(
        (it for it in (amount(line, headings["initial_budget"]) for line in lines) if it is not None), None
    )
    points = Decimal(profile(task.profile).parameters.execution_points).scaleb(-2)
    return Form(
        title=layout(task.layout).title,
        year=task.year,
        project=first["project"],
        project_code=next((it["project_code"] for it in lines if it["project_code"]), None),
        competent_department=_department(unit),
        implementing_unit=unit.name,
        money_unit=MoneyUnit.WAN,
        funds=tuple(
            Fund(source=source, label=label, initial_budget=budget, points=points)
            if source is FundSource.TOTAL
            else Fund(source=source, label=label)
            for source, label in _FUNDS
        ),
        goal=Goal(expected=next((it["expected"] for it in lines if it["expected"]), None)),
        indicators=tuple(
            Indicator(
                level1=it["level1"],
                level2=it["level2"],
                level3=it["level3"],
                target=it["target"],
                points=amount(it, headings["points"]),
            )
            for it in lines
        ),
        total=Total(points=Decimal("100.00")),
    )


def _department(unit: Organisation) -> str | None:
    above = unit.parent
    return above.name if above and above.kind == Organisation.Kind.DEPARTMENT else None


def targets_of(form: Form, year: int, *, keep_budget: bool) -> Form:
    """Return what was to be reached, without what happened; last year's budget is not this year's."""
    blank = {"executed": None, "full_year_budget": None, "execution_rate": None, "score": None}
    budget = {} if keep_budget else {"initial_budget": None}
    return form.model_copy(
        update={
            "year": year,
            "funds": tuple(it.model_copy(update={**blank, **budget}) for it in form.funds),
            "goal": Goal(expected=form.goal.expected),
            "indicators": tuple(
                it.model_copy(update={"actual": None, "score": None, "deviation": None})
                for it in form.indicators
            ),
            "total": Total(points=form.total.points),
            "grade": None,
            "problems": (),
        }
    )
