"""E18 留有空行."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.rows import numbered

_NOTHING: Final = " \t\r\n\u3000.…·—－–-"


def _empty(cell: Expr) -> Expr:
    return cell.fill_null("").str.strip_chars(_NOTHING).str.len_bytes() == 0


@reading(Level.INDICATOR)
def no_name() -> Expr:
    """Whether the name holds nothing but blanks, dots and dashes."""
    return _empty(indicator.level3)


@reading(Level.INDICATOR)
def no_target() -> Expr:
    """Whether the target holds nothing but blanks, dots and dashes."""
    return _empty(indicator.target)


@reading(Level.INDICATOR)
def no_actual() -> Expr:
    """Whether the actual value holds nothing but blanks, dots and dashes."""
    return _empty(indicator.actual)


@fact(Level.FORM, over=Level.INDICATOR)
def empty_rows() -> Expr:
    """List the rows whose name, target and actual value hold nothing but blanks, dots and dashes."""
    return indicator.index.filter(no_name() & no_target() & no_actual())


@check(
    code="E18",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("指标表留有空行", "Empty rows in the indicator table"),
    reason=Text(
        "没有用到的空行、“……”行应当删去，公开的表里不能留有空白模板的痕迹。只写了名称没有填完成值的，由其他规则报告。",
        "Rows that are not used, or hold dots only, are removed before the form is published. Rows with a name and no actual value are "
        "for other rules.",
    ),
    message=Text(
        "第 {rows} 项指标的名称、指标值、完成值都是空的",
        "indicators {rows} have neither name nor target nor actual value",
    ),
    fix=Text("删去空行", "remove the empty rows"),
    at=("indicators.*.level3",),
    cites=(cite("mof-2020-10", "26"),),
)
def empty_row() -> Verdict:
    """Fail when a row holds nothing."""
    rows = empty_rows().list.len()
    return Verdict(
        fails=given(rows.is_not_null(), rows > 0),
        facts={"rows": numbered(empty_rows())},
        rows=empty_rows(),
    )
