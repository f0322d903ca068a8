"""C15 文本中有网页标记或控制字符."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.rows import actuals, deviations, names, targets

_MARKUP: Final = (
    r"</?[A-Za-z]{1,10}[1-6]?(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|quot|#[0-9]+);"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u{200b}-\u{200f}\u{feff}\u{fffd}\u{e000}-\u{f8ff}]"
)


@reading(Level.INDICATOR)
def markup_in_name() -> Expr:
    """Whether the name holds markup."""
    return indicator.level3.str.contains(_MARKUP)


@reading(Level.INDICATOR)
def markup_in_target() -> Expr:
    """Whether the target holds markup."""
    return indicator.target.str.contains(_MARKUP)


@reading(Level.INDICATOR)
def markup_in_actual() -> Expr:
    """Whether the actual value holds markup."""
    return indicator.actual.str.contains(_MARKUP)


@reading(Level.INDICATOR)
def markup_in_reason() -> Expr:
    """Whether the reason holds markup."""
    return indicator.deviation.str.contains(_MARKUP)


@fact(Level.FORM, over=Level.INDICATOR)
def markup_in_rows() -> Expr:
    """Whether a text of an indicator holds markup."""
    found = (markup_in_name(), markup_in_target(), markup_in_actual(), markup_in_reason())
    return pl.any_horizontal(found).any()


_COLUMNS: Final = {"level3": names, "target": targets, "actual": actuals, "deviation": deviations}
_TEXTS: Final = {
    "project": form.project,
    "goal/expected": form.goal_expected,
    "goal/actual": form.goal_actual,
}


def _cells(texts: Expr, name: str) -> Expr:
    rows = texts.list.eval(pl.arg_where(pl.element().str.contains(_MARKUP)))
    return rows.list.eval(pl.concat_str(pl.lit("/indicators/"), pl.element(), pl.lit(f"/{name}")))


def _pointers() -> Expr:
    """Return every cell, those that the reader has cleaned among them."""
    texts = [pl.when(text.str.contains(_MARKUP)).then(pl.lit(f"/{path}")) for path, text in _TEXTS.items()]
    cells = [_cells(column(), name) for name, column in _COLUMNS.items()]
    lists = [form.marked_up, pl.concat_list(texts), *cells]
    found = pl.concat_list(each.fill_null(pl.lit([], pl.List(pl.String))) for each in lists)
    return found.list.drop_nulls().list.unique(maintain_order=True)


@check(
    code="C15",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("文本中有网页标记或控制字符", "Markup or control characters in texts"),
    reason=Text(
        "从网页或系统里复制的文字带进了 <p>、&nbsp; 一类标记或看不见的控制字符，公开时会原样显示出来。",
        "Texts copied from a page or a system brought along markup such as <p> or invisible characters, which show when published.",
    ),
    message=Text(
        "{count} 处文字带有网页标记（如 <p>、&nbsp;）或控制字符",
        "{count} texts hold markup (such as <p>) or control characters",
    ),
    fix=Text("删去标记和控制字符，只留正文", "remove them and keep the text"),
    at=(),
    cites=(cite("mof-2020-10", "26"),),
)
def markup() -> Verdict:
    """Fail when the reader removed markup, or a text still holds some."""
    texts = pl.concat_str(*_TEXTS.values(), separator="|", ignore_nulls=True)
    in_texts = texts.str.contains(_MARKUP)
    found = (form.marked_up.list.len() > 0) | in_texts | markup_in_rows()
    return Verdict(
        fails=given(
            (texts.str.len_bytes() > 0) | markup_in_rows().is_not_null(),
            found.fill_null(value=False),
        ),
        facts={"count": _pointers().list.len()},
        pointers=_pointers(),
    )
