"""D11 应设成本指标的项目没有设."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import first_level, second_level

_WORKS: Final = (
    "(?:工程|楼|用房|校舍|宿舍|道路|公路|桥梁?|场馆|站房|园区|渠道|管网|设施|基础)(?:建设|新建|改建|扩建|改造|维修|加固)"
    "|修缮|装修|基建|购置|设备(?:采购|更新)"
)
"""Works, large repairs and purchases, but not 队伍建设 or 购买服务."""
_COST: Final = "成本|单价|造价|费用|节约|预算控制|控制数"


@reading(Level.INDICATOR)
def names_cost() -> Expr:
    """Whether the name is about costs."""
    return indicator.level3.str.contains(_COST)


@fact(Level.FORM, over=Level.INDICATOR)
def has_cost() -> Expr:
    """Whether an indicator is about costs, by its levels, its name or its unit."""
    by_level = (first_level() == "cost") | (second_level() == "cost")
    return (by_level | names_cost() | (indicator.target_unit == "元")).any()


@check(
    code="D11",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("应设成本指标的项目没有设", "A cost indicator is missing"),
    reason=Text(
        "工程基建、大型修缮和购置类项目要设成本指标。2022年度起，项目名称看得出是这几类，而没有一项指标涉及成本、造价、单价的，"
        "报告；其他项目逐步推开，不报告。",
        "Works, large repairs and purchases have cost indicators. Reported from 2022 where the project's name says that it is one and no "
        "indicator is about costs or prices; other projects are still free.",
    ),
    message=Text(
        "“{project:text}”属于工程、修缮或购置类项目，没有设成本指标",
        "“{project:text}” is about works, repairs or purchases and has no cost indicator",
    ),
    fix=Text(
        "补设成本指标，如单位造价、采购单价；难以拆分的，设成本控制数",
        "add one, such as a unit price; where costs cannot be divided, a ceiling for all",
    ),
    at=("indicators", "project"),
    cites=(cite("mof-2021-101", "cost"),),
    since=2022,
)
def no_cost() -> Verdict:
    """Fail when a project of works or purchases has no indicator about costs."""
    return Verdict(
        fails=given(has_cost().is_not_null() & form.project.str.contains(_WORKS), ~has_cost()),
        facts={"project": form.project},
    )
