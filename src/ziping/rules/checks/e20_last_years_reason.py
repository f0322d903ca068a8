"""E20 偏差原因与上年一字不差."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.last_year import last_year_row
from ziping.rules.facts.reason_words import reason_text
from ziping.rules.facts.scoring import lost

_OWN_WORDS: Final = 6
"""Characters from which the same reason in two years was not found anew."""


@fact(Level.INDICATOR_YEARS)
def last_reason() -> Expr:
    """The reason that the same indicator gave a year ago, without blanks."""
    return reason_text().gather(last_year_row())


@check(
    code="E20",
    level=Level.INDICATOR_YEARS,
    severity=Severity.WARNING,
    title=Text("偏差原因与上年一字不差", "The reason is last year's, word for word"),
    reason=Text(
        "偏差原因要针对本年度分析，改进措施也应当已经见效。失分指标的原因与同一项目上年的表、同名指标一字不差（六个字以上）时报告。",
        "A reason is about its own year, and last year's measure should have had its effect. Reported where an indicator that lost points "
        "gives the reason that it gave a year ago, word for word, of six characters or more.",
    ),
    message=Text(
        "偏差原因“{deviation:text}”与上年的表一字不差",
        "the reason “{deviation:text}” is last year's, word for word",
    ),
    fix=Text(
        "写明本年度没有完成的具体原因；上年的措施没有落实的，如实说明",
        "say why the target was missed this year, and why last year's measure did not help",
    ),
    at=("deviation",),
    cites=(cite("mof-2020-10", "11"), cite("practice", "last-year")),
)
def last_years_reason() -> Verdict:
    """Fail when a reason of some length stood beside the same indicator a year ago."""
    long = reason_text().str.len_chars() >= _OWN_WORDS
    return Verdict(
        fails=given(lost() & long & last_reason().is_not_null(), reason_text() == last_reason()),
        facts={"deviation": indicator.deviation},
    )
