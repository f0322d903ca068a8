"""C12 以没有投诉代替满意度调查."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.satisfaction import satisfaction

_NO_COMPLAINT: Final = (
    "(?:无|零|没有|未|(?:^|[^0-9.])0)(?:收到|接到|接|发生|出现|产生|有)?(?:任何|一起|一例|有效|起|次|件|例)?"
    "(?:群众|家长|学生|患者|企业|客户|居民|服务对象|参训人员|受益对象)?(?:的)?(?:投诉|举报|差评|不良反映)"
)
_SURVEY: Final = "调查|问卷|测评|访谈|回访|抽样|样本|评议|评价表"


@check(
    code="C12",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("以没有投诉代替满意度调查", "No complaints instead of a survey"),
    reason=Text(
        "满意度要向服务对象调查得出，没有投诉不等于满意。满意度指标的完成值、偏差原因写的是没有投诉，又没有提到调查、问卷、"
        "回访的，报告；只是没有写明怎样调查的，不报告。",
        "Satisfaction comes from a survey of those who were served; no complaints is not satisfaction. Reported where the row speaks of "
        "no complaints and of no survey; a row that says nothing of how it was found out is not.",
    ),
    message=Text(
        "满意度填“{actual:text}”，依据是没有投诉，没有提到调查",
        "satisfaction “{actual:text}” rests on there being no complaints; no survey is spoken of",
    ),
    fix=Text(
        "向服务对象开展满意度调查，按调查结果填报并留存问卷",
        "survey those who were served, fill in the result, and keep the questionnaires",
    ),
    at=("actual", "deviation"),
    cites=(
        cite("mof-2021-101", "kinds"),
        cite("mof-notice", "truth"),
        cite("practice", "no-complaints"),
    ),
)
def no_survey() -> Verdict:
    """Fail when a satisfaction rests on the absence of complaints and no survey is named."""
    said = pl.concat_str(indicator.actual, indicator.deviation, separator="；", ignore_nulls=True)
    instead = said.str.contains(_NO_COMPLAINT) & ~said.str.contains(_SURVEY)
    scored = satisfaction() & (indicator.score > 0)
    return Verdict(fails=given(scored, instead), facts={"actual": indicator.actual})
