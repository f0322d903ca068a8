"""C14 留有填表提示或者占位的文字."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.rows import actuals, deviations, names, targets

_MEASURES: Final = "年|月|日|个|人|次|项|件|场|份|家|万|元|%|％|亩|米|台|套"
_PLACEHOLDER: Final = (
    "([(（][^()（）]{0,12}字(?:以内|左右)[)）]|对照[^,，。]{0,10}(?:目标|指标)[,，]?(?:逐项|逐条)?说明"
    "|(?:^|[^申邀聘提])请(?:填写|填报|输入|简述)|(?:此处|在此)(?:填写|输入|说明)"
    rf"|(?:[XxＸｘ×]{{2,}}|[*＊]{{2,}}|[_＿]{{2,}})(?:{_MEASURES})|20[XxＸ×*]{{2}}年?|(?:^|\|)指标[0-9]{{1,2}}[:：.、]?(?:$|\|))"
)
"""(100字以内), 对照年度目标，说明…, 请填写, XX人, ≥**人, 20XX年, an indicator that is called 指标2:."""


@reading(Level.INDICATOR)
def placeholder_in_name() -> Expr:
    """Whether the name holds a hint or a gap of the blank form."""
    return indicator.level3.str.contains(_PLACEHOLDER)


@reading(Level.INDICATOR)
def placeholder_in_target() -> Expr:
    """Whether the target holds a hint or a gap of the blank form."""
    return indicator.target.str.contains(_PLACEHOLDER)


@reading(Level.INDICATOR)
def placeholder_in_actual() -> Expr:
    """Whether the actual value holds a hint or a gap of the blank form."""
    return indicator.actual.str.contains(_PLACEHOLDER)


@reading(Level.INDICATOR)
def placeholder_in_reason() -> Expr:
    """Whether the reason holds a hint or a gap of the blank form."""
    return indicator.deviation.str.contains(_PLACEHOLDER)


@fact(Level.FORM, over=Level.INDICATOR)
def placeholder_in_rows() -> Expr:
    """Whether a text of an indicator is a hint or a gap of the blank form."""
    found = (placeholder_in_name(), placeholder_in_target(), placeholder_in_actual(), placeholder_in_reason())
    return pl.any_horizontal(found).any()


_COLUMNS: Final = {"level3": names, "target": targets, "actual": actuals, "deviation": deviations}
_TEXTS: Final = {"goal/expected": form.goal_expected, "goal/actual": form.goal_actual}


def _goal() -> Expr:
    return pl.concat_str(*_TEXTS.values(), separator="|", ignore_nulls=True)


def _cells(texts: Expr, name: str) -> Expr:
    rows = texts.list.eval(pl.arg_where(pl.element().str.contains(_PLACEHOLDER)))
    return rows.list.eval(pl.concat_str(pl.lit("/indicators/"), pl.element(), pl.lit(f"/{name}")))


def _pointers() -> Expr:
    texts = [
        pl.when(text.str.contains(_PLACEHOLDER)).then(pl.lit(f"/{path}")) for path, text in _TEXTS.items()
    ]
    lists = [pl.concat_list(texts), *(_cells(column(), name) for name, column in _COLUMNS.items())]
    found = pl.concat_list(each.fill_null(pl.lit([], pl.List(pl.String))) for each in lists)
    return found.list.drop_nulls()


def _words() -> Expr:
    """Return the first words that were left in."""
    rows = pl.concat_list(column().list.join("|", ignore_nulls=True) for column in _COLUMNS.values())
    return pl.coalesce(
        _goal().str.extract(_PLACEHOLDER),
        rows.list.join("|").str.extract(_PLACEHOLDER).str.strip_chars("|"),
    )


@check(
    code="C14",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("留有填表提示或占位的文字", "Hints and gaps of the blank form left in"),
    reason=Text(
        "空白表上的填写提示（如“100字以内”）和占位符号（如“XX人”“≥**个”）应当换成实际内容，公开时会原样显示出来。",
        "Hints such as “100字以内” and gaps such as “XX人” of the blank form are to be replaced; they show when published.",
    ),
    message=Text(
        "{count} 处留有填表提示或占位文字，如“{words:text}”",
        "{count} texts hold hints or gaps of the blank form, such as “{words:text}”",
    ),
    fix=Text("删去提示，填写实际内容", "remove the hint and fill in what was done"),
    at=(),
    cites=(cite("mof-2020-10", "26"),),
)
def placeholder() -> Verdict:
    """Fail when a text of the form still holds a hint or a gap."""
    found = _goal().str.contains(_PLACEHOLDER).fill_null(value=False) | placeholder_in_rows()
    written = (_goal().str.len_bytes() > 0) | placeholder_in_rows().is_not_null()
    return Verdict(
        fails=given(written, found.fill_null(value=False)),
        facts={"count": _pointers().list.len(), "words": _words()},
        pointers=_pointers(),
    )
