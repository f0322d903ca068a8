"""D05 三级指标与所列的二级指标不符."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Comparator
from ziping.rules.facts.levels import first_level, second_level

_COUNT: Final = r"(?:数|数量|场次|人次|报告)(?:[(（][^()（）]*[)）])?$"
_COUNTED: Final = (
    *("篇", "份", "场", "场次", "人次", "人", "家", "册", "期"),
    *("个", "项", "件", "台", "套", "次", "户", "批", "批次"),
)
_QUALITY: Final = (
    "率|质量|合格|优|奖|达标|通过|验收|准确|故障|差错|错误|事故|投诉|标准|级|认证|满意|精度|误差|寿命|年限|证|专利|重点|有效"
    "|退回|返工|违规|问题|缺陷|入选|表彰|并发|在线|容量|性能|密度|高水平|高层次"
)
"""What makes a count one of quality, such as 获奖数 and 投诉数."""
_MISFITS: Final = {
    "timeliness": (
        "(?:资金|预算|经费|款)[^,，及按准]{0,4}(?:支付|支出|执行|使用|拨付|到位)(?:率|进度|比例)",
        Text("资金支付", "payment"),
    ),
    "effect": ("成本控制|控制成本|项目成本|预算控制|经费控制|支出控制", Text("成本控制", "control of costs")),
    "satisfaction": ("完成率|覆盖率|及时率|合格率|达标率|通过率|场次|人次", Text("产出", "output")),
    "quantity": (
        "合格率|准确率|达标率|优良率|优秀率|及时率|及时性|满意度",
        Text("质量、时效或满意度", "no quantity"),
    ),
}
"""By the level that an indicator stands under: what its name shows it not to be, and what it is then."""
_MISFIT: Final = "|".join(f"^{level} [^满]*(?:{words})" for level, (words, _) in _MISFITS.items())
_QUANTITY: Final = Text("数量", "a quantity")


@reading(Level.INDICATOR)
def effect_level() -> Expr:
    """``effect`` for 社会, 生态 and 可持续 together."""
    of_effect = indicator.level2.str.contains("社会|生态|可持续")
    return pl.when(of_effect).then(pl.lit("effect"))


def _level() -> Expr:
    """Return the level for which a name may be wrong: 社会, 生态 and 可持续 together are effects."""
    return pl.coalesce(effect_level(), second_level(), first_level())


@reading(Level.INDICATOR)
def names_count() -> Expr:
    """Whether the name is that of a number of things."""
    return indicator.level3.str.contains(_COUNT)


@reading(Level.INDICATOR)
def names_quality() -> Expr:
    """Whether the name says what makes a count one of quality."""
    return indicator.level3.str.contains(_QUALITY)


@fact(Level.INDICATOR)
def counted_as_quality() -> Expr:
    """Whether a quality indicator asks for a number of things, whatever they are like."""
    counted = names_count() | indicator.target_unit.is_in(_COUNTED)
    least = indicator.target_comparator.is_in([Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL])
    asked = counted & least & (indicator.target_number > 0)
    return (second_level() == "quality") & asked & ~names_quality()


def _about(language: str) -> Expr:
    said = [
        pl.when(_level() == level).then(pl.lit(getattr(it, language))) for level, (_, it) in _MISFITS.items()
    ]
    return pl.coalesce(*said, pl.lit(getattr(_QUANTITY, language)))


@check(
    code="D05",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("三级指标与所列的二级指标不符", "An indicator under the wrong second level"),
    reason=Text(
        "三级指标要与一级、二级指标相符，列错了类，分值也就给错了地方。只报告一看名称就能断定的：质量指标列的是数量，时效指标列的是资金"
        "支付，效益指标列的是成本控制，满意度指标列的是产出，数量指标列的是合格率、及时率、满意度。",
        "An indicator belongs to its first and second level, or its points go astray. Only what its name makes plain is reported: a count "
        "as quality, payments as timeliness, costs as benefit, output as satisfaction, and rates of quality or time as quantity.",
    ),
    message=Text(
        "“{name:text}”（{target:text}）说的是{about_zh}，列在“{level:text}”下",
        "“{name:text}” ({target:text}) is about {about_en}, yet stands under “{level:text}”",
    ),
    fix=Text("移到相符的二级指标下，或换成符合本级的指标", "move it to where it belongs, or replace it"),
    at=("level3", "level2"),
    cites=(cite("mof-2021-101", "kinds"), cite("practice", "wrong-level")),
)
def wrong_level() -> Verdict:
    """Fail when the name says that the indicator is of another kind than its level."""
    misfit = pl.concat_str(_level(), indicator.level3, separator=" ").str.contains(_MISFIT)
    return Verdict(
        fails=given(_level().is_not_null(), (misfit | counted_as_quality()).fill_null(value=False)),
        facts={
            "name": indicator.level3,
            "target": indicator.target,
            "about_zh": _about("zh"),
            "about_en": _about("en"),
            "level": pl.coalesce(indicator.level2, indicator.level1),
        },
    )
