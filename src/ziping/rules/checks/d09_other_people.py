"""D09 满意度指标的对象与项目无关."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, form, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.satisfaction import satisfaction

_PEOPLE: Final = {
    "老年人": "老|养|敬|颐",
    "残疾人": "残|障|康复",
    "儿童": "童|幼|婴|孩|少年|未成年|学",
    "患者": "患|医|病|诊|疗|卫生|健康|药|疾",
    "农民": "农|村|乡|耕|田|牧",
    "游客": "游|旅|景|园|馆|展|文化|文物",
    "退役军人": "军|役|兵|烈|优抚",
    "乘客": "乘|客|运|交通|铁|公交|站|路|航",
    "渔民": "渔|海|水产|港",
}
"""Who may be asked, each with the words of which a form on their behalf has at least one."""
_ANY: Final = f"({'|'.join(_PEOPLE)})"
_SERVED: Final = "(?s)" + "|".join(f"^{who}\n.*(?:{words})" for who, words in _PEOPLE.items())
"""Who is asked, on the first line, and on the others a word of theirs."""


@fact(Level.FORM, over=Level.INDICATOR)
def names_of_work() -> Expr:
    """The names of all indicators but those of satisfaction."""
    return indicator.level3.filter(~satisfaction()).str.join(" ", ignore_nulls=True)


@fact(Level.FORM)
def texts_of_work() -> Expr:
    """What project, unit, department, goal and indicators say of whom they serve."""
    texts = (
        form.title,
        form.project,
        form.implementing_unit,
        form.competent_department,
        form.goal_expected,
        form.goal_actual,
        names_of_work(),
    )
    return pl.concat_str(texts, separator=" ", ignore_nulls=True)


@fact(Level.INDICATOR)
def people_asked() -> Expr:
    """Whom of them a satisfaction indicator asks."""
    return pl.when(satisfaction()).then(indicator.level3).str.extract(_ANY)


@check(
    code="D09",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("满意度指标的对象与项目无关", "Satisfaction of people whom the project does not serve"),
    reason=Text(
        "满意度要问本项目的服务对象。满意度指标点名问老年人、患者、农民等，而项目名称、单位、总体目标和其他指标都没有提到他们的，"
        "多半是从别的项目抄来的。其他指标与项目是否相关，表上看不出来，不报告。",
        "Satisfaction is asked of those whom the project serves. Reported where it names the elderly, patients, farmers and the like of "
        "whom neither project, unit, goal nor any other indicator speaks: mostly copied. Other indicators are left to the reviewer.",
    ),
    message=Text(
        "“{name:text}”问的是{who}，项目名称、单位、总体目标和其他指标都没有提到",
        "“{name:text}” asks {who}, of whom project, unit, goal and other indicators say nothing",
    ),
    fix=Text("改为本项目的服务对象", "ask those whom the project serves"),
    at=("level3",),
    cites=(cite("mof-2021-101", "setting"), cite("practice", "unrelated")),
)
def other_people() -> Verdict:
    """Fail when a satisfaction names people of whom nothing else in the form speaks."""
    beside = pl.concat_str(people_asked(), texts_of_work(), separator="\n")
    return Verdict(
        fails=~beside.str.contains(_SERVED),
        facts={"name": indicator.level3, "who": people_asked()},
    )
