"""What was written is read back by the project's own readers as it was declared."""

import re
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from tests.samples import real, twelve
from tests.writers.generated import adding_up, forms
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
    return {**held, "goal": bare(held["goal"])}


def bare(held: Any) -> Any:  # noqa: ANN401 — whatever a form is made of
    """Return the same without any blank: a line end in a PDF does not tell whether there was one."""
    if isinstance(held, dict):
        return {name: bare(value) for name, value in held.items()}
    if isinstance(held, tuple | list):
        return [bare(value) for value in held]
    return re.sub(r"[ \n]", "", held) if isinstance(held, str) else held


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


@pytest.mark.slow
@FORMATS
@pytest.mark.parametrize("key", ["mof-2020", "shanghai-2023"])
@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(form=forms().filter(lambda it: it.indicators).map(adding_up))
def test_any_form_comes_back(name: str, key: str, form: Form) -> None:
    found = back(name, in_layout(form, layout(key)))
    if name == "pdf":
        assert bare(values(found)) == bare(values(form))
    else:
        assert values(found) == values(form)
    assert {problem.kind for problem in found.problems} <= OF_NUMBERS


@pytest.mark.parametrize("times", [20, 60])
@pytest.mark.parametrize("key", ["mof-2020", "shanghai-2023"])
def test_a_row_that_goes_on_below_the_heading_of_the_next_page_is_one_row(key: str, times: int) -> None:
    form = real("2023/3")
    indicators = list(form.indicators)
    text = "受疫情影响，部分活动改为线上举办，" * times + "下一步加强管理。"
    indicators[1] = indicators[1].model_copy(update={"deviation": text})
    form = form.model_copy(update={"indicators": tuple(indicators)})
    assert back("pdf", Sheet(form, layout(key))).indicators == form.indicators
