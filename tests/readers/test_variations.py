"""The twelve forms in every layout that published forms were seen in: each is read back as it was drawn."""

from random import Random
from typing import Any

import pytest

from tests.readers.truth import NAMES, bare, declared, leaves, truths
from tests.readers.variations.drawing import Drawing
from tests.readers.variations.mutations import mutants, silent
from tests.readers.variations.sheet import Sheet
from tests.readers.variations.styles import COMBINED, STYLES
from ziping.model.form import Form, ProblemKind
from ziping.readers import Source, read
from ziping.readers.reading import forms_of

FORMS = [truth for name in NAMES for truth in truths(name)]
ALL = {**STYLES, **COMBINED}
FILES = {"form.html": Sheet.html, "form.xlsx": Sheet.xlsx}


def differences(said: dict[str, Any], form: Form) -> list[tuple[str, object, object]]:
    """Return pointer, what was drawn, and what was read instead; blanks are compared elsewhere."""
    drawn, found = dict(leaves(said)), dict(leaves(declared(form)))
    return [
        (pointer, drawn.get(pointer), found.get(pointer))
        for pointer in {**drawn, **found}
        if _bare(drawn.get(pointer)) != _bare(found.get(pointer))
    ]


def _bare(value: object) -> object:
    return bare(value) if isinstance(value, str) else value


def doubts(form: Form) -> tuple[tuple[str, str], ...]:
    """Return pointer and kind of the problems, but for the markup in the goals and the persons that are left out."""
    told = (ProblemKind.MARKUP, ProblemKind.NOTICE)
    return tuple((p.pointer, p.kind.value) for p in form.problems if p.kind not in told)


@pytest.mark.parametrize("name", ALL)
def test_every_layout_is_read_as_it_was_drawn(name: str) -> None:
    for truth in FORMS:
        drawing = Drawing(ALL[name], truth)
        (form,) = forms_of(drawing.sheet.grid())
        assert differences(drawing.said, form) == []
        assert doubts(form) == ALL[name].doubts


@pytest.mark.parametrize("name", ALL)
def test_borders_of_rows_need_not_meet(name: str) -> None:
    random = Random(name)  # noqa: S311 — the same borders at every run
    drawing = Drawing(ALL[name], random.choice(FORMS))
    (form,) = forms_of(drawing.sheet.jolted(random).grid())
    assert differences(drawing.said, form) == []
    assert doubts(form) == ALL[name].doubts


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", ALL)
def test_every_layout_is_read_from_files(name: str, file: str) -> None:
    drawing = Drawing(ALL[name], FORMS[0])
    (form,) = read(Source(file, FILES[file](drawing.sheet))).forms
    assert differences(drawing.said, form) == []
    assert doubts(form) == ALL[name].doubts


@pytest.mark.parametrize("name", ALL)
def test_no_fault_in_a_form_is_read_wrongly_in_silence(name: str) -> None:
    random = Random(name)  # noqa: S311 — the same faults at every run
    found = [
        (mutant.fault, wrong)
        for truth in random.sample(FORMS, 3)
        for mutant in mutants(Drawing(ALL[name], truth), random)
        for form in forms_of(mutant.sheet.grid())
        if (wrong := silent(mutant, form))
    ]
    assert found == []
