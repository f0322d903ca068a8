"""D23 指标值按定义就能达到."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import SCALE, QuantityKind
from ziping.model.quantity_words import PERCENT
from ziping.rules.facts.levels import plain_name

_OF_MONEY: Final = """
    资金支付率 资金拨付率 资金到位率 资金下达率 资金执行率 资金支出率 资金使用率 经费支付率 经费支出率 经费执行率 经费使用率
    预算执行率 预算完成率 预算支出率 款项支付率 足额到位率 足额拨付率 及时拨付率 及时支付率 及时到位率 专款专用率 工资发放率
"""


@reading(Level.INDICATOR)
def rate_of_money() -> Expr:
    """Whether the name is a rate of payment or execution."""
    return plain_name().str.contains_any(_OF_MONEY.split())


@check(
    code="D23",
    level=Level.INDICATOR,
    severity=Severity.NOTE,
    title=Text("资金类指标值定为100%", "100 % of payments as a target"),
    reason=Text(
        "资金到位、支付、执行的比例，预算执行率一项已经计分；定为100%的，钱付出去就算完成，看不出项目做得怎样。"
        "补助、救助类项目以足额发放为产出的，可以不改。",
        "How much of the money arrived or was paid is scored by the execution rate; as a target of 100 % it is met by paying and says "
        "nothing of the project. Projects whose output is the payment itself may keep it.",
    ),
    message=Text(
        "“{name:text}”指标值 {target:text}，付款即可达到，与预算执行率重复",
        "“{name:text}” with the target {target:text} is met by paying and repeats the execution rate",
    ),
    fix=Text(
        "改为反映这笔钱做成了什么的产出或效益指标",
        "set an output or benefit indicator of what the money brought about",
    ),
    at=("target", "level3"),
    cites=(cite("mof-2021-101", "setting"),),
)
def met_by_definition() -> Verdict:
    """Fail when a rate of payment or execution has the target 100 %."""
    percent = (indicator.target_kind == QuantityKind.NUMBER) & (indicator.target_unit == PERCENT)
    return Verdict(
        fails=given(percent & rate_of_money(), indicator.target_number == 100 * SCALE),
        facts={"name": indicator.level3, "target": indicator.target},
    )
