"""A12 资金来源各行空白."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.fund_parts import parts_blank


@check(
    code="A12",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("当年财政拨款等各行没有填写", "Rows below the total funds are blank"),
    reason=Text(
        "年度资金总额要按当年财政拨款、上年结转资金、其他资金分列；没有的填 0。只要有一个金额就不报告。",
        "Total funds are broken down by source, with 0 where there is none. One amount is enough to pass.",
    ),
    message=Text(
        "年度资金总额 {budget:money}，当年财政拨款、上年结转资金、其他资金各行都没有金额",
        "total funds {budget:money}, but no amount in any row below",
    ),
    fix=Text(
        "分资金来源填写年初预算数、全年预算数、全年执行数",
        "fill in the three amounts for each source of funds",
    ),
    at=(
        "funds.appropriation.full_year_budget",
        "funds.carry_over.full_year_budget",
        "funds.other.full_year_budget",
    ),
    cites=(cite("mof-2020-10", "26"), cite("mof-2020-10", "annex-1")),
)
def blank_parts() -> Verdict:
    """Fail when the total has a budget and no row below it has any amount."""
    fails = given(form.full_year_budget.is_not_null(), parts_blank())
    return Verdict(fails=fails, facts={"budget": form.full_year_budget})
