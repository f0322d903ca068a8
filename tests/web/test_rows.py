"""Rows of a form: indicators and sources of funds come in, go out, change places; each change can be taken back."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Visiting, World
from tests.web.test_filling import post
from tests.web.test_filling_page import all_saved, cell, field, opened
from ziping.model.form import FundSource
from ziping.web.evidence.operations import Upload, attach
from ziping.web.evidence.queries import shelves
from ziping.web.records.cells import FixedCellError
from ziping.web.records.changes import changes_since
from ziping.web.records.history import rebuilt, verify_all
from ziping.web.records.models import Record
from ziping.web.records.moves import Move, moved
from ziping.web.records.operations import Edit, NotAllowedError, edit
from ziping.web.records.rows import (
    FundThereError,
    NotUndoneError,
    TotalStaysError,
    add_fund,
    add_row,
    move_row,
    remove_row,
    undo_rows,
)

SCORE = "/indicators/1/score"


def names(record: Record) -> list[str | None]:
    record.refresh_from_db()
    return [it["level3"] for it in record.content["indicators"]]


def sources(record: Record) -> list[str]:
    record.refresh_from_db()
    return [it["source"] for it in record.content["funds"]]


@pytest.mark.parametrize(
    "move",
    [
        Move("add-row", "indicators", 2),
        Move("remove-row", "indicators", 2),
        *(Move("move-row", "indicators", row, to) for row, to in itertools.permutations(range(5), 2)),
    ],
)
def test_a_cell_is_followed_to_where_its_row_went(move: Move) -> None:
    rows = list("abcde")
    after = rows.copy()
    move.apply(after, "new")
    for number, it in enumerate(rows):
        expected = f"/indicators/{after.index(it)}/score" if it in after else None
        assert moved(f"/indicators/{number}/score", [move]) == expected
    assert moved("/goal/actual", [move]) == "/goal/actual"
    assert moved("/funds/2/score", [move]) == "/funds/2/score"


def test_every_change_of_rows_is_taken_back(world: World) -> None:
    record, clerk = world.record(), world.people["clerk"]
    who: Any = {"record_id": record.pk, "actor": clerk, "at": world.now}
    before = record.content
    done = [
        add_row(after=1, **who).version,
        remove_row(number=0, **who).version,
        move_row(number=3, by=-2, **who).version,
        remove_row(number=2, table="funds", **who).version,
        add_fund(source=FundSource.UNCLASSIFIED, **who).version,
    ]
    assert sources(record) == ["total", "appropriation", "other", "unclassified"]
    for version in reversed(done):
        undo_rows(version=version, **who)
    record.refresh_from_db()
    assert record.content == before
    assert rebuilt(record) == before
    assert verify_all().broken == ()
    assert changes_since(record, 1) == []


def test_what_was_done_before_another_change_is_taken_back_where_it_belongs(world: World) -> None:
    record, clerk = world.record(), world.people["clerk"]
    who: Any = {"record_id": record.pk, "actor": clerk, "at": world.now}
    held = names(record)
    removed = remove_row(number=2, **who).version
    add_row(record_id=record.pk, after=-1, actor=world.people["colleague"], at=world.now)
    undo_rows(version=removed, **who)
    assert names(record) == [None, *held]


def test_nothing_is_taken_back_twice_or_by_another_or_over_what_was_filled_in(world: World) -> None:
    record, clerk, colleague = world.record(), world.people["clerk"], world.people["colleague"]
    removed = remove_row(record_id=record.pk, number=0, actor=clerk, at=world.now).version
    added = add_row(record_id=record.pk, after=0, actor=clerk, at=world.now).version
    edit(
        record_id=record.pk,
        edits=[Edit("/indicators/1/level3", "", "他人填的")],
        actor=colleague,
        at=world.now,
    )
    for version, who in ((removed, colleague), (added, clerk), (1, clerk), (999, clerk)):
        with pytest.raises(NotUndoneError):
            undo_rows(record_id=record.pk, version=version, actor=who, at=world.now)
    undo_rows(record_id=record.pk, version=removed, actor=clerk, at=world.now)
    with pytest.raises(NotUndoneError):
        undo_rows(record_id=record.pk, version=removed, actor=clerk, at=world.now)
    with pytest.raises(NotAllowedError):
        undo_rows(record_id=record.pk, version=removed + 1, actor=world.people["unit"], at=world.now)


def test_a_row_that_comes_back_has_its_evidence_again(world: World) -> None:
    record, clerk = world.record(), world.people["clerk"]
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    attach(
        record_id=record.pk,
        pointer="/indicators/1/level3",
        uploads=[Upload("a.png", png)],
        actor=clerk,
        at=world.now,
    )
    version = remove_row(record_id=record.pk, number=1, actor=clerk, at=world.now).version
    record.refresh_from_db()
    assert [it.pointer for it in shelves(record) if it.files] == ["#"]
    undo_rows(record_id=record.pk, version=version, actor=clerk, at=world.now)
    record.refresh_from_db()
    assert [it.pointer for it in shelves(record) if it.files] == ["/indicators/1/level3"]


def test_each_source_of_funds_stands_once_and_the_total_stays(world: World) -> None:
    record, clerk = world.record(), world.people["clerk"]
    who: Any = {"record_id": record.pk, "actor": clerk, "at": world.now}
    with pytest.raises(FundThereError, match="表中已有“其他资金”一行"):
        add_fund(source=FundSource.OTHER, **who)
    acts: list[Callable[[], Record]] = [
        lambda: remove_row(number=0, table="funds", **who),
        lambda: move_row(number=1, by=-1, table="funds", **who),
    ]
    for act in acts:
        with pytest.raises(TotalStaysError):
            act()
    remove_row(number=1, table="funds", **who)
    add_fund(source=FundSource.APPROPRIATION, **who)
    assert sources(record) == ["total", "appropriation", "carry_over", "other"]
    assert record.content["funds"][1]["label"] == "当年财政拨款"


def test_behind_approved_targets_only_an_unforeseen_source_of_funds_is_added(world: World) -> None:
    record, clerk = world.record(), world.people["clerk"]
    record.approved = record.content
    record.save()
    who: Any = {"record_id": record.pk, "actor": clerk, "at": world.now}
    acts: list[Callable[[], Record]] = [
        lambda: add_row(after=0, **who),
        lambda: move_row(number=0, by=1, **who),
        lambda: remove_row(number=2, table="funds", **who),
        lambda: move_row(number=3, by=-1, table="funds", **who),
    ]
    for act in acts:
        with pytest.raises(FixedCellError):
            act()
    version = add_fund(source=FundSource.UNCLASSIFIED, **who).version
    assert sources(record)[-1] == "unclassified"
    undo_rows(version=version, **who)
    assert len(sources(record)) == 4


def test_a_source_of_another_name_is_named_by_the_unit(world: World) -> None:
    record = world.record()
    assert post(world, record, "rows", fund="unclassified")[0] == 200
    record.refresh_from_db()
    label = "/funds/4/label"
    for was, value in (("", "主管部门补助"), ("主管部门补助", "")):
        code, told = post(world, record, "cells", edits=[{"pointer": label, "was": was, "value": value}])
        assert (code, told["saved"], told["values"][label]) == (200, [label], value)
        record.refresh_from_db()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"add": 0, "remove": 1},
        {"add": 10_000},
        {"move": 0, "by": 2},
        {"remove": 0, "table": "goal"},
        {"remove": 99},
        {"fund": "gift"},
        {"fund": "total"},
        {"undo": 77},
    ],
    ids=str,
)
def test_a_change_of_rows_that_is_none_is_refused_with_a_sentence(
    world: World, change: dict[str, int | str]
) -> None:
    record = world.record()
    code, told = post(world, record, "rows", "clerk", **change)
    assert (code, len(told["message"]) > 5) == (400, True)
    held = record.content
    record.refresh_from_db()
    assert record.content == held


def press(page: Page, name: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


@pytest.mark.browser
def test_rows_and_cells_are_taken_back_in_the_order_in_which_they_were_changed(
    world: World, visit_as: Visiting
) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        before = record.content
        field(page, SCORE).fill("6.00")
        page.keyboard.press("Tab")
        all_saved(page)
        field(page, "/indicators/1/level3").focus()
        press(page, "删除本行")
        expect(page.locator("[data-progress]")).to_contain_text("已删除“参加线上线下专业投促会议和活动”")
        expect(field(page, "/indicators/6/level3")).to_have_count(0)
        press(page, "撤销")
        expect(field(page, SCORE)).to_have_value("6.00")
        press(page, "撤销")
        expect(field(page, SCORE)).to_have_value("7.00")
        all_saved(page)
        record.refresh_from_db()
        assert record.content == before
        assert visit.complaints == []


@pytest.mark.browser
def test_a_row_moves_with_the_keyboard_and_the_cursor_goes_with_it(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        held = names(record)
        field(visit.page, "/indicators/1/deviation").focus()
        visit.page.keyboard.press("Alt+ArrowDown")
        expect(field(visit.page, "/indicators/2/deviation")).to_be_focused()
        assert names(record) == [held[0], held[2], held[1], *held[3:]]
        visit.page.keyboard.press("Control+z")
        expect(field(visit.page, SCORE)).to_have_value("7.00")
        assert names(record) == held


@pytest.mark.browser
def test_a_source_of_funds_comes_in_is_named_and_goes_out(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        page = visit.page
        field(page, "/funds/2/executed").focus()
        press(page, "删除本行")
        expect(cell(page, "/funds/3/executed")).to_have_count(0)
        menu = page.locator(".menu")
        menu.locator("summary").click()
        expect(menu.get_by_role("button")).to_have_text(["上年结转资金", "其他名称的来源"])
        menu.get_by_role("button", name="其他名称的来源").click()
        expect(field(page, "/funds/3/label")).to_be_focused()
        page.keyboard.type("主管部门补助")
        page.keyboard.press("Tab")
        all_saved(page)
        assert sources(record) == ["total", "appropriation", "other", "unclassified"]
        assert record.content["funds"][3]["label"] == "主管部门补助"
        for _ in range(3):
            press(page, "撤销")
            expect(page.locator("[data-progress]")).to_contain_text("已撤销")
            all_saved(page)
        expect(field(page, "/funds/3/executed")).to_have_value("0.00")
        assert sources(record) == ["total", "appropriation", "carry_over", "other"]
        assert visit.complaints == []


@pytest.mark.browser
def test_nothing_but_the_official_table_is_printed(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (_, visit):
        visit.page.emulate_media(media="print")
        table = visit.page.locator("table.official")
        printed = visit.page.locator("body").inner_text().strip()
        assert printed == table.inner_text().strip()
        assert printed.startswith("财政项目支出绩效自评表 (2023 年度)\n项目名称")
