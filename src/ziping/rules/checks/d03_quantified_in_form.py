"""D03 指标值只在形式上量化."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity_words import PERCENT

_UNCOUNTED: Final = (
    "能力|水平|意识|影响|作用|形象|环境|积极性|效益|成效|效果|氛围|素质|秩序|活力|凝聚力|获得感|幸福感"
)
"""What nobody can count without saying how."""
_COUNTED: Final = "[^效]率|比[例重]|占比|百分|满意|知晓|认可|达标|合格|通过|优良|优秀|[数量额值]$|人数|人次|数量|指数|得分|时间|成本|收入"
"""Words that say what the percentage is of."""


@reading(Level.INDICATOR)
def uncounted() -> Expr:
    """Whether the name is about what nobody can count."""
    name = indicator.level3
    return name.str.contains(_UNCOUNTED) & ~name.str.contains(_COUNTED)


@check(
    code="D03",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("指标值只在形式上量化", "Quantified in form only"),
    reason=Text(
        "“社会效益明显 ≥95%”这样的指标值有数，却没有说是什么占什么的百分之几，无从考核。名称说的是能力、意识、影响一类难以直接计数的"
        "事，又没有“率”“占比”一类计算口径，指标值却是百分比的，报告。",
        "“Social benefit ≥ 95 %” has a number that nobody can check: a share of what? Reported where the target is a percentage and the "
        "name is about ability, awareness, influence and the like, without a rate or another way of counting.",
    ),
    message=Text(
        "“{name:text}”的指标值“{target:text}”没有计算口径，看不出是什么的百分之几",
        "nobody can tell what “{target:text}” of “{name:text}” is a percentage of",
    ),
    fix=Text(
        "改为可以计算的指标（如知晓率、增长率），写明分子、分母和数据来源",
        "use an indicator that can be worked out, such as a rate, and say of what and from where",
    ),
    at=("target", "level3"),
    cites=(cite("mof-2021-101", "setting"),),
)
def quantified_in_form() -> Verdict:
    """Fail when a percentage is asked of something that is not counted."""
    return Verdict(
        fails=given(indicator.target_unit == PERCENT, uncounted()),
        facts={"name": indicator.level3, "target": indicator.target},
    )
