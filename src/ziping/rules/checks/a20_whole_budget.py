"""A20 年度预算栏填的是项目各年的资金总额."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


@check(
    code="A20",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("年度预算栏填的是项目各年的资金总额", "The whole project's money in place of the year's"),
    reason=Text(
        "自评表只看一个年度，不能把跨年项目的资金总额当作年度预算，执行率会因此偏低。手头有批复的绩效目标申报表、各年资金总额多于本年"
        "资金时才对照；没有的不检查。",
        "The form is about one year; the money of all years of a project makes the rate too low. Compared only where the approved target "
        "form is at hand and gives more money for all years than for this one.",
    ),
    message=Text(
        "预算数 {whole:money} 是批复的项目各年资金总额，批复的本年资金为 {year:money}",
        "the budget {whole:money} is what was approved for all years; approved for this year were {year:money}",
    ),
    fix=Text(
        "改填本年度的预算数，执行率和得分随之重算",
        "give this year's budget, and work out rate and score again",
    ),
    at=("funds.total.full_year_budget", "funds.total.initial_budget"),
    cites=(cite("mof-2020-10", "annex-1"), cite("mof-2020-10", "21")),
)
def whole_budget() -> Verdict:
    """Fail when the initial or full-year budget is the approved money of all years, and this year's is less."""
    whole, year = form.approved_whole_budget, form.approved_year_budget
    taken = (form.full_year_budget == whole) | (form.initial_budget == whole)
    return Verdict(fails=given(whole > year, taken), facts={"whole": whole, "year": year})
