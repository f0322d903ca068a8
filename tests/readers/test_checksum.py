"""The arithmetic of a form, apart from any document."""

import json
from typing import Any

import pytest

from tests.readers.tables import WHOLE, form
from tests.readers.truth import NAMES, truths
from ziping.model.form import Form
from ziping.readers.checksum import adds_up, contradictions


def changed(**funds: str | None) -> Form:
    """Return the plain form with other values in the row 年度资金总额 and without its parts."""
    values = json.loads(form(WHOLE).to_json())
    values["funds"] = [{**values["funds"][0], **funds}]
    return Form.model_validate(values)


def pointers(found: Form) -> list[str]:
    return [problem.pointer for problem in contradictions(found)]


@pytest.mark.parametrize("truth", [truth for name in NAMES for truth in truths(name)])
def test_the_twelve_forms_add_up_under_two_rounding_conventions(truth: dict[str, Any]) -> None:
    assert pointers(Form.model_validate(truth)) == []


@pytest.mark.parametrize("rate", ["99.66", "99.67", "99.6", "99.7", "99", "100", "99.6666", "0.9966", "1"])
def test_a_rate_may_be_rounded_in_any_way(rate: str) -> None:
    assert pointers(changed(full_year_budget="9.00", executed="8.97", execution_rate=rate)) == []


@pytest.mark.parametrize("rate", ["99.65", "99.68", "98", "101", "0.98", "0"])
def test_a_rate_that_is_off_by_more_than_one_unit_contradicts(rate: str) -> None:
    found = changed(full_year_budget="9.00", executed="8.97", execution_rate=rate)
    assert pointers(found) == ["/funds/0/execution_rate"]
    (problem,) = contradictions(found)
    assert problem.message == f"执行率 {rate}% 与全年执行数 ÷ 全年预算数不符，应约为 99.66%"


def test_no_rate_without_a_budget() -> None:
    assert pointers(changed(full_year_budget="0.00", executed="5.00", execution_rate="100")) == []


def test_negative_rates_are_shown_with_their_sign() -> None:
    (problem,) = contradictions(changed(full_year_budget="3.00", executed="-1.00", execution_rate="33.33"))
    assert problem.message.endswith("应约为 -33.33%")


def test_the_parts_of_the_funds_sum_to_their_total() -> None:
    values = json.loads(form(WHOLE).to_json())
    values["funds"][1]["executed"] = "89.00"
    assert pointers(Form.model_validate(values)) == ["/funds/0/executed", "/funds/1/execution_rate"]


def test_sums_of_huge_amounts_stay_exact() -> None:
    values = json.loads(form(WHOLE).to_json())
    huge = "123456789012345678901234567.89"
    for fund in values["funds"]:
        fund.update(initial_budget=huge)
    assert pointers(Form.model_validate(values)) == []
    values["funds"][1]["initial_budget"] = huge[:-1] + "8"
    assert pointers(Form.model_validate(values)) == ["/funds/0/initial_budget"]


def test_points_of_a_form_without_total_row_sum_to_a_hundred() -> None:
    values = json.loads(form(WHOLE).to_json()) | {"total": {"points": None, "score": None}}
    assert pointers(Form.model_validate(values)) == []
    values["indicators"][0]["points"] = "60"
    assert pointers(Form.model_validate(values)) == ["/total/points"]


def test_a_form_without_any_points_contradicts_nothing() -> None:
    values = json.loads(form(WHOLE).to_json())
    for row in values["indicators"]:
        row.update(points=None)
    assert pointers(Form.model_validate(values)) == []


def test_a_complete_form_adds_up_and_another_does_not() -> None:
    assert adds_up(form(WHOLE))
    assert not adds_up(form(WHOLE.replace("30\t28", "30\t27")))
    assert not adds_up(form(WHOLE.partition("总分")[0]))
