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
    weak: bool = False
    """Much not reached."""


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


def fund_rows(random: Random, practice: Practice, initial: int, least: int) -> tuple[Fund, ...]:
    """Draw what an initial budget, in hundredths of 万元, became, and how much of it was spent.

    At least so many ten-thousandths are, if a score that is rounded coarsely, or goes by tiers, does not ask for all.
    """
    initial *= 10_000 if practice.unit is MoneyUnit.YUAN else 1
    changed = practice.profile.parameters.execution_denominator == "full_year" and _one_in(random, 5)
    budget = initial * random.randint(80, 125) // 100 if changed else initial
    carried = budget // 5 if _one_in(random, 10) else 0
    all_spent = _one_in(random, 4) or practice.flawless
    share = 10_000 if all_spent else random.randint(min(least, 9_999), 9_999)
    rows = _table(practice, initial, budget, carried, share)
    if in_hundredths(rows[0].score) * 10_000 < practice.profile.parameters.execution_points * least:
        rows = _table(practice, initial, budget, carried, 10_000)
    return rows


def _table(practice: Practice, initial: int, budget: int, carried: int, share: int) -> tuple[Fund, ...]:
    rest = budget - carried
    parts = {
        FundSource.APPROPRIATION: (initial - carried, rest, -(-rest * share // 10_000)),
        FundSource.CARRY_OVER: (carried, carried, carried),
        FundSource.OTHER: (0, 0, 0),
    }
    total = tuple(map(sum, zip(*parts.values(), strict=True)))
    rows = {FundSource.TOTAL: total, **parts}
    return tuple(fund_row(source, amounts, practice) for source, amounts in rows.items())


def in_hundredths(value: Decimal | None) -> int:
    """Return points or an amount as a count of hundredths."""
    return int((value or Decimal(0)) * 100)


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
