"""Every rule by its cases: passes, fails with its message, does not apply; alone and among other forms."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.rules.judging import CASES, FILES, forms_of, judged, said
from tests.samples import twelve
from ziping.engine.findings import findings
from ziping.model.form import SourcedForm
from ziping.rules import catalogue

CROWD = tuple(
    entry.model_copy(update={"form": entry.form.model_copy(update={"implementing_unit": "旁人单位"})})
    for entry in twelve()
)


def outcome(
    code: str, forms: Sequence[SourcedForm], number: int, case: dict[str, Any]
) -> tuple[str, list[str], list[str]]:
    """Return fail, pass or skip for one of the forms, the messages, and every pointer."""
    evaluation = judged(code, case, forms, number)
    verdicts = said(code, evaluation, number)["fails"]
    found = [it for it in findings(evaluation, forms) if it.form.source == "case"]
    pointers = [spot.pointer for it in found for spot in it.spots]
    answer = "fail" if verdicts.any() else "skip" if verdicts.is_null().all() else "pass"
    return answer, [it.message.zh for it in found], pointers


@pytest.mark.parametrize("crowd", [(), CROWD], ids=["alone", "crowd"])
@pytest.mark.parametrize(("code", "case"), [pytest.param(c, k, id=f"{c} {k['name']}") for c, k in CASES])
def test_case(code: str, case: dict[str, Any], crowd: Sequence[SourcedForm]) -> None:
    forms = [*crowd, *forms_of(case), *crowd]
    answer, messages, pointers = outcome(code, forms, len(crowd), case)
    assert answer == case["expect"]
    if "message" in case:
        assert case["message"] in messages
    if "at" in case:
        assert case["at"] == pointers


@pytest.mark.parametrize("code", sorted(catalogue().checks))
def test_every_check_has_a_case_of_each_outcome(code: str) -> None:
    outcomes = {case["expect"] for name, case in CASES if name == code}
    assert outcomes == {"pass", "fail", "skip"}


@pytest.mark.parametrize("code", sorted(catalogue().checks))
def test_every_failing_case_says_its_message(code: str) -> None:
    assert any("message" in case for name, case in CASES if name == code and case["expect"] == "fail")


def test_every_case_file_belongs_to_a_check() -> None:
    assert {path.stem for path in FILES} == set(catalogue().checks)
