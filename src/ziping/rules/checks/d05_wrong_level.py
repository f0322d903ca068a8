"""D05 三级指标与所列的二级指标不符."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import Comparator
from ziping.rules.facts.levels import first_level, second_level

_COUNT: Final = r"(?:数|数量|场次|人次|报告)(?:[(（][^()（）]*[)）])?$"
_COUNTED: Final = "^(?:篇|份|场次?|人次?|家|册|期|个|项|件|台|套|次|户|批次?)$"
_QUALITY: Final = (
    "率|质量|合格|优|奖|达标|通过|验收|准确|故障|差错|错误|事故|投诉|标准|级|认证|满意|精度|误差|寿命|年限|证|专利|重点|有效"
    "|退回|返工|违规|问题|缺陷|入选|表彰|并发|在线|容量|性能|密度|高水平|高层次"
)
"""What makes a count one of quality, such as 获奖数 and 投诉数."""
_PAYMENT: Final = "(?:资金|预算|经费|款)[^,，]{0,4}(?:支付|支出|执行|使用|拨付|到位)(?:率|进度|比例)"
_IN_TIME: Final = "及时|按时|按期|准时"
_COST: Final = "成本控制|控制成本|项目成本|预算控制|经费控制|支出控制"
_OUTPUT: Final = "完成率|覆盖率|及时率|合格率|达标率|通过率|场次|人次"
_NO_QUANTITY: Final = "合格率|准确率|达标率|优良率|优秀率|及时率|及时性|满意度"


def _named(pattern: str) -> Expr:
    return indicator.level3.str.contains(pattern)


def _count() -> Expr:
    """Whether the target asks for a number of things, whatever they are like."""
    counted = _named(_COUNT) | indicator.target_unit.str.contains(_COUNTED)
    least = indicator.target_comparator.is_in([Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL])
    return counted & least & (indicator.target_number > 0) & ~_named(_QUALITY)


_MISFITS: Final = (
    (Text("数量", "a quantity"), (second_level() == "quality") & _count()),
    (
        Text("资金支付", "payment"),
        (second_level() == "timeliness") & _named(_PAYMENT) & ~_named(_IN_TIME),
    ),
    (Text("成本控制", "control of costs"), indicator.level2.str.contains("社会|生态|可持续") & _named(_COST)),
    (Text("产出", "output"), (first_level() == "satisfaction") & _named(_OUTPUT) & ~_named("满意")),
    (Text("质量、时效或满意度", "no quantity"), (second_level() == "quantity") & _named(_NO_QUANTITY)),
)
"""What an indicator is about, where its level says otherwise."""


def _about(language: str) -> Expr:
    return pl.coalesce(pl.when(it).then(pl.lit(getattr(kind, language))) for kind, it in _MISFITS)


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
    misfit = pl.any_horizontal(it for _, it in _MISFITS)
    known = second_level().is_not_null() | first_level().is_not_null()
    return Verdict(
        fails=given(known & indicator.level3.is_not_null(), misfit.fill_null(value=False)),
        facts={
            "name": indicator.level3,
            "target": indicator.target,
            "about_zh": _about("zh"),
            "about_en": _about("en"),
            "level": pl.coalesce(indicator.level2, indicator.level1),
        },
    )
