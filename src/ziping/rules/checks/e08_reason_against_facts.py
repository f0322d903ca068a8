"""E08 原因与表中事实相反."""

from itertools import product
from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import reached
from ziping.rules.facts.reason_words import reason_text
from ziping.rules.facts.rounding import rate_cut
from ziping.rules.facts.scoring import lost

_HOW: Final = (
    "",
    "已",
    "均已",
    "已全部",
    "全部",
    "已按时",
    "按时",
    "按期",
    "如期",
    "圆满",
    "已圆满",
    "超额",
    "已超额",
    "顺利",
)
_GOAL: Final = (
    "目标 年度目标 年初目标 预期目标 绩效目标 指标 年度指标 绩效指标 指标值 年度指标值 任务 年度任务 全年任务"
)
_DONE: Final = [
    "".join(words)
    for words in product(_HOW, ("完成", "完成了", "达成", "达到", "实现", "实现了"), _GOAL.split())
]
"""Whole reasons that claim that all was done."""
_SHORT_OF_MONEY: Final = [
    "".join(words)
    for words in product(
        ("资金", "经费", "预算"), ("不足", "紧张", "短缺", "有限", "未到位", "没有到位", "严重不足")
    )
]
_EPIDEMIC: Final = "受疫情 因疫情 由于疫情 疫情影响 疫情期间 疫情原因 疫情防控 新冠"
_NOT_THEN: Final = "疫情后 后疫情 疫情过 疫情结束 疫情以 疫后 猪 禽 动物 牲畜 虫"
"""After it, or the diseases of animals and plants."""
_EPIDEMIC_OVER: Final = 2024
"""The first whole year after 乙类乙管 of January 2023."""
_MUCH_LEFT: Final = 8_000
"""Basis points of execution below which a fifth of the money or more was left."""


@reading(Level.INDICATOR)
def says_done() -> Expr:
    """Whether the whole reason claims that all was done."""
    return reason_text().str.strip_chars_end("。.；;").is_in(_DONE)


@reading(Level.INDICATOR)
def blames_money() -> Expr:
    """Whether the reason blames lack of money."""
    return reason_text().str.contains_any(_SHORT_OF_MONEY)


@reading(Level.INDICATOR)
def blames_epidemic() -> Expr:
    """Whether the reason blames the epidemic."""
    text = reason_text()
    return text.str.contains_any(_EPIDEMIC.split()) & ~text.str.contains_any(_NOT_THEN.split())


@fact(Level.INDICATOR)
def contradiction() -> Expr:
    """Which fact the reason of a row that lost points contradicts: done, money, epidemic; null where none."""
    cases = {
        "done": says_done() & ~reached(),
        "money": blames_money() & (rate_cut() < _MUCH_LEFT),
        "epidemic": (form.year >= _EPIDEMIC_OVER) & blames_epidemic(),
    }
    return pl.coalesce(pl.when(fails).then(pl.lit(name)) for name, fails in cases.items())


_SAID: Final = {
    "done": Text("说已经完成，完成值却没有达到指标值", "it says done, but the target was missed"),
    "money": Text(
        "说资金不足，预算却还有两成以上没有用",
        "it blames lack of money, but a fifth or more was left unspent",
    ),
    "epidemic": Text("归因于疫情，与本年度不符", "it blames the epidemic, which was over by then"),
}


def _said(language: str) -> Expr:
    words = {name: getattr(text, language) for name, text in _SAID.items()}
    return contradiction().replace_strict(words, default=None, return_dtype=pl.String)


@check(
    code="E08",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("原因与表中事实相反", "A reason against the facts of the form"),
    reason=Text(
        "偏差原因要与表中的数对得上。失分指标的原因说“已完成目标”而完成值没有达到，说资金不足而预算执行率不到80%，"
        "或在2024年及以后仍归因于疫情的，报告。",
        "A reason agrees with the figures of the form. Reported where a row that lost points says that all was done though its target was "
        "missed, blames lack of money though less than 80 % was spent, or blames the epidemic in 2024 or later.",
    ),
    message=Text("原因写“{deviation:text}”：{what}", "the reason is “{deviation:text}”: {what_en}"),
    fix=Text(
        "核实没有完成的真实原因，属于计划或管理问题的如实写明，并提出措施",
        "find out why the target was missed, say so where planning or management was at fault, and name a measure",
    ),
    at=("deviation", "actual", "target"),
    cites=(cite("mof-2020-10", "11"), cite("mof-2020-10", "21")),
)
def reason_against_facts() -> Verdict:
    """Fail when the reason says what the form's own figures deny."""
    return Verdict(
        fails=given(lost() & reason_text().is_not_null(), contradiction().is_not_null()),
        facts={"deviation": indicator.deviation, "what": _said("zh"), "what_en": _said("en")},
    )
