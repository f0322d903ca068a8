"""E13 文字与资金表、总分的数不一致."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.narrative import narrative
from ziping.rules.facts.rounding import rate_cut

_IS: Final = "(?:总额|金额|资金|经费|安排|共计|合计|共|达到|达|为|是|约|[:：])*"
_NUMBER: Final = r"([0-9]+(?:\.[0-9]+)?)"
_MONEY: Final = rf"{_NUMBER}([万亿]?)元"
_START: Final = "(?:^|[,，。；;：:\n]|项目|年度|全年|年初|总)"
_BUDGET: Final = rf"({_START}预算数?{_IS}{_MONEY})"
_SPENT: Final = rf"((?:实际|累计|全年|年度)(?:执行数?|支出|支付|使用){_IS}{_MONEY})"
_RATE: Final = rf"(执行率{_IS}{_NUMBER}[%％])"
_SCORE: Final = rf"(自评(?:总分|得分|分数|分|得){_IS}{_NUMBER}分)"
_HUNDREDTHS: Final = 100
_NEAR: Final = 100
"""One per cent, one point: rounding explains less."""


def _told(pattern: str) -> Expr:
    return narrative().str.extract_groups(pattern)


def _figure(told: Expr) -> Expr:
    return told.struct.field("2").cast(pl.Decimal(20, 6), strict=False)


def _money(told: Expr) -> Expr:
    times = told.struct.field("3")
    fen = pl.when(times == "万").then(10**6).when(times == "亿").then(10**10).otherwise(100)
    return (_figure(told) * fen).cast(pl.Int64, strict=False)


def _hundredths(told: Expr) -> Expr:
    return (_figure(told) * _HUNDREDTHS).cast(pl.Int64, strict=False)


@reading(Level.FORM)
def told_budget() -> Expr:
    """What the narrative says of the budget: its words, number and multiplier."""
    return _told(_BUDGET)


@reading(Level.FORM)
def told_spent() -> Expr:
    """What the narrative says of the money spent."""
    return _told(_SPENT)


@reading(Level.FORM)
def told_rate() -> Expr:
    """What the narrative says of the execution rate."""
    return _told(_RATE)


@reading(Level.FORM)
def told_score() -> Expr:
    """What the narrative says of the total score."""
    return _told(_SCORE)


@reading(Level.FORM)
def budget_told() -> Expr:
    """The budget of the text, in 分."""
    return _money(told_budget())


@reading(Level.FORM)
def spent_told() -> Expr:
    """The spending of the text, in 分."""
    return _money(told_spent())


@reading(Level.FORM)
def rate_told() -> Expr:
    """The execution rate of the text, in basis points."""
    return _hundredths(told_rate())


@reading(Level.FORM)
def score_told() -> Expr:
    """The score of the text, in hundredths."""
    return _hundredths(told_score())


def _apart(said: Expr, amount: Expr) -> Expr:
    """Tell whether an amount is off by a hundredth or more."""
    return (said - amount).abs() * _HUNDREDTHS >= amount


@fact(Level.FORM)
def budget_differs() -> Expr:
    """Whether the budget of the text is neither the full-year nor the initial one; null where none is told."""
    full_year, initial = (_apart(budget_told(), it) for it in (form.full_year_budget, form.initial_budget))
    return full_year & initial.fill_null(value=True)


@fact(Level.FORM)
def spent_differs() -> Expr:
    """Whether the spending of the text is another than that of the table; null where none is told."""
    return _apart(spent_told(), form.executed)


@fact(Level.FORM)
def rate_differs() -> Expr:
    """Whether the execution rate of the text is another than that of the table; null where none is told."""
    return (rate_told() - rate_cut()).abs() >= _NEAR


@fact(Level.FORM)
def score_differs() -> Expr:
    """Whether the score of the text is another than the total; null where none is told."""
    return (score_told() - form.total_score).abs() >= _NEAR


_PAIRS: Final = (
    (told_budget, budget_differs),
    (told_spent, spent_differs),
    (told_rate, rate_differs),
    (told_score, score_differs),
)


@check(
    code="E13",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("文字与资金表、总分的数不一致", "The text and the tables give different amounts"),
    reason=Text(
        "实际完成情况里写到的项目预算、实际支出、执行率、自评得分，应当与资金表和总分一致。相差百分之一（一分）以上的提示；"
        "写的是其中一部分资金的，可以不改。",
        "Budget, spending, execution rate and score in the text agree with the tables. A difference of one per cent, or one point, is "
        "pointed out; where the text speaks of a part of the money it may stay.",
    ),
    message=Text(
        "文字写“{said:text}”；表中全年预算数 {budget:money}，全年执行数 {spent:money}，执行率 {rate:rate}，总分 {score:points}",
        "the text says “{said:text}”; the tables say budget {budget:money}, executed {spent:money}, rate {rate:rate}, total {score:points}",
    ),
    fix=Text("核对两处的数和金额单位，改成一致", "check both figures and their units, and let them agree"),
    at=("goal.actual", "funds.total.executed", "total.score"),
    cites=(cite("mof-notice", "truth"), cite("practice", "money-in-indicators")),
)
def text_and_tables() -> Verdict:
    """Fail when an amount, the rate or the score of the text is not that of the tables."""
    words = [pl.when(differs()).then(told().struct.field("1")) for told, differs in _PAIRS]
    fails = [differs() for _, differs in _PAIRS]
    return Verdict(
        fails=pl.coalesce(pl.when(pl.any_horizontal(fails)).then(statement=True), *fails),
        facts={
            "said": pl.concat_list(words).list.drop_nulls(),
            "budget": form.full_year_budget,
            "spent": form.executed,
            "rate": rate_cut(),
            "score": form.total_score,
        },
    )
