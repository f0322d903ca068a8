"""B10 指标值明显低于上年完成数."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import exact, form, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.achievement import positive
from ziping.rules.facts.last_year import last_actual, last_initial_budget, last_number


@check(
    code="B10",
    level=Level.INDICATOR_YEARS,
    severity=Severity.WARNING,
    title=Text("指标值明显低于上年完成数", "A target far below last year's result"),
    reason=Text(
        "指标值要从严设定。上年已经完成很多，本年指标值仍定得很低，完成起来没有难度。与同一项目上年的表、同名同单位的指标对照，"
        "上年完成数达到本年指标值的提示线才报告；年初预算比上年减少的不报告。",
        "Targets are strict; one far below what was done a year ago costs no effort. The same indicator, in the same unit, of last "
        "year's form is looked at, with the profile's threshold of over-completion; a smaller budget may explain a lower target.",
    ),
    message=Text(
        "上年实际完成 {last:text}，本年指标值只定为 {target:text}：上年的完成数已是它的 {times:times}（提示线 {threshold:share}）",
        "last year {last:text} was achieved, this year's target is only {target:text}: last year's result is {times:times} of it "
        "(pointed out from {threshold:share})",
    ),
    fix=Text(
        "说明指标值低于上年完成数的理由；确实定低了的，按偏离度调减得分，下年提高指标值",
        "say why the target is below last year's result; where it was too low, reduce the score and raise it next year",
    ),
    at=("target", "actual", "score"),
    parameters=("overshoot_from",),
    cites=(cite("mof-2020-10", "16"), cite("mof-2021-101", "setting"), cite("practice", "last-year")),
)
def low_target() -> Verdict:
    """Fail when last year's actual value would be far above this year's target, though the budget did not shrink."""
    last, target, threshold = exact(last_number()), exact(indicator.target_number), profile.overshoot_from
    shrunk = (form.initial_budget < last_initial_budget()).fill_null(value=False)
    return Verdict(
        fails=given(positive() & last.is_not_null(), (last * 10_000 >= target * threshold) & ~shrunk),
        facts={
            "last": last_actual(),
            "target": indicator.target,
            "times": last * 10_000 // target,
            "threshold": threshold,
        },
    )
