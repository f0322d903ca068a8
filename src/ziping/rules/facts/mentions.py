"""Where the narrative names an indicator and gives a figure for it: «出访团组共9个», «三场培训» for 出访团组, 培训.

The name's core is marked in the text, and one pattern reads the figure behind the mark. Only a single figure counts, and
only words that cannot change its meaning may stand between: 参展商增加20家 says nothing of how many there were.
"""

from typing import Final

import polars as pl

from ziping.engine.catalogue import fact, reading
from ziping.engine.columns import Expr, indicator
from ziping.model.finding import Level
from ziping.model.quantity_units import any_of
from ziping.model.quantity_words import MEASURES, SPELLED_MEASURES
from ziping.rules.facts.narrative import narrative

_MARK: Final = "\x01"
_SHORTEST_CORE: Final = 3
_COUNTS: Final = "数量|个数|次数|场次|人次|人数|总数|总量|总额|数|量|情况|制作"
_BESIDE: Final = r"[（(][^（）()]*[）)]|[ \t\r\n\u{3000}★☆“”\"]|^指标[0-9]*[:：.、]?"
_BETWEEN: Final = f"(?:{_COUNTS}|面积|规模|合计|共计|总计|共有|共|达到|达|为|有|是|实现|完成|了|[:：])*"
_NOT_THIS: Final = "计划|目标|预期|预计|拟|原定|年初|上年|去年|历年|累计|未|其中|平均|每|增|减"
_OPENING: Final = (
    r"^|[,，。；;：:\n]|共计|合计|共|举办|组织|开展|完成|发布|出具|编制|制作|接待|培训|采购|新建|建成"
)
_ROUGHLY: Final = "接近|将近|近|大约|约"
_OVER: Final = "超过|突破|超|逾"
_FIGURE: Final = r"[0-9]+(?:\.[0-9]+)?"
_SPELLED: Final = "(?:[二两三四五六七八九十]|一百)[一二三四五六七八九十百零]*"
"""A number in characters; 一 alone is mostly none (一次性, 一致)."""
_COUNTED: Final = any_of(SPELLED_MEASURES)
_PLAIN: Final = rf"(?:{_ROUGHLY}|{_OVER})?(?:{_FIGURE}|{_SPELLED})[万亿]?[余多]?"
_BEFORE: Final = rf"({_OPENING})({_PLAIN}(?:{_COUNTED})){_MARK}"
_CLAUSE: Final = rf"[^,，。；;\n{_MARK}]*"
_MENTION: Final = (
    rf"(?:{_NOT_THIS}){_CLAUSE}{_MARK}{_BETWEEN}(?:{_ROUGHLY}|{_OVER})?(?:{_FIGURE}|{_SPELLED})"  # another year's, a plan's, a part's
    rf"|{_MARK}{_BETWEEN}(?P<roughly>{_ROUGHLY})?(?P<over>{_OVER})?(?:(?P<figure>{_FIGURE})|(?P<spelled>{_SPELLED}))"
    rf"(?P<times>[万亿])?(?P<more>[余多])?(?P<behind>{_CLAUSE})"
)


@reading(Level.INDICATOR)
def core() -> Expr:
    """The name without brackets, stars and words for counting; null where less than three characters are left."""
    bare = indicator.level3.str.replace_all(_BESIDE, "").str.replace(f"(?:{_COUNTS})+$", "")
    return pl.when(bare.str.len_chars() >= _SHORTEST_CORE).then(bare)


@fact(Level.INDICATOR)
def marked() -> Expr:
    """The narrative with a mark instead of the indicator's name, 9个出访团组 turned round; null where it is not named."""
    named = narrative().str.contains(core(), literal=True)
    text = pl.when(named).then(narrative()).str.split(core()).list.join(_MARK)
    return text.str.replace_all(_BEFORE, f"${{1}}{_MARK}${{2}};")


@reading(Level.INDICATOR)
def mention() -> Expr:
    """The figure for the indicator, with what is said about it; empty where there is none, or more than one."""
    single = marked().str.count_matches(_MENTION) == 1
    return pl.when(single).then(marked()).str.extract_groups(_MENTION)


def mentioned(part: str) -> Expr:
    """Return a part of the mention: roughly, over, figure, spelled, times, more, and all that stands behind it."""
    return mention().struct.field(part)


def mentioned_words() -> Expr:
    """Return the words of the narrative: 出访团组共9个, or 共9个出访团组. ``pl.format`` panics on filtered columns."""
    quoted = f"{_PLAIN}(?:{any_of(MEASURES)})?"
    behind = pl.concat_str(core(), marked().str.extract(rf"{_MARK}({_BETWEEN}{quoted})"))
    before = narrative().str.split(core()).list.join(_MARK).str.extract(_BEFORE, 2)
    return pl.when(before.is_null()).then(behind).otherwise(pl.concat_str(before, core()))
