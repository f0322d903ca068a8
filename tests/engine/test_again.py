"""What is worked out again after a change is what is worked out from the beginning."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import twelve
from ziping.app.assessing import assess, assess_again
from ziping.engine import again
from ziping.engine.again import evaluate_again
from ziping.engine.frames import frames
from ziping.engine.run import FRAMES, Evaluation, evaluate
from ziping.law import profile, profile_for, profiles
from ziping.model.form import Form, SourcedForm
from ziping.rules import catalogue

Edit = Callable[[Form, int], Form]


def _row(form: Form, number: int, **cells: object) -> Form:
    rows = list(form.indicators)
    place = number % len(rows)
    rows[place] = rows[place].model_copy(update=cells)
    return form.model_copy(update={"indicators": tuple(rows)})


def _fund(form: Form, number: int, **cells: object) -> Form:
    rows = list(form.funds)
    if not rows:
        return form
    place = number % len(rows)
    rows[place] = rows[place].model_copy(update=cells)
    return form.model_copy(update={"funds": tuple(rows)})


def _part(form: Form, part: str, **cells: object) -> Form:
    return form.model_copy(update={part: getattr(form, part).model_copy(update=cells)})


EDITS: dict[str, Edit] = {
    "reason": lambda form, n: _row(form, n, deviation=f"受天气影响，第 {n} 场推迟到明年举办"),
    "no reason": lambda form, n: _row(form, n, deviation=None),
    "actual": lambda form, n: _row(form, n, actual=f"{n}场"),
    "target": lambda form, n: _row(form, n, target=f"≥{n}%"),
    "score": lambda form, n: _row(form, n, score=Decimal(n) / 4),
    "points": lambda form, n: _row(form, n, points=Decimal(n)),
    "name": lambda form, n: _row(form, n, level3=f"举办展览场次{n}"),
    "level": lambda form, n: _row(form, n, level2="质量指标" if n % 2 else None),
    "told": lambda form, n: _part(form, "goal", actual=f"共举办展览 {n} 场，全部达到预期。"),
    "expected": lambda form, n: _part(form, "goal", expected=None if n % 3 else f"举办展览 {n} 场"),
    "total": lambda form, n: _part(form, "total", score=Decimal(n)),
    "executed": lambda form, n: _fund(form, n, executed=Decimal(n)),
    "budget": lambda form, n: _fund(form, n, full_year_budget=Decimal(n)),
    "grade": lambda form, n: form.model_copy(update={"grade": "优良中差"[n % 4]}),
    "unit": lambda form, n: form.model_copy(update={"implementing_unit": f"第{n}小学"}),
    "year": lambda form, n: form.model_copy(update={"year": 2020 + n % 5}),
    "row less": lambda form, _: form.model_copy(
        update={"indicators": form.indicators[:-1] or form.indicators}
    ),
    "row more": lambda form, n: form.model_copy(
        update={"indicators": (*form.indicators, form.indicators[n % len(form.indicators)])}
    ),
    "no funds": lambda form, _: form.model_copy(update={"funds": ()}),
    "nothing": lambda form, _: form,
}


def _differences(one: Evaluation, other: Evaluation) -> list[str]:
    found = []
    for level in FRAMES:
        assert one.frames[level].columns == other.frames[level].columns
        pairs = zip(one.frames[level], other.frames[level], strict=True)
        found += [mine.name for mine, its in pairs if not mine.equals(its, null_equal=True)]
        if not one.verdicts[level].equals(other.verdicts[level]):
            found.append(f"verdicts of {level}")
    assert [it.check.code for it in one.failures] == [it.check.code for it in other.failures]
    both = zip(one.failures, other.failures, strict=True)
    return found + [mine.check.code for mine, its in both if not mine.rows.equals(its.rows)]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_every_kind(name: str) -> None:
    """Each kind of edit, twice one after the other, on a form of either year."""
    for entry in (twelve()[2], twelve()[11]):
        form, before = entry.form, evaluate(frames([entry]), catalogue())
        for number in (7, 12):
            form = EDITS[name](form, number)
            now = frames([entry.model_copy(update={"form": form})])
            before = evaluate_again(before, now, catalogue())
            assert _differences(before, evaluate(now, catalogue())) == []


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 11), st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 150)), max_size=6)
)
def test_edits_one_after_another(place: int, edits: list[tuple[str, int]]) -> None:
    """Edits of all kinds in any order, several at once, come to what the last form comes to by itself."""
    entry = twelve()[place]
    form, before = entry.form, evaluate(frames([entry]), catalogue())
    for name, number in edits:
        form = EDITS[name](form, number)
        if number % 3:
            before = evaluate_again(before, frames([entry.model_copy(update={"form": form})]), catalogue())
    now = frames([entry.model_copy(update={"form": form})])
    assert _differences(evaluate_again(before, now, catalogue()), evaluate(now, catalogue())) == []


def test_several_forms_at_once() -> None:
    """A change of one form changes what rests on its batch in the others."""
    entries = list(twelve()[:5])
    before = evaluate(frames(entries), catalogue())
    entries[1] = entries[1].model_copy(update={"form": EDITS["score"](entries[1].form, 9)})
    entries[4] = entries[4].model_copy(update={"form": EDITS["executed"](entries[4].form, 3)})
    now = frames(entries)
    assert _differences(evaluate_again(before, now, catalogue()), evaluate(now, catalogue())) == []


def test_another_profile_is_a_change() -> None:
    """What the profile says is a column like any other."""
    entry = twelve()[2]
    before = evaluate(frames([entry]), catalogue())
    now = frames([entry], profiles()["mof-2020"])
    assert _differences(evaluate_again(before, now, catalogue()), evaluate(now, catalogue())) == []


def test_only_what_rests_on_the_change_is_asked() -> None:
    """A new total concerns four checks, not all."""
    entry = twelve()[2]
    before = evaluate(frames([entry]), catalogue())
    now = frames([entry.model_copy(update={"form": EDITS["total"](entry.form, 50)})])
    evaluate_again(before, now, catalogue())
    change = again._change(before.work, frozenset({"form.total_score"}))  # noqa: SLF001 — how much is done is what matters
    asked = {it.code for held in change.work.asked for it in held.checks}
    assert "A01" in asked
    assert len(asked) < len(catalogue().checks) // 10


def test_the_same_form_again_is_the_same_evaluation() -> None:
    """Nothing is worked out when nothing changed."""
    before = evaluate(frames([twelve()[0]]), catalogue())
    assert evaluate_again(before, frames([twelve()[0]]), catalogue()) is before


def test_an_assessment_again_is_the_assessment() -> None:
    """Findings name the cells of the form as it is now, whatever was assessed before under the same name."""
    for name in ("score", "actual", "row more", "told", "reason"):
        for entry in twelve()[:3]:
            form = EDITS[name](entry.form, 5)
            held = SourcedForm(source="typed", number=1, form=form)
            used = profile(profile_for(form.year, form.competent_department, form.implementing_unit).key)
            assert assess_again(held, used) == assess([held], used)[0]
