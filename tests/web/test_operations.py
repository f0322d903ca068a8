"""What changes a form: each step once, by whom it is due, written down, and nothing written over."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from tests.web.conftest import World
from ziping.web.records import workflow
from ziping.web.records.history import broken_links
from ziping.web.records.models import Event, Record, State
from ziping.web.records.operations import (
    Edit,
    Edited,
    ErrorsStandError,
    NotAllowedError,
    ReasonMissingError,
    UnansweredError,
    answer,
    edit,
    send_back,
    submit,
    take,
    waive,
)

DELETING = import_module("ziping.web.records.migrations.0002_events_stay").SQLITE[1]
SCORE = "/indicators/1/score"


def change(world: World, record: Record, pointer: str, was: str, value: str, *, who: str = "clerk") -> Edited:
    one = [Edit(pointer, was, value)]
    return edit(record_id=record.pk, edits=one, actor=world.people[who], at=world.now)


def test_an_edit_is_saved_and_written_down(world: World) -> None:
    record = world.record()
    done = change(world, record, SCORE, "7.00", "5.70")
    assert (done.saved, done.conflicts, done.refused) == ((SCORE,), (), ())
    record.refresh_from_db()
    assert record.content["indicators"][1]["score"] == "5.70"
    last = record.events.order_by("-number")[0]
    assert (last.kind, last.data) == ("edit", {"pointer": SCORE, "from": "7.00", "to": "5.70"})


def test_a_cell_that_another_changed_is_not_written_over(world: World) -> None:
    record = world.record()
    change(world, record, SCORE, "7.00", "5.70", who="colleague")
    done = change(world, record, SCORE, "7.00", "6.00")
    assert done.saved == ()
    assert [(it.pointer, it.value, it.by) for it in done.conflicts] == [(SCORE, "5.70", "填报人二（演示）")]
    record.refresh_from_db()
    assert record.content["indicators"][1]["score"] == "5.70"


@pytest.mark.parametrize("text", ["五点七", "1e3", "=1+1", "--"])
def test_a_text_that_is_no_number_is_refused_with_a_sentence(world: World, text: str) -> None:
    record = world.record()
    done = change(world, record, SCORE, "7.00", text)
    assert done.saved == ()
    assert done.refused[0][1].zh.startswith(f"“{text}”不是数")


@pytest.mark.parametrize(("typed", "kept"), [("１，２３４．５", "1234.5"), (" 7.10 ", "7.10"), ("", None)])
def test_numbers_are_kept_as_they_are_written(world: World, typed: str, kept: str | None) -> None:
    record = world.record()
    change(world, record, "/funds/0/executed", record.content["funds"][0]["executed"], typed)
    record.refresh_from_db()
    assert record.content["funds"][0]["executed"] == kept


@pytest.mark.parametrize("who", ["unit", "department", "finance", "admin", "reader", "stranger"])
def test_only_clerks_of_the_unit_edit(world: World, who: str) -> None:
    with pytest.raises(NotAllowedError):
        change(world, world.record(), SCORE, "7.00", "5.70", who=who)


def test_a_form_with_errors_is_not_submitted(world: World) -> None:
    record = world.record()
    with pytest.raises(ErrorsStandError, match="还有 3 个错误未改正"):
        submit(record_id=record.pk, actor=world.people["clerk"], at=world.now)


def test_waived_errors_no_longer_stand(world: World) -> None:
    record = world.record()
    with pytest.raises(ErrorsStandError) as refused:
        submit(record_id=record.pk, actor=world.people["clerk"], at=world.now)
    for it in refused.value.found:
        spot = it.spots[0].pointer
        waive(
            record_id=record.pk,
            code=it.code,
            pointer=spot,
            reason="已核实",
            actor=world.people["unit"],
            at=world.now,
        )
    sent = submit(record_id=record.pk, actor=world.people["clerk"], at=world.now)
    assert sent.state == State.UNIT
    assert record.waivers.count() == len(refused.value.found)


def on_its_way(world: World, *people: str) -> Record:
    record = world.record()
    for who in people:
        record.refresh_from_db()
        step = workflow.SUBMIT if who == "clerk" else workflow.APPROVE
        take(step, record_id=record.pk, actor=world.people[who], at=world.now)
    record.refresh_from_db()
    return record


def test_the_whole_way(world: World) -> None:
    record = on_its_way(world, "clerk", "unit", "department", "finance")
    assert record.state == State.APPROVED
    kinds = list(record.events.values_list("kind", flat=True))
    assert kinds == ["create", "submit", "approve", "approve", "approve"]
    assert list(broken_links(record)) == []


def test_a_level_that_the_task_leaves_out_is_passed_over(world: World) -> None:
    world.task.skip_department_review = True
    world.task.save()
    assert on_its_way(world, "clerk", "unit").state == State.FINANCE


def test_a_return_names_cells_and_each_is_answered(world: World) -> None:
    record = on_its_way(world, "clerk")
    reviewer = world.people["unit"]
    with pytest.raises(ReasonMissingError):
        send_back(record_id=record.pk, remarks=[], why="", actor=reviewer, at=world.now)
    send_back(record_id=record.pk, remarks=[(SCORE, "57 场应得 5.70")], why="", actor=reviewer, at=world.now)
    record.refresh_from_db()
    assert (record.state, record.returned) == (State.DRAFT, True)
    remark = record.remarks.get()
    assert (remark.was, remark.reason) == ("7.00", "57 场应得 5.70")
    waive_all(world, record)
    with pytest.raises(UnansweredError, match="还有 1 条退回意见没有答复"):
        submit(record_id=record.pk, actor=world.people["clerk"], at=world.now)
    answer(remark_id=remark.pk, text="已改", actor=world.people["clerk"], at=world.now)
    assert submit(record_id=record.pk, actor=world.people["clerk"], at=world.now).state == State.UNIT


def waive_all(world: World, record: Record) -> None:
    try:
        submit(record_id=record.pk, actor=world.people["clerk"], at=world.now)
    except ErrorsStandError as refused:
        for it in refused.found:
            waive(
                record_id=record.pk,
                code=it.code,
                pointer=it.spots[0].pointer,
                reason="已核实",
                actor=world.people["unit"],
                at=world.now,
            )
    except UnansweredError:
        pass


def test_events_cannot_be_changed_or_deleted_even_in_the_database(world: World) -> None:
    record = world.record()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(DELETING)
    for statement in ("UPDATE records_event SET kind = 'x'", "DELETE FROM records_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert record.events.count() == 1


def test_a_forged_event_is_found(world: World) -> None:
    record = on_its_way(world, "clerk")
    Event.objects.create(
        record=record,
        number=3,
        at=world.now,
        actor_name="",
        kind="approve",
        data={},
        previous="0" * 64,
        hash="1" * 64,
    )
    assert [it.number for it in broken_links(record)] == [3]


@pytest.mark.django_db(transaction=True)
def test_of_forty_people_who_take_the_same_step_one_does(world: World) -> None:
    record = on_its_way(world, "clerk")

    def approve(_: int) -> bool:
        try:
            take(workflow.APPROVE, record_id=record.pk, actor=world.people["unit"], at=world.now)
        except NotAllowedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(approve, range(40))) == 1
    record.refresh_from_db()
    assert (record.state, record.events.count()) == (State.DEPARTMENT, 3)
