"""What the rules said is kept for all forms of a unit, given back unchanged, and asked anew when one of them changes."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from tests.web.conftest import World
from ziping.app.assessing import assess
from ziping.web.assessments import keeping
from ziping.web.records import assessing, workflow
from ziping.web.records.cells import value_at
from ziping.web.records.models import Record
from ziping.web.records.operations import Edit, edit, take

NAMES = ("2023/3", "2023/10", "2023/1", "2023/2", "2023/4")


def test_what_was_kept_is_what_was_found(world: World) -> None:
    record = world.record("2023/3")
    found = assessing.assess_among_siblings(record)
    with patch.object(assessing, "assess", side_effect=AssertionError("asked again")):
        assert assessing.assess_among_siblings(record) == found
        assert assessing.assess_among_siblings(Record.objects.get(pk=record.pk)) == found


def test_one_question_tells_of_every_form_of_the_unit(world: World) -> None:
    held = [world.record(it) for it in NAMES]
    assessing.assess_among_siblings(held[0])
    with patch.object(assessing, "assess", side_effect=AssertionError("asked again")):
        kept = [assessing.assess_among_siblings(it) for it in held]
    assert kept == assess([it.sourced for it in held], assessing.profile_of(world.task))


def test_the_forms_of_a_large_unit_are_judged_in_parts(world: World) -> None:
    held = sorted((world.record(it) for it in NAMES), key=lambda it: it.pk)
    by = assessing.profile_of(world.task)
    with (
        patch.object(assessing, "MOST_TOGETHER", 2),
        patch.object(assessing, "assess", wraps=assess) as asked,
    ):
        kept = [assessing.assess_among_siblings(it) for it in (*held, *held)]
    assert asked.call_count == 3
    parts = [assess([it.sourced for it in part], by) for part in (held[:2], held[2:4], held[4:])]
    assert kept == [it for part in parts for it in part] * 2


@pytest.mark.parametrize("changed", ["2023/3", "2023/10"])
@pytest.mark.parametrize("later", [timedelta(hours=1), timedelta(), timedelta(hours=-1)])
def test_a_change_asks_the_rules_again_whatever_the_clock_says(
    world: World, changed: str, later: timedelta
) -> None:
    held = {it: world.record(it) for it in ("2023/3", "2023/10")}
    before = assessing.assess_among_siblings(held["2023/3"])
    was = value_at(held[changed].content, "/indicators/0/score")
    one = [Edit("/indicators/0/score", was, "1.00")]
    edit(record_id=held[changed].pk, edits=one, actor=world.people["clerk"], at=world.now + later)
    now = Record.objects.get(pk=held["2023/3"].pk)
    with patch.object(assessing, "assess", wraps=assess) as asked:
        after = assessing.assess_among_siblings(now)
    assert asked.call_count == 1
    assert (after == before) is (changed != "2023/3")


def test_a_form_that_comes_in_asks_the_rules_again(world: World) -> None:
    record = world.record("2023/3")
    assessing.assess_among_siblings(record)
    world.record("2023/10")
    with patch.object(assessing, "assess", wraps=assess) as asked:
        assessing.assess_among_siblings(record)
        assessing.assess_among_siblings(record)
    assert asked.call_count == 1


def test_what_another_process_keeps_of_an_older_state_is_not_given_back(world: World) -> None:
    record, sibling = world.record("2023/3"), world.record("2023/10")
    unit = keeping.key_of_unit(record)
    old = assess([record.sourced])
    take(workflow.SUBMIT, record_id=sibling.pk, actor=world.people["clerk"], at=world.now)
    keeping.keep(zip([record], old, strict=True), unit)
    with patch.object(assessing, "assess", wraps=assess) as asked:
        assessing.assess_among_siblings(Record.objects.get(pk=record.pk))
    assert asked.call_count == 1
