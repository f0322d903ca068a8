"""Fund tables whose sums, rates and scores are right under one convention of rounding."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from ziping.law import Profile, Rounding
from ziping.law.roundings import Digits, Way
from ziping.model.form import Fund, FundSource, MoneyUnit

_LABELS = {
    FundSource.TOTAL: "年度资金总额",
    FundSource.APPROPRIATION: "其中：当年财政拨款",
    FundSource.CARRY_OVER: "上年结转资金",
    FundSource.OTHER: "其他资金",
}


@dataclass(frozen=True, slots=True)
class Practice:
    """How the forms of one unit and year are filled in."""

    profile: Profile
    rounding: Rounding
    unit: MoneyUnit
    whole: bool
    """Scores in whole points."""
    flawless: bool = False
    """Everything reached, all money spent."""


def rounded(above: int, below: int, way: Digits) -> int:
    """Return the quotient rounded to the last digit of the way, in the parts of the numerator."""
    cut, rest = divmod(above, below)
    if way.way is Way.CUT:
        return cut // way.step * way.step
    if way.way is Way.UP:
        return -(-(cut + (rest > 0)) // way.step) * way.step
    return (2 * above + below * way.step) // (2 * below * way.step) * way.step


def hundredths(value: int) -> Decimal:
    """Print hundredths with two decimals."""
    return Decimal(value).scaleb(-2)


def fund_rows(random: Random, practice: Practice) -> tuple[Fund, ...]:
    """Draw a budget and what was spent of it."""
    budget = random.randint(200, 9_000) * 10 ** random.choice((1, 2, 2, 3))
    changed = practice.profile.parameters.execution_denominator == "full_year" and _one_in(random, 5)
    initial = budget * random.randint(80, 125) // 100 if changed else budget
    carried = budget // 5 if _one_in(random, 10) else 0
    rest = budget - carried
    all_spent = _one_in(random, 4) or practice.flawless
    spent = rest if all_spent else rest * random.randint(600, 999) // 1000
    parts = {
        FundSource.APPROPRIATION: (initial - carried, rest, spent),
        FundSource.CARRY_OVER: (carried, carried, carried),
        FundSource.OTHER: (0, 0, 0),
    }
    total = tuple(map(sum, zip(*parts.values(), strict=True)))
    rows = {FundSource.TOTAL: total, **parts}
    return tuple(fund_row(source, amounts, practice) for source, amounts in rows.items())


def _one_in(random: Random, many: int) -> bool:
    return random.randrange(many) == 0


def fund_row(source: FundSource, amounts: tuple[int, ...], practice: Practice) -> Fund:
    """Return a row for amounts in hundredths of the form's unit, with its rate, and the score of the total row."""
    initial, full_year, executed = amounts
    said = practice.profile.parameters
    budget = initial if said.execution_denominator == "initial" else full_year
    rate = rounded(executed * 10_000, budget, practice.rounding.rate) if budget else 0
    whole = source is FundSource.TOTAL
    return Fund(
        source=source,
        label=_LABELS[source],
        initial_budget=hundredths(initial),
        full_year_budget=hundredths(full_year),
        executed=hundredths(executed),
        points=hundredths(said.execution_points) if whole else None,
        execution_rate=hundredths(rate),
        score=hundredths(_score(executed, budget, rate, practice)) if whole else None,
    )


def _score(executed: int, budget: int, rate: int, practice: Practice) -> int:
    said = practice.profile.parameters
    points = said.execution_points
    if said.execution_score_by == "tiers":
        exact = executed * 10_000 // budget
        share = next(part for edge, part in said.execution_tiers if exact >= edge)
        return (points * share + 5_000) // 10_000
    if practice.rounding.carried:
        return min((points * rate + 5_000) // 10_000, points)
    return rounded(points * min(executed, budget), budget, practice.rounding.score)
