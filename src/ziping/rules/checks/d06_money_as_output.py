"""D06 把花钱当作产出."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import first_level, second_level

_SPENDING: Final = (
    "(?:资金|经费|预算|款项)[^,，、和及]{0,4}(?:支付|支出|执行|使用|拨付|到位|下达|投入|金额|总额|额度)"
    "|(?:支付|支出)(?:率|金额|进度)|预算执行"
)
_SOMETHING_DONE: Final = (
    "补[贴助偿]|救助|资助|奖|发放|兑付|贷|融资|债|投资|收入|税|保费|理赔|筹|引[进导]|撬动|带动|评价|监督|检查|审计|报告|项目数|培训"
    "|系统|制度|单位数|[户人笔批]数|[人批场]次|合规|规范|安全|及时|成本|标准|均"
)
"""Where paying out is itself the work, or money is only what the work is about."""


@reading(Level.INDICATOR)
def spending() -> Expr:
    """Whether the name is about spending, and not about work that is done with it."""
    name = indicator.level3
    return name.str.contains(_SPENDING) & ~name.str.contains(_SOMETHING_DONE)


@check(
    code="D06",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("把花钱当作产出", "Spending taken for output"),
    reason=Text(
        "预算执行率已经单独占分，资金支付、使用金额再列为产出指标，等于花钱计两次分，却没有说做了什么。发放补贴、奖补这类本身就是付钱的，"
        "以及成本、合规、及时性，不报告。",
        "Execution has points of its own; payments or amounts as output score the spending twice and do not say what was done. Not "
        "reported where paying out is the work, as with subsidies, nor costs, compliance and timeliness.",
    ),
    message=Text(
        "产出指标“{name:text}”（{target:text}）说的是花了多少钱，不是做了多少事",
        "the output “{name:text}” ({target:text}) is about money spent, not about what was done",
    ),
    fix=Text(
        "换成用这笔资金完成的工作数量、质量；资金执行情况在预算执行率中反映",
        "say what was done with the money; its spending shows in the execution rate",
    ),
    at=("level3", "target"),
    cites=(cite("mof-2021-101", "setting"), cite("practice", "wrong-level")),
)
def money_as_output() -> Verdict:
    """Fail when an indicator of quantity or quality is about spending."""
    output = (first_level() == "output") & second_level().is_in(["quantity", "quality"])
    return Verdict(
        fails=given(output, spending()),
        facts={"name": indicator.level3, "target": indicator.target},
    )
