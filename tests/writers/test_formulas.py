"""The formulas recalculated by LibreOffice against exact fractions, at the boundaries where binary numbers fail."""

from fractions import Fraction
from io import BytesIO
from itertools import product
from math import ceil, floor
from pathlib import Path
from random import Random

import pytest
from xlsxwriter import Workbook

from tests.writers.office import converted, needs_office
from tests.writers.opened import workbook
from ziping.law import Rounding, profile, roundings
from ziping.law.roundings import Digits, Way
from ziping.model.quantity import Comparator
from ziping.writers.spreadsheet import formulas

pytestmark = [pytest.mark.slow, needs_office]
PARAMETERS = profile("mof-2020").parameters
AMOUNTS = (
    "0.07",
    "0.1",
    "0.29",
    "0.3",
    "0.58",
    "1.1",
    "1.15",
    "2.675",
    "3",
    "7",
    "9",
    "177.32",
    "155.28",
    "4153300",
    "4175000",
)
POINTS = ("10", "9.5", "20")


def recalculated(rows: list[tuple[list[str], list[str]]], folder: Path) -> list[list[str]]:
    """Write rows of given numbers and formulas, have them recalculated, and return what the formulas gave."""
    file, held = folder / "sums.xlsx", BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("s")
        for row, (numbers, made) in enumerate(rows):
            for column, number in enumerate(numbers):
                sheet.write_number(row, column, Fraction(number))
            for column, formula in enumerate(made, len(numbers)):
                sheet.write_formula(row, column, formula, value=-1)
    file.write_bytes(held.getvalue())
    page = workbook(converted([file], "xlsx", folder)["sums"].read_bytes())["s"]
    return [
        [page.values.get(f"{chr(65 + len(numbers) + index)}{row}", "") for index in range(len(made))]
        for row, (numbers, made) in enumerate(rows, 1)
    ]


def rounded(exact: Fraction, how: Digits) -> Fraction:
    parts = 10**how.digits
    scaled = exact * parts
    whole = {Way.CUT: floor(scaled), Way.UP: ceil(scaled), Way.HALF_UP: floor(scaled + Fraction(1, 2))}
    return Fraction(whole[how.way], parts)


def expected(budget: str, executed: str, points: str, used: Rounding) -> tuple[Fraction, Fraction]:
    part = Fraction(executed) / Fraction(budget)
    rate = rounded(part * 100, used.rate)
    score = rounded(min(part, Fraction(1)) * Fraction(points), used.score)
    if used.carried and part <= 1:
        score = rounded(rate * Fraction(points) / 100, Digits(way=Way.HALF_UP, digits=2))
    return rate, score


@pytest.mark.parametrize("unit", [100, 1_000_000], ids=["元", "万元"])
def test_rate_and_score_agree_with_fractions_under_every_convention(tmp_path: Path, unit: int) -> None:
    cases = list(product(AMOUNTS, AMOUNTS, POINTS, roundings()))
    rows = []
    for row, (budget, executed, points, used) in enumerate(cases, 1):
        cells = formulas.Execution(f"A{row}", f"B{row}", f"C{row}", unit, used)
        rows.append(([budget, executed, points], [cells.rate(), cells.score()]))
    limit = Fraction(1, 10**7)
    for case, found in zip(cases, recalculated(rows, tmp_path), strict=True):
        wanted = expected(*_in_fen(case, unit))
        assert all(abs(Fraction(a) - b) < limit for a, b in zip(found, wanted, strict=True)), case


def _in_fen(case: tuple[str, str, str, Rounding], unit: int) -> tuple[str, str, str, Rounding]:
    """Return the case with amounts in whole 分, as the engine counts them: 2.675 元 is 268 分."""
    budget, executed, points, used = case
    whole = (str(floor(Fraction(it) * unit + Fraction(1, 2))) for it in (budget, executed))
    return *whole, points, used  # type: ignore[return-value]


def earned(target: Fraction, actual: Fraction, points: Fraction, sign: Comparator, reverse: str) -> Fraction:
    reached = actual <= target if sign is Comparator.AT_MOST else actual >= target
    if reached:
        return points
    if sign is not Comparator.AT_MOST:
        part = actual / target
    elif reverse == "ratio":
        part = target / actual
    else:
        part = max((2 * target - actual) / target, Fraction(0))
    return Fraction(floor(part * points * 100 + Fraction(1, 2)), 100)


def test_indicator_scores_agree_with_fractions(tmp_path: Path) -> None:
    random = Random(7)  # noqa: S311 — the same cases each time
    cases = [
        (
            Fraction(random.randint(1, 5000), 100),
            Fraction(random.randint(0, 9000), 100),
            Fraction(random.randint(1, 80), 4),
        )
        for _ in range(1500)
    ]
    ways = list(product((Comparator.AT_LEAST, Comparator.EQUAL, Comparator.AT_MOST), ("linear", "ratio")))
    rows, wanted = [], []
    for row, numbers in enumerate(cases, 1):
        cells = [
            formulas.Measured(f"A{row}", f"B{row}", f"C{row}", 100, it, reverse, zero=False)
            for it, reverse in ways
        ]
        rows.append(([str(it) for it in numbers], [it.score() for it in cells]))
        wanted.append([earned(*numbers, it, reverse) for it, reverse in ways])
    for numbers, found, should in zip(cases, recalculated(rows, tmp_path), wanted, strict=True):
        assert all(abs(Fraction(a) - b) < Fraction(1, 10**7) for a, b in zip(found, should, strict=True)), (
            numbers
        )


def test_zero_targets_bands_and_grades(tmp_path: Path) -> None:
    zero = formulas.Measured("A1", "B1", "C1", 100, None, "linear", zero=True)
    strict = formulas.Measured("A2", "B2", "C2", 100, Comparator.MORE, "linear", zero=False)
    bare = formulas.Measured("A3", "B3", "C3", 100, None, "linear", zero=False)
    lowest, highest = formulas.band_edges('"部分达成指标"', "C4", PARAMETERS)
    grade = formulas.grade_of("C5", PARAMETERS.grades)
    text = formulas.number_in('"≥3,000.50(册)"', "≥", "(册)", "1")
    rows = [
        (["0", "0", "5"], [zero.score(), grade.replace("C5", "89.99"), text]),
        (["10", "10", "5"], [strict.score(), grade.replace("C5", "90"), grade.replace("C5", "59.99")]),
        (
            ["10", "9", "5"],
            [bare.score(), formulas.outside("C3", "1", "4"), formulas.difference("C3", "4.5")],
        ),
        (["0", "0", "20"], [lowest, highest, zero.score().replace("B1", "1")]),
    ]
    assert recalculated(rows, tmp_path) == [
        ["5", "良", "3000.5"],
        ["5", "优", "差"],
        ["", "1", "0.5"],
        ["12", "16", "0"],
    ]
