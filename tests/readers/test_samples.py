"""The two published documents, field by field against what a person read in them."""

import re
from itertools import product

import pytest

from tests.readers.truth import NAMES, bare, declared, document, leaves, reading, truths
from ziping.model.form import ProblemKind
from ziping.readers import Source, read

CASES = [
    pytest.param(name, number, id=f"{name} {truth['project']}")
    for name in NAMES
    for number, truth in enumerate(truths(name))
]
ENCODINGS = ["gb18030", "utf-8-sig", "utf-16"]
WITHOUT_PLACE = re.compile(r"/(schema|kind|funds/\d+/source)|.*/#")


def test_all_forms_are_found() -> None:
    assert [len(reading(name).forms) for name in NAMES] == [10, 2]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_every_field_is_exactly_as_printed(name: str, number: int) -> None:
    assert declared(reading(name).forms[number]) == truths(name)[number]


def test_how_many_fields_that_is() -> None:
    assert [sum(1 for _ in leaves(truths(name))) - 1 for name in NAMES] == [1040, 240]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_every_value_has_its_line_and_begins_there(name: str, number: int) -> None:
    form = reading(name).forms[number]
    lines = document(name).decode().split("\n")
    told = {p: v for p, v in leaves(declared(form)) if v is not None and not WITHOUT_PLACE.fullmatch(p)}
    assert form.places.keys() == told.keys()
    for pointer, value in told.items():
        line = form.places[pointer].line
        assert line is not None
        printed = re.sub(r"</?p>|(?<=\d),(?=\d{3})", "", bare("".join(lines[line - 1 : line + 6])))
        assert bare(str(value))[:4] in printed, pointer


def test_line_numbers_count_from_one() -> None:
    lines = {pointer: place.line for pointer, place in reading("shanghai-2023").forms[0].places.items()}
    expected = {"/title": 3, "/year": 5, "/project": 7, "/money_unit": 9, "/funds/0/executed": 10}
    assert {pointer: lines[pointer] for pointer in expected} == expected
    assert lines["/indicators/3/deviation"] == 20
    assert lines["/total/score"] == 23


def test_a_label_cut_by_a_page_end_has_the_place_where_it_begins() -> None:
    form = reading("shanghai-2023").forms[1]
    assert form.indicators[4].level2 == "服务对象满意度指标"
    assert form.places["/indicators/4/level2"].line == 44


def test_markup_is_removed_and_reported() -> None:
    problems = [p for p in reading("shanghai-2023").forms[1].problems if p.kind is ProblemKind.MARKUP]
    assert [p.pointer for p in problems] == ["/goal/expected", "/goal/actual"]
    assert all(p.raw is not None and p.raw.startswith("<p>") for p in problems)


def test_the_dropped_first_level_is_inferred_and_reported() -> None:
    form = reading("shanghai-2023").forms[4]
    (problem,) = form.problems
    assert (problem.pointer, problem.kind) == ("/indicators/6/level1", ProblemKind.DOUBTFUL)
    assert problem.message == "本行没有印出一级指标，按二级指标“时效指标”推断为“产出指标”"
    assert form.indicators[6].level1 == "产出指标"


def test_nothing_else_is_reported_about_the_twelve_forms() -> None:
    forms = [form for name in NAMES for form in reading(name).forms]
    reported = [number for number, form in enumerate(forms) for _ in form.problems]
    assert reported == [1, 1, 4]


@pytest.mark.parametrize(("name", "encoding"), list(product(NAMES, ENCODINGS)))
def test_the_encoding_makes_no_difference(name: str, encoding: str) -> None:
    data = document(name).decode().encode(encoding)
    assert read(Source(f"{name}.txt", data)) == reading(name)
