"""D22 效益指标归因于项目以外."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import first_level, plain_name
from ziping.rules.facts.satisfaction import satisfaction

_FIGURES: Final = """
    国内生产总值 地区生产总值 GDP 居民消费价格 CPI 财政收入 财政总收入 税收收入 城镇化率 失业率 人均可支配收入 居民收入 人均寿命
"""
_WHOLE: Final = "全国 全省 全市 全县 全区 全州 我省 我市 我县 我区"
_RESULTS: Final = """
    安全度汛 社会稳定 经济发展 经济增长 经济社会发展 经济高质量发展 空气质量 营商环境 就业率 治安 生态环境
"""
"""Results of a whole region, on which everything has its influence."""


@reading(Level.INDICATOR)
def macro() -> Expr:
    """Whether the name is a result of a whole region."""
    name = plain_name()
    of_region = name.str.contains_any(_WHOLE.split()) & name.str.contains_any(_RESULTS.split())
    return name.str.contains_any(_FIGURES.split()) | of_region


@check(
    code="D22",
    level=Level.INDICATOR,
    severity=Severity.NOTE,
    title=Text("效益指标不能归因于本项目", "A benefit that cannot be put down to the project"),
    reason=Text(
        "地区生产总值、财政收入、全市空气质量这类宏观结果受多种因素影响，一个项目的作用无法从中分出来。"
        "全市性的重大项目确以此为目标的，可以不改，说明项目的贡献即可。",
        "Gross product, revenue or the air of a whole city have many causes, of which one project cannot be told apart. A large project "
        "that aims at just this may keep it and say what it contributed.",
    ),
    message=Text(
        "“{name:text}”是地区性的宏观结果，看不出本项目的作用",
        "“{name:text}” is a result of the whole region and does not show what the project did",
    ),
    fix=Text(
        "改为项目直接服务的对象或范围内的变化",
        "set a change among those, or in the area, that the project serves directly",
    ),
    at=("level3",),
    cites=(cite("mof-2021-101", "setting"),),
)
def whole_region() -> Verdict:
    """Fail when a benefit indicator is a macro result."""
    return Verdict(
        fails=given((first_level() == "benefit") & ~satisfaction(), macro()),
        facts={"name": indicator.level3},
    )
