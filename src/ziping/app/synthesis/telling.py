"""What a form tells in words: the goal, and what became of it, with the figures that stand in its tables."""

from typing import Final

from ziping.app.synthesis.amounts import in_hundredths
from ziping.app.synthesis.plans import Plan
from ziping.law import Profile
from ziping.model.form import Form, Goal, Indicator

_GOALS: Final = (
    "通过实施{project}，围绕{names}等方面完成年度各项任务，保障工作有序开展。",
    "按照年度工作安排开展{project}，做好{names}等工作，为履行职责提供支撑。",
    "{project}重点抓好{names}，按进度推进并按规定验收。",
    "落实主管部门部署，以{project}为抓手，在{names}上取得实效。",
)
_RESULTS: Final = (
    "{project}全年实施情况：{lines}。",
    "本年度{project}主要情况如下：{lines}。",
    "经统计，{lines}，{project}年度工作已经结束并归档。",
    "{unit}组织实施{project}，{lines}。",
)
_NUMBERED: Final = ("≥", "≤")


def goal(plan: Plan, form: Form, law: Profile) -> Goal:
    """Return the goal of a form and what was achieved, why the budget changed, and why money was left."""
    rows = form.indicators
    names = "、".join(row.level3 or "" for row in rows[:4])
    words = {"project": form.project, "unit": form.implementing_unit}
    told = _RESULTS[plan.story % len(_RESULTS)].format(**words, lines="；".join(_lines(rows)))
    return Goal(
        expected=_GOALS[plan.story // 4 % len(_GOALS)].format(**words, names=names),
        actual=told + _money(form, law),
    )


def _lines(rows: tuple[Indicator, ...]) -> list[str]:
    """Return what was done, figures first."""
    ranked = sorted(rows, key=lambda row: not (row.target or "").startswith(_NUMBERED))
    return [f"{row.level3}为{row.actual}" for row in ranked[:3] if row.actual]


def _money(form: Form, law: Profile) -> str:
    whole = form.funds[0]
    changed = "年中按程序调整了预算。" if whole.initial_budget != whole.full_year_budget else ""
    edge = law.parameters.explain_execution_below * in_hundredths(whole.full_year_budget)
    left = in_hundredths(whole.executed) * 10_000 < edge
    return changed + ("部分合同跨年支付，年末资金有结余。" if left else "")
