"""E11 目标列出的工作没有对应的指标."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_CUT: Final = "\x02"
_SPOKEN: Final = "\x03"
_NUMBERING: Final = (
    r"(?:^|[\s。；;：:])(?:(?:目标|任务)?[0-9]{1,2}[、．：:)）]|[(（][0-9一二三四五六七八九][)）]|[一二三四五六七八九](?:是|、)"
    r"|(?:目标|任务)[一二三四五六七八九][、：:]|[①-⑨]|[0-9]{1,2}[.](\p{Han}))"
)
"""目标1：, 1、, (1), 一是, ①, and 1. with words behind it."""
_MOST: Final = 6
_PAIR: Final = r"\p{Han}{2}"
_ENOUGH: Final = 3
_EVERYWHERE: Final = """
    工作 项目 完成 开展 进行 加强 提高 提升 推进 促进 保障 确保 做好 实施 组织 年度 全年 相关 有关 各项 情况 目标 任务 服务 管理 要求
    进一步 有效 不断 持续 及时 按照 通过 以及 建设 水平 能力 效率 质量
"""


def _pairs(text: Expr) -> Expr:
    """Return each two characters that stand together."""
    both = text.str.extract_all(_PAIR), text.str.tail(-1).str.extract_all(_PAIR)
    return pl.concat_list(both)


@fact(Level.FORM, over=Level.INDICATOR)
def spoken_of() -> Expr:
    """What the indicators are about: their names, targets and actual values."""
    cells = (indicator.level3, indicator.target, indicator.actual)
    return pl.concat_str(cells, separator=" ", ignore_nulls=True).str.join(" ")


@reading(Level.FORM)
def goal_items() -> Expr:
    """What the goal lists under numbers, item by item; what stands before the first is none."""
    return (
        form.goal_expected.str.replace_all(_NUMBERING, f"{_CUT}${{1}}").str.split(_CUT).list.slice(1, _MOST)
    )


def _left_out(both: Expr) -> Expr:
    """Return an item, given with all that is spoken of behind it, unless they share a word."""
    parts = both.str.split(_SPOKEN)
    item = parts.list.first()
    pairs = _pairs(item.str.replace_many(dict.fromkeys(_EVERYWHERE.split(), " ")))
    shared = pairs.list.set_intersection(_pairs(parts.list.last()))
    return pl.when((pairs.list.len() >= _ENOUGH) & (shared.list.len() == 0)).then(item)


def _listed() -> Expr:
    return (goal_items().list.len() > 1) & spoken_of().is_not_null()


@fact(Level.FORM)
def items_and_spoken() -> Expr:
    """The items of the goal, each with all that is spoken of behind it."""
    spoken = pl.concat_str(pl.lit(_SPOKEN), spoken_of(), pl.lit(_CUT))
    listed = pl.when(_listed()).then(goal_items().list.join(spoken))
    return pl.concat_str(listed, spoken)


@reading(Level.FORM)
def items_left_out() -> Expr:
    """The items of the goal of which no indicator speaks."""
    both = items_and_spoken().str.strip_chars_end(_CUT).str.split(_CUT)
    return both.list.eval(_left_out(pl.element())).list.drop_nulls()


@check(
    code="E11",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("目标列出的工作没有对应的指标", "A thing listed in the goal without an indicator"),
    reason=Text(
        "总体目标要分解到指标。预期目标用“1、”“一是”“目标1”逐条列出的工作，与所有指标的名称、指标值、完成值没有一个相同的词，就没有指标"
        "衡量它。没有逐条列出的目标不检查。",
        "The goal is broken down into indicators. Reported where it lists things under numbers and one of them shares no word with the "
        "name, target or actual value of any indicator. Goals without numbers are not looked at.",
    ),
    message=Text(
        "预期目标列有“{items:text}”，没有一项指标与之对应",
        "the goal lists “{items:text}”, and no indicator speaks of it",
    ),
    fix=Text(
        "为这项工作补设指标，或从目标中删去本项目不做的工作",
        "set an indicator for it, or take out of the goal what this project does not do",
    ),
    at=("goal.expected", "indicators"),
    cites=(cite("mof-2021-101", "purpose"), cite("mof-2021-101", "setting")),
)
def goal_without_indicator() -> Verdict:
    """Fail when an item of the goal shares no two characters with any indicator."""
    return Verdict(fails=given(_listed(), items_left_out().list.len() > 0), facts={"items": items_left_out()})
