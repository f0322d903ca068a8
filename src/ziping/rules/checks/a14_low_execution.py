"""A14 预算执行率偏低而没有说明原因."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.told import tells
from ziping.rules.scores.s101_execution_rate import expected_execution_rate

_REASONS: Final = """
    执行率 执行进度 支付进度 支出进度 预算执行 资金执行 结余 结转 节约 节省 节支 未支付 未支出 未付 未使用 未执行 待支付
    尾款 余款 质保金 质量保证金 核减 压减 调减 追减 收回 压缩支出 压缩经费 压缩预算 跨年支付 次年支付 下年支付 低于预算
"""


@reading(Level.FORM)
def low_execution_told() -> Expr:
    """Whether the form tells why money was left."""
    return tells(_REASONS)


@check(
    code="A14",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("预算执行率偏低，没有说明原因", "Low execution rate without a reason"),
    reason=Text(
        "执行率偏低的要单独说明原因，提出整改措施。实际完成情况和各项偏差原因里都没有提到执行、结余、支付、压减等情况时才报告。",
        "A low rate is explained separately, with measures. It is reported only when neither the results nor any reason speak "
        "of execution, savings, payment or cuts.",
    ),
    message=Text(
        "执行率 {rate:rate}，低于 {threshold:share}，表中没有说明资金未用完的原因",
        "the rate is {rate:rate}, below {threshold:share}, and nothing says why the money was not used",
    ),
    fix=Text(
        "在“实际完成情况”或偏差原因栏说明执行率低的原因和改进措施",
        "say in the results or among the reasons why the rate is low, and what will be done",
    ),
    at=("funds.total.execution_rate", "funds.total.executed", "funds.total.full_year_budget", "goal.actual"),
    parameters=("explain_execution_below",),
    cites=(cite("mof-2020-10", "27"), cite("mof-2020-10", "11"), cite("sichuan-form-2023", "note-2")),
)
def low_execution() -> Verdict:
    """Fail when the rate by the amounts is below the profile's threshold and no word is said about it."""
    rate, threshold = expected_execution_rate(), profile.explain_execution_below
    return Verdict(
        fails=given(rate.is_not_null(), (rate < threshold) & ~low_execution_told()),
        facts={"rate": rate, "threshold": threshold},
    )
