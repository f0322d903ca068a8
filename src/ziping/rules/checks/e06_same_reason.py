"""E06 几项指标用同一个原因."""

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.reasons import reason_key
from ziping.rules.facts.rows import distinct, numbered, repeated_rows, repeats


@fact(Level.FORM, over=Level.INDICATOR)
def reason_keys() -> Expr:
    """List the beginnings of the reasons, row by row."""
    return reason_key()


@fact(Level.FORM, over=Level.INDICATOR)
def reason_repeats() -> Expr:
    """Whether two rows give the same reason; null where there are no two."""
    return given(reason_key().count() > 1, repeats(reason_key()))


@check(
    code="E06",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("几项指标用同一个原因", "One reason for several indicators"),
    reason=Text(
        "偏差原因要针对本项指标分析。两项以上失分指标的原因相同，或第一句（六个字以上）相同时报告。",
        "A reason is about its own indicator. Reported where two indicators that lost points give the same reason, or reasons with the "
        "same first clause of six characters or more.",
    ),
    message=Text(
        "第 {rows} 项指标的偏差原因相同：“{reasons:text}”",
        "indicators {rows} give the same reason: “{reasons:text}”",
    ),
    fix=Text(
        "逐项写明该指标没有完成的具体原因和措施",
        "say for each indicator why it was missed and what will be done",
    ),
    at=("indicators.*.deviation",),
    cites=(cite("mof-2020-10", "11"),),
)
def same_reason() -> Verdict:
    """Fail when two reasons begin alike."""
    rows = repeated_rows(reason_keys())
    return Verdict(
        fails=reason_repeats(),
        facts={"rows": numbered(rows), "reasons": distinct(reason_keys().list.gather(rows))},
        rows=rows,
    )
