"""What a cell was taken for, told to the person who compares."""

from collections import Counter

import pytest

from tests.readers.attacks import pdf, zipped
from tests.readers.extract.known import source
from tests.readers.tables import WHOLE
from ziping.model.sight import Role, SeenCell, Sight
from ziping.readers import Source
from ziping.readers.extract.pictures import MOST_PICTURES
from ziping.readers.sandbox import Outcome, Sandbox, Wanted


def shown(document: Source) -> tuple[Outcome, ...]:
    with Sandbox() as sandbox:
        return tuple(sandbox.outcomes(document, Wanted(shown=True)))


def sight(document: Source) -> Sight:
    (outcome,) = shown(document)
    assert outcome.sight is not None
    return outcome.sight


def cell(held: Sight, text: str) -> SeenCell:
    return next(it for grid in held.grids for it in grid if it.text == text)


TEXT = Source("a.txt", WHOLE.encode())


@pytest.mark.parametrize(
    ("text", "role", "pointers"),
    [
        ("绿化养护", Role.VALUE, ("/project",)),
        ("项目名称", Role.LABEL, ()),
        ("全年预算数", Role.HEADING, ()),
        ("90.00", Role.VALUE, ("/funds/0/executed",)),
        ("-", Role.BLANK, ()),
        ("28", Role.VALUE, ("/indicators/1/score",)),
        ("养护绿地", Role.VALUE, ("/goal/expected",)),
    ],
)
def test_what_a_cell_was_taken_for(text: str, role: Role, pointers: tuple[str, ...]) -> None:
    found = cell(sight(TEXT), text)
    assert (found.role, found.pointers) == (role, pointers)


def test_cells_of_one_line_are_told_apart() -> None:
    held = sight(TEXT)
    amounts = [it.pointers for it in held.grids[0] if it.text == "100.00"]
    assert amounts == [
        ("/funds/0/initial_budget",),
        ("/funds/0/full_year_budget",),
        ("/funds/1/initial_budget",),
        ("/funds/1/full_year_budget",),
    ]


def test_what_no_form_took_is_said() -> None:
    assert cell(sight(Source("a.txt", (WHOLE + "附页\t说明文字\n").encode())), "说明文字").role is Role.UNREAD


def test_every_value_of_every_form_has_its_cell() -> None:
    (outcome,) = shown(source("twelve.docx"))
    assert outcome.sight is not None
    taken = Counter(
        (it.form, pointer) for grid in outcome.sight.grids for it in grid for pointer in it.pointers
    )
    assert set(taken) == {(n, pointer) for n, form in enumerate(outcome.forms, 1) for pointer in form.places}
    assert set(taken.values()) == {1}


def test_pages_come_as_pictures_in_their_size() -> None:
    held = sight(source("twelve-from-xlsx.pdf"))
    assert [it.page for it in held.pictures] == list(range(1, 14))
    first = held.pictures[0]
    assert (first.width, first.height, first.media) == (5953, 8419, "image/png")


def test_no_more_pages_are_pictured_than_allowed() -> None:
    (outcome,) = shown(Source("a.pdf", pdf(b"BT /F 9 Tf 100 700 Td (A) Tj ET", pages=MOST_PICTURES + 5)))
    assert outcome.sight is not None
    assert len(outcome.sight.pictures) == MOST_PICTURES
    assert outcome.error is not None
    assert "没有找到绩效自评表" in outcome.error.text.zh


def test_each_document_of_an_archive_is_shown() -> None:
    found = shown(Source("a.zip", zipped({"1.txt": WHOLE.encode(), "2.bin": b"a\0b"})))
    assert [it.sight is None for it in found] == [False, True]
