"""A17 成本指标与资金表的执行数不一致."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind

_TOTAL: Final = (
    "^[^率比均单每节降]*(?:总成本|成本总额|总费用|费用总额|总支出|支出总额|资金总额|经费总额|项目(?:实施|建设|运行)?"
    "(?:成本|支出|经费|资金)|(?:预算|成本|支出)控制(?:数|额|总额)|实际支出|资金支出)[^率比均单每节降]*$"
)
"""What the whole project cost, not the cost of one thing, an average or a share."""
_MILLIONTHS_OF_FEN: Final = 10_000
_HUNDREDTH: Final = 100


@reading(Level.INDICATOR)
def names_whole_cost() -> Expr:
    """Whether the name is that of what the whole project cost."""
    return indicator.level3.str.contains(_TOTAL)


@fact(Level.INDICATOR)
def whole_cost() -> Expr:
    """What the project cost by an indicator, in 分; null where it is about something else."""
    whole = names_whole_cost() & (indicator.actual_unit == "元")
    plain = (indicator.actual_kind == QuantityKind.NUMBER) & indicator.actual_comparator.is_null()
    return given(whole & plain, indicator.actual_number // _MILLIONTHS_OF_FEN)


@check(
    code="A17",
    level=Level.INDICATOR,
    severity=Severity.NOTE,
    title=Text("成本指标与资金表的执行数不一致", "Cost indicator and fund table disagree"),
    reason=Text(
        "指标中项目总成本的实际数一般就是资金表的全年执行数，两处相差百分之一以上时提示核对。单位成本、人均成本、节约率，"
        "以及用了其他资金或者跨年支付的，本来就不同，可以不改。",
        "What a project cost in all is mostly what was executed; a difference of more than a hundredth is worth a look. Unit costs, "
        "averages and savings are not compared; other funds or payments of another year explain a difference.",
    ),
    message=Text(
        "“{name:text}”的实际完成值为 {actual:text}，资金表的全年执行数为 {executed:money}",
        "“{name:text}” is {actual:text}, the fund table says {executed:money} was executed",
    ),
    fix=Text(
        "核对两处金额和单位；确实不同的，在偏差原因栏说明",
        "check both amounts and their units; where they do differ, say why",
    ),
    at=("actual", "funds.total.executed"),
    cites=(cite("mof-notice", "truth"), cite("practice", "money-in-indicators")),
)
def other_cost() -> Verdict:
    """Fail when the whole cost by an indicator is off the executed amount by more than a hundredth."""
    apart = (whole_cost() - form.executed).abs()
    return Verdict(
        fails=given(form.executed > 0, apart > form.executed // _HUNDREDTH),
        facts={"name": indicator.level3, "actual": indicator.actual, "executed": form.executed},
    )
