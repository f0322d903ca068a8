"""What a person did last can be taken back after the page was opened anew, unless somebody else was there since."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.web.conftest import Visiting, World
from tests.web.test_filling_page import all_saved, cell, field, kept, opened
from ziping.web.records import workflow
from ziping.web.records.models import Record
from ziping.web.records.operations import Edit, edit, send_back, take
from ziping.web.records.rows import add_row, move_row, remove_row, undo_rows
from ziping.web.records.undoing import MOST, last_steps

SCORE, OTHER, NAME = "/indicators/1/score", "/indicators/2/score", "/indicators/1/level3"


class Story:
    """People who change a form, one after the other, a second apart."""

    def __init__(self, world: World) -> None:
        self.world, self.record, self.at = world, world.record(), world.now

    def tick(self) -> None:
        self.at += timedelta(seconds=1)
        self.record.refresh_from_db()

    def put(self, who: str = "clerk", **cells: str) -> None:
        """Fill in cells as one request; ``indicators_1_score`` is ``/indicators/1/score``."""
        self.tick()
        held = {"/" + name.replace("_", "/"): value for name, value in cells.items()}
        edits = [Edit(it, str(kept(self.record, it)), value) for it, value in held.items()]
        done = edit(record_id=self.record.pk, edits=edits, actor=self.world.people[who], at=self.at)
        assert len(done.saved) == len(cells)

    def rows(self, act: Any, who: str = "clerk", **given: Any) -> int:  # noqa: ANN401 — whatever the operation takes
        self.tick()
        record: Record = act(record_id=self.record.pk, actor=self.world.people[who], at=self.at, **given)
        return record.version

    def steps(self, who: str = "clerk") -> list[Any]:
        self.record.refresh_from_db()
        return last_steps(self.record, self.world.people[who])


def step(pointer: str, was: str, value: str) -> dict[str, str]:
    """Return a cell of a step: ``was`` is what the person left there, ``value`` what he had found."""
    return {"pointer": pointer, "value": value, "was": was}


def type_scores(page: Page, *values: str) -> None:
    for value in values:
        field(page, SCORE).fill(value)
        field(page, SCORE).press("Enter")
        all_saved(page)


def open_anew(page: Page) -> None:
    page.reload()
    page.wait_for_selector("[data-ready]")


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


def test_nothing_was_done(story: Story) -> None:
    assert story.steps() == []


def test_what_came_in_together_is_one_step(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    story.put(indicators_1_score="5.70", indicators_2_score="9.00")
    assert story.steps() == [
        [step(SCORE, "6.00", "7.00")],
        [step(SCORE, "5.70", "6.00"), step(OTHER, "9.00", "10.00")],
    ]


def test_everybody_has_his_own(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    story.put("colleague", indicators_2_score="9.00")
    assert story.steps() == [[step(SCORE, "6.00", "7.00")]]
    assert story.steps("colleague") == [[step(OTHER, "9.00", "10.00")]]
    assert story.steps("unit") == []


def test_what_was_taken_back_is_no_step(story: Story) -> None:
    story.put(indicators_1_score="6.00", indicators_2_score="9.00")
    story.put(indicators_1_score="7.00")
    assert story.steps() == [[step(OTHER, "9.00", "10.00")]]
    story.put(indicators_2_score="10.00")
    assert story.steps() == []


def test_a_value_that_came_back_by_way_of_another_person_was_not_taken_back(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    story.put("colleague", indicators_1_score="5.00")
    story.put(indicators_1_score="7.00")
    assert story.steps() == [[step(SCORE, "6.00", "7.00")], [step(SCORE, "7.00", "5.00")]]


def test_cells_are_followed_where_their_rows_went(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    added = story.rows(add_row, after=-1, who="colleague")
    assert story.steps() == [[step("/indicators/2/score", "6.00", "7.00")]]
    moved = story.rows(move_row, number=2, by=-1)
    assert story.steps() == [[step(SCORE, "6.00", "7.00")], {"rows": moved}]
    assert story.steps("colleague") == [{"rows": added}]


def test_a_row_that_is_out_comes_back_with_its_steps(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    out = story.rows(remove_row, number=1)
    assert story.steps() == [[step(f"/gone/{out}/indicators/score", "6.00", "7.00")], {"rows": out}]
    story.rows(undo_rows, version=out)
    assert story.steps() == [[step(SCORE, "6.00", "7.00")]]


def test_nothing_from_before_the_form_was_sent_and_returned(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    people = story.world.people
    take(workflow.SUBMIT, record_id=story.record.pk, actor=people["clerk"], at=story.at)
    send_back(record_id=story.record.pk, remarks=[(SCORE, "有误")], why="", actor=people["unit"], at=story.at)
    assert story.steps() == []
    story.put(indicators_1_score="5.70")
    assert story.steps() == [[step(SCORE, "5.70", "6.00")]]


def test_a_page_is_told_of_the_last_steps_only(story: Story) -> None:
    for number in range(MOST + 5):
        story.put(indicators_1_score=f"{number % 7}.{number % 9 + 1}0")
    told = story.steps()
    assert len(told) == MOST
    assert told[-1][0]["was"] == kept(story.record, SCORE)


def test_a_page_asks_for_its_own_person_alone(story: Story) -> None:
    story.put(indicators_1_score="6.00")
    address, version = f"/forms/{story.record.pk}/undoable/", story.record.version
    held = {who: story.world.client(who).get(address) for who in ("clerk", "colleague", "unit", "reader")}
    assert {who: it.json()["steps"] for who, it in held.items()} == {
        "clerk": [[step(SCORE, "6.00", "7.00")]],
        "colleague": [],
        "unit": [],
        "reader": [],
    }
    story.record.refresh_from_db()
    assert held["clerk"].json()["version"] == story.record.version == version + 1
    assert story.world.client("stranger").get(address).status_code == 404
    assert Client().get(address).status_code == 401
    assert story.world.client("clerk").post(address).status_code == 405
    take(workflow.SUBMIT, record_id=story.record.pk, actor=story.world.people["clerk"], at=story.at)
    assert story.world.client("clerk").get(address).json()["steps"] == []


@pytest.mark.browser
def test_after_a_reload_the_last_edit_is_undone_and_the_one_before(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        type_scores(page, "6.00", "5.70")
        for expected in ("6.00", "7.00"):
            open_anew(page)
            page.keyboard.press("Control+z")
            expect(field(page, SCORE)).to_have_value(expected)
            all_saved(page)
            assert kept(record, SCORE) == expected
        open_anew(page)
        with page.expect_response("**/undoable/") as asked:
            page.get_by_role("button", name="撤销").click()
        assert asked.value.json()["steps"] == []
        expect(field(page, SCORE)).to_have_value("7.00")
        all_saved(page)
        assert kept(record, SCORE) == "7.00"
        assert visit.complaints == []


@pytest.mark.browser
def test_two_steps_taken_back_at_once_after_a_reload_are_two(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        type_scores(page, "6.00", "5.70", "5.00")
        open_anew(page)
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
        expect(field(page, SCORE)).to_have_value("6.00")
        all_saved(page)
        assert kept(record, SCORE) == "6.00"
        assert visit.complaints == []


@pytest.mark.browser
def test_a_colleague_who_adds_a_row_meanwhile_disturbs_nothing(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        type_scores(page, "6.00")
        open_anew(page)
        add_row(record_id=record.pk, after=-1, actor=world.people["colleague"], at=world.now)
        page.keyboard.press("Control+z")
        expect(field(page, OTHER)).to_have_value("7.00")
        all_saved(page)
        assert kept(record, OTHER) == "7.00"
        assert visit.complaints == []


@pytest.mark.browser
def test_after_a_reload_a_row_comes_back_and_then_its_cell(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        type_scores(page, "6.00")
        name = kept(record, NAME)
        field(page, SCORE).focus()
        page.get_by_role("button", name="删除本行").click()
        expect(field(page, NAME)).not_to_have_value(str(name))
        open_anew(page)
        page.keyboard.press("Control+z")
        expect(field(page, NAME)).to_have_value(str(name))
        expect(field(page, SCORE)).to_have_value("6.00")
        page.keyboard.press("Control+z")
        expect(field(page, SCORE)).to_have_value("7.00")
        all_saved(page)
        assert (kept(record, NAME), kept(record, SCORE)) == (name, "7.00")
        assert visit.complaints == []


@pytest.mark.browser
def test_what_a_colleague_changed_since_is_not_undone_but_told(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        type_scores(page, "6.00")
        change = [Edit(SCORE, "6.00", "5.00")]
        edit(record_id=record.pk, edits=change, actor=world.people["colleague"], at=world.now)
        open_anew(page)
        page.keyboard.press("Control+z")
        note = cell(page, SCORE).locator(".note.conflict")
        expect(note).to_contain_text("5.00")
        assert kept(record, SCORE) == "5.00"
        note.get_by_role("button").last.click()
        all_saved(page)
        expect(field(page, SCORE)).to_have_value("7.00")
        assert kept(record, SCORE) == "7.00"
        assert visit.complaints == []
