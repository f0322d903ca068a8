"""Whatever happens to a document, reading it gives forms with problems or one sentence, never a crash."""

import json
import random
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.truth import NAMES, declared, document, leaves, reading
from ziping.model.errors import ZipingError
from ziping.model.form import Form, ProblemKind
from ziping.readers import Source, read

LINES = {name: document(name).decode().split("\n") for name in NAMES}


def read_or_refuse(text: str | bytes) -> tuple[Form, ...]:
    """Return the forms, none where reading was refused; any other error is a failure of the test."""
    forms: tuple[Form, ...] = ()
    with suppress(ZipingError):
        forms = read(Source("any.txt", text if isinstance(text, bytes) else text.encode())).forms
    for form in forms:
        check(form)
    return forms


def check(form: Form) -> None:
    """Assert what holds of every reading: it is JSON of the schema, and every pointer leads into the form."""
    assert Form.from_json(form.to_json()) == form
    values = json.loads(form.to_json())
    pointers = {pointer for pointer, value in leaves(declared(form)) if value is not None}
    assert form.places.keys() <= pointers
    for problem in form.problems:
        assert resolves(values, problem.pointer), problem.pointer
        assert problem.message


def resolves(value: object, pointer: str) -> bool:
    for key in pointer.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(key)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return False
    return True


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    read_or_refuse(data)


WORDS = st.sampled_from(
    sorted({word for lines in LINES.values() for line in lines for word in re.split(r"[\t ]+", line) if word})
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["\t", "\n", " ", "\n\n", "\t\t"])), max_size=60))
def test_any_words_of_the_documents(pieces: list[tuple[str, str]]) -> None:
    read_or_refuse("".join(word + blank for word, blank in pieces))


@settings(max_examples=40)
@given(st.data(), st.sampled_from(NAMES))
def test_cut_at_any_line(data: st.DataObject, name: str) -> None:
    lines = LINES[name]
    cut = data.draw(st.integers(0, len(lines)))
    forms = read_or_refuse("\n".join(lines[:cut]))
    complete = [form for form in forms if form.total.score is not None]
    for form, whole in zip(complete, reading(name).forms, strict=False):
        assert declared(form) | {"grade": None} == declared(whole) | {"grade": None}
    for form in forms[len(complete) :]:
        assert any(problem.kind is ProblemKind.MISSING for problem in form.problems)


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_lines_lost_doubled_and_exchanged(name: str, chance: random.Random) -> None:
    lines = list(LINES[name])
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(lines))
        change = chance.choice(["lose", "double", "swap", "tabs", "letter"])
        if change == "lose":
            del lines[place]
        elif change == "double":
            lines.insert(place, lines[place])
        elif change == "swap":
            other = chance.randrange(len(lines))
            lines[place], lines[other] = lines[other], lines[place]
        elif change == "tabs":
            lines[place] = lines[place].replace("\t", " ")
        else:
            lines[place] = re.sub(r"[0-9]", "x", lines[place], count=1)
    read_or_refuse("\n".join(lines))


TABLE_ROWS = [
    number
    for number, line in enumerate(LINES["shanghai-2023"])
    if re.search(r"\t[0-9.]+\t[0-9.]+\t*$", line) and not re.search(r"总分|年度资金总额|资金\t|拨款\t", line)
]


@pytest.mark.parametrize("change", ["lost", "doubled"])
@pytest.mark.parametrize("place", TABLE_ROWS[::7])
def test_an_indicator_row_lost_or_doubled_is_noticed(change: str, place: int) -> None:
    lines = list(LINES["shanghai-2023"])
    lines[place : place + 1] = [] if change == "lost" else [lines[place]] * 2
    noticed = {p.kind for form in read_or_refuse("\n".join(lines)) for p in form.problems}
    assert ProblemKind.ARITHMETIC in noticed


@settings(max_examples=60)
@given(st.sampled_from(TABLE_ROWS), st.integers(1, 3), st.data())
def test_a_changed_digit_of_points_or_score_is_noticed(place: int, last: int, data: st.DataObject) -> None:
    lines = list(LINES["shanghai-2023"])
    numbers = list(re.finditer(r"(?<=\t)[0-9]+\.[0-9]{2}(?=\t|$)", lines[place]))
    number = numbers[-min(last, 2)]
    digit = data.draw(st.sampled_from([n for n in range(*number.span()) if lines[place][n].isdigit()]))
    new = data.draw(st.sampled_from(sorted(set("0123456789") - {lines[place][digit]})))
    lines[place] = lines[place][:digit] + new + lines[place][digit + 1 :]
    noticed = {p.kind for form in read_or_refuse("\n".join(lines)) for p in form.problems}
    assert ProblemKind.ARITHMETIC in noticed
