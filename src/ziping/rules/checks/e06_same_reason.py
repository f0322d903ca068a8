"""E06 几项指标或几个年度用同一个原因."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.last_year import last_year_row
from ziping.rules.facts.reason_words import reason_text
from ziping.rules.facts.reasons import reason_key
from ziping.rules.facts.rows import distinct, numbered, repeated_rows, repeats

_OWN_WORDS: Final = 6
"""Characters from which the same reason in two years was not found anew."""


@fact(Level.FORM, over=Level.INDICATOR)
def reason_keys() -> Expr:
    """List the beginnings of the reasons, row by row."""
    return reason_key()


@fact(Level.FORM, over=Level.INDICATOR)
def reason_repeats() -> Expr:
    """Whether two rows give the same reason; null where there are no two."""
    return given(reason_key().count() > 1, repeats(reason_key()))


@fact(Level.INDICATOR_YEARS)
def last_reason() -> Expr:
    """The reason that the same indicator gave a year ago."""
    return reason_text().gather(last_year_row())


@fact(Level.FORM, over=Level.INDICATOR)
def last_years_reasons() -> Expr:
    """List the rows that give a reason of some length which is last year's; null where no row gave one then."""
    again = (reason_text() == last_reason()) & (reason_text().str.len_chars() >= _OWN_WORDS)
    compared = (reason_key().is_not_null() & last_reason().is_not_null()).any()
    return given(compared, indicator.index.filter(again & reason_key().is_not_null()).implode())


def _said(rows: Expr, before: str, behind: str) -> Expr:
    """Say of rows, if there are any, that their reason is not their own."""
    counted = numbered(rows).cast(pl.List(pl.String)).list.join("、")
    return pl.when(rows.list.len() > 0).then(pl.concat_str(pl.lit(before), counted, pl.lit(behind)))


def _both(same: Expr, last: Expr) -> Expr:
    return pl.concat_str(same, last, separator="；", ignore_nulls=True)


@check(
    code="E06",
    level=Level.YEARS,
    severity=Severity.WARNING,
    title=Text("几项指标或几个年度用同一个原因", "One reason for several indicators or years"),
    reason=Text(
        "偏差原因要针对本项指标、本年度分析。两项以上失分指标的原因相同，或第一句（六个字以上）相同；或者同一项目同名指标的原因与上年的表"
        "一字不差时报告。",
        "A reason is about its own indicator and year. Reported where two indicators that lost points give the same reason, or reasons "
        "with the same first clause of six characters or more, and where the indicator gave the same reason a year ago, word for word.",
    ),
    message=Text("{what}：“{reasons:text}”", "{what_en}: “{reasons:text}”"),
    fix=Text(
        "逐项写明该指标本年度没有完成的具体原因和措施",
        "say for each indicator why it was missed this year and what will be done",
    ),
    at=("indicators.*.deviation",),
    cites=(cite("mof-2020-10", "11"),),
)
def same_reason() -> Verdict:
    """Fail when two reasons begin alike, or one is last year's."""
    same, last = repeated_rows(reason_keys()), last_years_reasons()
    rows = pl.concat_list(same, last.fill_null(pl.lit([], pl.List(pl.UInt32)))).list.unique(
        maintain_order=True
    )
    again = last.list.len() > 0
    return Verdict(
        fails=pl.coalesce(pl.when(reason_repeats() | again).then(statement=True), reason_repeats(), again),
        facts={
            "what": _both(
                _said(same, "第 ", " 项指标的偏差原因相同"),
                _said(last, "第 ", " 项指标的偏差原因与上年一字不差"),
            ),
            "what_en": _both(
                _said(same, "indicators ", " give the same reason"),
                _said(last, "indicators ", " give last year's reason"),
            ),
            "reasons": distinct(reason_keys().list.gather(rows)),
        },
        rows=rows,
    )
