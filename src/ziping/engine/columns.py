"""The columns that rules are written over, as typed expressions: a misspelt column is a type error.

Money is in 分, points and scores are in hundredths, rates and shares in basis points, the numbers of targets and
actual values in millionths: all integers. Blank is null.
"""

from typing import Final

import polars as pl

Expr = pl.Expr
_col = pl.col


class form:  # noqa: N801 — reads as a word in rules: form.executed
    """One row per form; the amounts are those of the row 年度资金总额."""

    id: Final = _col("form.id")
    kind: Final = _col("form.kind")
    title: Final = _col("form.title")
    year: Final = _col("form.year")
    project: Final = _col("form.project")
    competent_department: Final = _col("form.competent_department")
    implementing_unit: Final = _col("form.implementing_unit")
    money_unit: Final = _col("form.money_unit")
    goal_expected: Final = _col("form.goal_expected")
    goal_actual: Final = _col("form.goal_actual")
    total_points: Final = _col("form.total_points")
    total_score: Final = _col("form.total_score")
    grade: Final = _col("form.grade")
    initial_budget: Final = _col("form.initial_budget")
    full_year_budget: Final = _col("form.full_year_budget")
    executed: Final = _col("form.executed")
    approved_whole_budget: Final = _col("form.approved_whole_budget")
    """项目资金总额 of the approved goal form, all years of the project together; null where that form is not at hand."""
    approved_year_budget: Final = _col("form.approved_year_budget")
    """年度资金申请总额 of the approved goal form; null where that form is not at hand."""
    execution_points: Final = _col("form.execution_points")
    execution_rate: Final = _col("form.execution_rate")
    execution_score: Final = _col("form.execution_score")
    execution_score_unreadable: Final = _col("form.execution_score_unreadable")
    scores_uncounted: Final = _col("form.scores_uncounted")
    amounts_uncounted: Final = _col("form.amounts_uncounted")
    marked_up: Final = _col("form.marked_up")
    batch: Final = _col("form.batch")
    """Unit and year: the same for the forms of one batch."""
    history: Final = _col("form.history")
    """Unit and project: the same for the forms of one project in several years."""
    twin: Final = _col("form.twin")
    """The form whose text is most like this one's: share in basis points (0: none), source, number, year, unit, project;
    null where forms were not compared."""


class fund:  # noqa: N801
    """One row per row of the fund table."""

    form: Final = _col("fund.form")
    index: Final = _col("fund.index")
    source: Final = _col("fund.source")
    label: Final = _col("fund.label")
    initial_budget: Final = _col("fund.initial_budget")
    full_year_budget: Final = _col("fund.full_year_budget")
    executed: Final = _col("fund.executed")
    points: Final = _col("fund.points")
    execution_rate: Final = _col("fund.execution_rate")
    score: Final = _col("fund.score")


class indicator:  # noqa: N801
    """One row per indicator, with target and actual value as texts and as understood."""

    form: Final = _col("indicator.form")
    index: Final = _col("indicator.index")
    level1: Final = _col("indicator.level1")
    level2: Final = _col("indicator.level2")
    level3: Final = _col("indicator.level3")
    target: Final = _col("indicator.target")
    actual: Final = _col("indicator.actual")
    points: Final = _col("indicator.points")
    score: Final = _col("indicator.score")
    deviation: Final = _col("indicator.deviation")
    evidence: Final = _col("indicator.evidence")
    """How many evidence files are attached; null where evidence is not kept with the form."""
    approved_target: Final = _col("indicator.approved_target")
    """The target of the approved goal form; null where that form is not at hand."""
    approved_points: Final = _col("indicator.approved_points")
    score_unreadable: Final = _col("indicator.score_unreadable")
    points_unreadable: Final = _col("indicator.points_unreadable")
    target_kind: Final = _col("indicator.target_kind")
    target_comparator: Final = _col("indicator.target_comparator")
    target_number: Final = _col("indicator.target_number")
    target_unit: Final = _col("indicator.target_unit")
    target_band: Final = _col("indicator.target_band")
    target_multiplier: Final = _col("indicator.target_multiplier")
    target_year: Final = _col("indicator.target_year")
    target_month: Final = _col("indicator.target_month")
    target_day: Final = _col("indicator.target_day")
    target_words: Final = _col("indicator.target_words")
    target_several: Final = _col("indicator.target_several")
    actual_kind: Final = _col("indicator.actual_kind")
    actual_comparator: Final = _col("indicator.actual_comparator")
    actual_number: Final = _col("indicator.actual_number")
    actual_unit: Final = _col("indicator.actual_unit")
    actual_band: Final = _col("indicator.actual_band")
    actual_multiplier: Final = _col("indicator.actual_multiplier")
    actual_year: Final = _col("indicator.actual_year")
    actual_month: Final = _col("indicator.actual_month")
    actual_day: Final = _col("indicator.actual_day")
    actual_words: Final = _col("indicator.actual_words")
    actual_several: Final = _col("indicator.actual_several")


class profile:  # noqa: N801
    """What the form's profile decides, as columns of the form."""

    execution_points: Final = _col("profile.execution_points")
    execution_denominator: Final = _col("profile.execution_denominator")
    execution_score_by: Final = _col("profile.execution_score_by")
    tier_edges: Final = _col("profile.tier_edges")
    tier_shares: Final = _col("profile.tier_shares")
    total_points: Final = _col("profile.total_points")
    output_points: Final = _col("profile.output_points")
    benefit_points: Final = _col("profile.benefit_points")
    satisfaction_points: Final = _col("profile.satisfaction_points")
    cost_points: Final = _col("profile.cost_points")
    output_points_beside_cost: Final = _col("profile.output_points_beside_cost")
    benefit_points_beside_cost: Final = _col("profile.benefit_points_beside_cost")
    achieved_from: Final = _col("profile.achieved_from")
    partly_from: Final = _col("profile.partly_from")
    partly_upper_inclusive: Final = _col("profile.partly_upper_inclusive")
    reverse: Final = _col("profile.reverse")
    overshoot_from: Final = _col("profile.overshoot_from")
    explain_execution_below: Final = _col("profile.explain_execution_below")
    explain_budget_change_above: Final = _col("profile.explain_budget_change_above")
    claim_gap_above: Final = _col("profile.claim_gap_above")
    all_high_from: Final = _col("profile.all_high_from")
    qualitative_above: Final = _col("profile.qualitative_above")
    heavy_indicator_from: Final = _col("profile.heavy_indicator_from")
    copied_from: Final = _col("profile.copied_from")
    alike_from: Final = _col("profile.alike_from")
    fewest_indicators: Final = _col("profile.fewest_indicators")
    most_indicators: Final = _col("profile.most_indicators")
    grade_names: Final = _col("profile.grade_names")
    grades: Final = tuple(
        (_col(f"profile.grade_{place}"), _col(f"profile.grade_edge_{place}")) for place in range(4)
    )
    """The name of each grade with its lower edge in hundredths, the best first."""
    preferred_rounding_bit: Final = _col("profile.preferred_rounding_bit")


def given(applies: Expr, fails: Expr) -> Expr:
    """Return ``fails`` where the rule applies and null, does not apply, elsewhere."""
    return pl.when(applies).then(fails)


def blank(text: Expr) -> Expr:
    """Tell whether a text is missing or holds nothing but blanks and dashes."""
    return text.fill_null("").str.strip_chars(" \t\r\n\u3000-—－–/").str.len_bytes() == 0


def exact(number: Expr) -> Expr:
    """Widen an integer so that a product of two cannot overflow: Polars wraps on int64 without a word."""
    return number.cast(pl.Int128)
