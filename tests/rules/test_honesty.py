"""No honest form is accused of an error, however it is worded, rounded and scored."""

from hypothesis import given, settings

from tests.rules.honest import batches
from ziping.engine.findings import findings
from ziping.engine.frames import frames
from ziping.engine.run import evaluate
from ziping.law import Profile
from ziping.model.finding import Severity
from ziping.model.form import Form, SourcedForm
from ziping.rules import catalogue

ERRORS = [it for it in catalogue().checks.values() if it.severity is Severity.ERROR]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(batches())
def test_an_honest_form_is_not_accused_of_an_error(drawn: tuple[Profile, list[Form]]) -> None:
    profile, forms = drawn
    sourced = [SourcedForm(source="drawn", number=number, form=it) for number, it in enumerate(forms, 1)]
    evaluation = evaluate(frames(sourced, profile), catalogue(), ERRORS)
    assert [(it.code, it.spots[0].pointer, it.message.zh) for it in findings(evaluation, sourced)] == []
