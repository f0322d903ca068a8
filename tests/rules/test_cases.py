"""Every rule by its cases: passes, fails with its message, does not apply; alone and among other forms."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.rules.building import built, with_columns_at_hand
from tests.samples import twelve
from ziping.app.likeness import compared
from ziping.engine.findings import findings
from ziping.engine.frames import frames
from ziping.engine.plan import FRAME, check_reads
from ziping.engine.run import evaluate
from ziping.law import profile
from ziping.model.form import Form, SourcedForm
from ziping.rules import catalogue

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [(path.stem, case) for path in FILES for case in tomllib.loads(path.read_text("utf-8"))["case"]]
CROWD = tuple(
    entry.model_copy(update={"form": entry.form.model_copy(update={"implementing_unit": "旁人单位"})})
    for entry in twelve()
)


def outcome(
    code: str, forms: Sequence[SourcedForm], number: int, case: dict[str, Any]
) -> tuple[str, list[str], list[str]]:
    """Return fail, pass or skip for one of the forms, the messages, and every pointer."""
    check = catalogue().checks[code]
    declared = frames(forms, profile(case["profile"]) if "profile" in case else None)
    given = with_columns_at_hand(
        compared(declared) if "form.twin" in check_reads(check) else declared, number, case.get("at_hand", {})
    )
    evaluation = evaluate(given, catalogue(), [check])
    level = FRAME[check.level]
    index = "form.id" if level == "form" else f"{level.value}.form"
    said = evaluation.verdicts[level][code].filter(evaluation.frames[level][index] == number)
    found = [it for it in findings(evaluation, forms) if it.form.source == "case"]
    pointers = [spot.pointer for it in found for spot in it.spots]
    answer = "fail" if said.any() else "skip" if said.is_null().all() else "pass"
    return answer, [it.message.zh for it in found], pointers


def sourced(form: Form, source: str) -> SourcedForm:
    return SourcedForm(source=source, number=1, form=form)


@pytest.mark.parametrize("crowd", [(), CROWD], ids=["alone", "crowd"])
@pytest.mark.parametrize(("code", "case"), [pytest.param(c, k, id=f"{c} {k['name']}") for c, k in CASES])
def test_case(code: str, case: dict[str, Any], crowd: Sequence[SourcedForm]) -> None:
    beside = [sourced(built(other), "beside") for other in case.get("beside", [])]
    forms = [*crowd, sourced(built(case), "case"), *beside, *crowd]
    answer, messages, pointers = outcome(code, forms, len(crowd), case)
    assert answer == case["expect"]
    if "message" in case:
        assert case["message"] in messages
    if "at" in case:
        assert case["at"] == pointers


@pytest.mark.parametrize("code", sorted(catalogue().checks))
def test_every_check_has_a_case_of_each_outcome(code: str) -> None:
    said = {case["expect"] for name, case in CASES if name == code}
    assert said == {"pass", "fail", "skip"}


@pytest.mark.parametrize("code", sorted(catalogue().checks))
def test_every_failing_case_says_its_message(code: str) -> None:
    assert any("message" in case for name, case in CASES if name == code and case["expect"] == "fail")


def test_every_case_file_belongs_to_a_check() -> None:
    assert {path.stem for path in FILES} == set(catalogue().checks)
