"""What was written is read back by the project's own readers as it was declared."""

import re
from typing import Any

import pytest
from hypothesis import given, settings

from tests.samples import twelve
from tests.writers.generated import forms
from tests.writers.sheets import any_sheets, in_layout, real_sheets
from ziping.model.form import Form, ProblemKind
from ziping.readers import Source, read
from ziping.writers import Sheet, layout, writer

FORMATS = pytest.mark.parametrize("name", ["docx", "xlsx", "html", "pdf"])
OF_NUMBERS = {ProblemKind.ARITHMETIC, ProblemKind.MISSING, ProblemKind.DOUBTFUL}
"""What is said of random numbers, which add up to nothing."""


def back(name: str, sheet: Sheet) -> Form:
    (form,) = read(Source(f"form.{name}", writer(name).write(sheet))).forms
    return form


def values(form: Form) -> dict[str, Any]:
    """Return what was declared, without blanks in the goal: between Chinese characters a reader drops them."""
    held = form.model_dump(exclude={"places", "problems"})
    held["goal"] = {name: re.sub(r"[ \n]", "", text or "") for name, text in held["goal"].items()}
    return held


@FORMATS
@pytest.mark.parametrize("key", ["mof-2020", "shanghai-2020", "shanghai-2023"])
@pytest.mark.parametrize("index", range(12), ids=lambda it: f"{twelve()[it].form.year}-{twelve()[it].number}")
def test_the_real_forms_come_back_whole_and_without_problems(name: str, key: str, index: int) -> None:
    sheet = real_sheets()[index]
    found = back(name, Sheet(sheet.form, layout(key), sheet.scores))
    assert values(found) == values(sheet.form)
    assert not found.problems


@FORMATS
def test_a_department_and_a_transfer_payment_come_back(name: str) -> None:
    for sheet in any_sheets()[2:]:
        assert values(back(name, sheet)) == values(sheet.form)


@FORMATS
@pytest.mark.parametrize("key", ["mof-2020", "shanghai-2023"])
@settings(max_examples=15)
@given(form=forms())
def test_any_form_comes_back(name: str, key: str, form: Form) -> None:
    found = back(name, in_layout(form, layout(key)))
    assert values(found) == values(form)
    assert {problem.kind for problem in found.problems} <= OF_NUMBERS
