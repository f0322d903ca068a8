"""Scores of the twelve real forms, exactly; and what must hold for every form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.building import built
from tests.samples import twelve
from ziping.app.assessing import assess
from ziping.law import profile
from ziping.model.assessment import IndicatorScore, ScoreSheet
from ziping.model.form import SourcedForm

TOTALS = (9475, 9576, 9287, 9462, 9595, 9600, 9353, 9596, 9396, 9404, 9595, 8699)


def sheets() -> list[ScoreSheet]:
    return [entry.scores for entry in assess(twelve())]


def test_all_twelve_totals_are_the_sum_of_the_printed_scores() -> None:
    assert [sheet.total.declared for sheet in sheets()] == list(TOTALS)
    assert [sheet.total.expected for sheet in sheets()] == list(TOTALS)


def test_all_twelve_rates_and_execution_scores_reproduce_exactly() -> None:
    for sheet in sheets():
        assert sheet.execution_rate.difference == 0
        assert sheet.execution_score.difference == 0


def test_the_forms_of_2023_cut_off_and_those_of_2020_round_the_rate_up() -> None:
    assert {str(sheet.rounding) for sheet in sheets()[:10]} == {"执行率、得分均截去"}
    assert {str(sheet.rounding) for sheet in sheets()[10:]} == {"执行率进一，得分四舍五入"}
    assert all(sheet.rounding_decided for sheet in sheets()[:10])


def test_alone_a_form_may_leave_the_convention_open() -> None:
    (cut,), (open_,) = ([it.scores for it in assess([twelve()[n]])] for n in (1, 5))
    assert cut.rounding_decided
    assert not open_.rounding_decided, "211.30 of 211.30 is 100.00 under every convention"


def test_each_form_has_the_profile_of_its_year() -> None:
    assert [sheet.profile for sheet in sheets()] == ["shanghai-2023"] * 10 + ["shanghai-2020"] * 2


def test_57_of_100_earns_5_70_where_7_00_was_declared() -> None:
    line = sheets()[2].indicators[1]
    assert (line.name, line.points, line.declared, line.expected, line.difference) == (
        "参加线上线下专业投促会议和活动",
        1000,
        700,
        570,
        130,
    )


def test_nothing_of_five_earns_nothing_where_15_was_declared() -> None:
    line = sheets()[11].indicators[3]
    assert (line.declared, line.expected) == (1500, 0)


def test_a_band_has_edges_and_no_expected_score() -> None:
    line = sheets()[0].indicators[3]
    assert (line.declared, line.expected, line.lowest, line.highest) == (1600, None, 1200, 1600)


def test_computed_total_and_grade_of_the_form_that_missed_its_targets() -> None:
    sheet = sheets()[11]
    assert (sheet.computed_total, sheet.expected_grade, sheet.computed_grade) == (6999, "良", "中")


def test_another_profile_can_be_asked_for() -> None:
    entry = assess(twelve()[:1], profile("mof-2020"))[0].scores
    assert entry.profile == "mof-2020"
    assert entry.execution_score.expected == 875, "the form's own figures still decide that it cuts off"


def indicator(target: str, actual: str, points: Decimal) -> IndicatorScore:
    """Score one measured indicator; the unit keeps 1933.01 from being taken for a month of a year."""
    row = {"target": f"{target}(场)", "actual": f"{actual}(场)", "points": str(points), "score": "0"}
    form = SourcedForm(source="case", number=1, form=built({"indicators": [row]}))
    return assess([form])[0].scores.indicators[0]


NUMBERS = st.decimals(0, 10**6, places=2)
POINTS = st.decimals(Decimal("0.01"), 90, places=2)
EVERY_SIGN = st.sampled_from(["≥", ">", "=", "≤", "<"])


@given(EVERY_SIGN, st.decimals(Decimal("0.01"), 10**6, places=2), NUMBERS, POINTS)
def test_a_score_lies_between_nothing_and_the_points(
    sign: str, target: Decimal, actual: Decimal, points: Decimal
) -> None:
    line = indicator(f"{sign}{target}", str(actual), points)
    assert line.expected is not None
    assert line.points is not None
    assert 0 <= line.expected <= line.points


@given(st.decimals(Decimal("0.01"), 10**6, places=2), NUMBERS, NUMBERS, POINTS)
def test_more_done_never_earns_less_and_more_spent_never_more(
    target: Decimal, first: Decimal, second: Decimal, points: Decimal
) -> None:
    less, more = sorted((first, second))
    for sign, better, worse in (("≥", more, less), ("≤", less, more)):
        good, bad = (indicator(f"{sign}{target}", str(done), points).expected for done in (better, worse))
        assert good is not None
        assert bad is not None
        assert good >= bad


@given(EVERY_SIGN.filter(lambda sign: sign in "≥=≤"), st.decimals(Decimal("0.01"), 10**6, places=2), POINTS)
def test_exactly_the_target_earns_all(sign: str, target: Decimal, points: Decimal) -> None:
    line = indicator(f"{sign}{target}", str(target), points)
    assert line.expected == line.points


@given(st.decimals(Decimal("0.01"), 10**6, places=2), POINTS)
def test_nothing_done_and_twice_the_ceiling_earn_nothing(target: Decimal, points: Decimal) -> None:
    assert indicator(f"≥{target}", "0", points).expected == 0
    assert indicator(f"≤{target}", str(2 * target), points).expected == 0


@given(st.integers(0, 10_000))
def test_every_total_has_exactly_one_grade(total: int) -> None:
    form = built({"form": {"total_score": str(Decimal(total).scaleb(-2))}})
    sheet = assess([SourcedForm(source="case", number=1, form=form)])[0].scores
    expected = "优" if total >= 9000 else "良" if total >= 8000 else "中" if total >= 6000 else "差"
    assert sheet.expected_grade == expected


@pytest.mark.parametrize(
    ("total", "grade"), [("90.00", "优"), ("89.99", "良"), ("80.00", "良"), ("60.00", "中"), ("59.99", "差")]
)
def test_edges_belong_to_the_better_grade(total: str, grade: str) -> None:
    form = built({"form": {"total_score": total}})
    assert assess([SourcedForm(source="case", number=1, form=form)])[0].scores.expected_grade == grade


def test_no_forms_are_no_error() -> None:
    assert assess([]) == []
