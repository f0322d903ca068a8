"""The fill-in page in a real browser: keyboard, paste, undo, what is saved and what is not, two people at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import Visit
from tests.web.conftest import Visiting, World
from ziping.web.records.models import Record, State
from ziping.web.records.operations import Edit, edit
from ziping.web.records.rows import add_row, remove_row

pytestmark = pytest.mark.browser

SCORE = "/indicators/1/score"


@contextmanager
def opened(world: World, visit_as: Visiting, who: str = "clerk") -> Iterator[tuple[Record, Visit]]:
    """Open the form 海外办事处专项 as that person."""
    record = Record.objects.first() or world.record()
    with visit_as(who, f"/forms/{record.pk}/") as visit:
        visit.page.wait_for_selector("[data-ready]")
        yield record, visit


def field(page: Page, pointer: str) -> Locator:
    return page.locator(f'textarea[id="c{pointer}"]')


def cell(page: Page, pointer: str) -> Locator:
    return page.locator(f'td[data-pointer="{pointer}"]')


def all_saved(page: Page) -> None:
    expect(page.locator("[data-progress]")).to_have_attribute("data-is", "saved")
    page.wait_for_function(
        "!document.querySelector('[data-state=waiting], [data-state=saving], [data-state=typing]')"
    )


def kept(record: Record, pointer: str) -> str | None:
    record.refresh_from_db()
    _, _, row, name = pointer.split("/")
    held: str | None = record.content["indicators"][int(row)][name]
    return held


def test_5_70_is_proposed_and_taken_over(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        note = cell(visit.page, SCORE).locator(".note.computed")
        expect(note).to_contain_text("测算 5.70")
        note.get_by_role("button").click()
        all_saved(visit.page)
        expect(field(visit.page, SCORE)).to_have_value("5.70")
        expect(field(visit.page, SCORE)).to_be_focused()
        expect(note).to_have_text("✓ 5.70")
        expect(visit.page.locator("[data-found]")).not_to_contain_text("B02")
        assert kept(record, SCORE) == "5.70"
        assert visit.complaints == []


def test_all_computed_values_are_taken_over_and_undone_in_one_step(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        visit.page.get_by_role("button", name="采用全部测算值").click()
        expect(cell(visit.page, "/total/score").locator(".note.computed")).to_have_text("✓ 91.57")
        all_saved(visit.page)
        assert kept(record, SCORE) == "5.70"
        visit.page.get_by_role("button", name="撤销").click()
        expect(field(visit.page, "/total/score")).to_have_value("92.87")
        all_saved(visit.page)
        assert kept(record, SCORE) == "7.00"
        assert visit.complaints == []


def test_the_cursor_stays_on_the_proposal_when_an_answer_changes_it(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        proposal = cell(visit.page, SCORE).locator(".note.computed button")
        field(visit.page, SCORE).focus()
        visit.page.keyboard.press("Tab")
        expect(proposal).to_be_focused()
        for value, proposed in (("50.00(场)", "5.00"), ("40.00(场)", "4.00")):
            was = kept(record, "/indicators/1/actual") or ""
            change = [Edit("/indicators/1/actual", was, value)]
            edit(record_id=record.pk, edits=change, actor=world.people["colleague"], at=world.now)
            visit.page.evaluate("window.dispatchEvent(new Event('focus'))")
            expect(cell(visit.page, SCORE)).to_contain_text(f"测算 {proposed}")
            expect(proposal).to_be_focused()
        visit.page.keyboard.press("Enter")
        expect(field(visit.page, SCORE)).to_have_value("4.00")
        expect(field(visit.page, SCORE)).to_be_focused()
        assert visit.complaints == []


def test_the_keyboard_goes_down_a_column_and_along_a_row(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, "/indicators/0/score").focus()
        for key, pointer in (
            ("Enter", SCORE),
            ("ArrowDown", "/indicators/2/score"),
            ("Shift+Enter", SCORE),
            ("ArrowUp", "/indicators/0/score"),
            ("Enter", SCORE),
            ("Shift+Tab", "/indicators/1/points"),
            ("Tab", SCORE),
        ):
            visit.page.keyboard.press(key)
            expect(field(visit.page, pointer)).to_be_focused()
        visit.page.keyboard.type("6")
        visit.page.keyboard.press("Escape")
        expect(field(visit.page, SCORE)).to_have_value("7.00")
        visit.page.keyboard.type("6.5")
        visit.page.keyboard.press("Enter")
        all_saved(visit.page)
        expect(field(visit.page, "/indicators/2/score")).to_be_focused()
        assert kept(record, SCORE) == "6.5"
        visit.page.keyboard.press("Control+z")
        expect(field(visit.page, SCORE)).to_have_value("7.00")
        all_saved(visit.page)
        assert kept(record, SCORE) == "7.00"


def test_alt_enter_breaks_the_line(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, "/indicators/2/deviation").focus()
        visit.page.keyboard.type("一")
        visit.page.keyboard.press("Alt+Enter")
        visit.page.keyboard.type("二")
        visit.page.keyboard.press("Tab")
        all_saved(visit.page)
        assert kept(record, "/indicators/2/deviation") == "一\n二"


def test_a_text_that_is_no_number_stays_and_says_why(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, SCORE).fill("五点七")
        visit.page.keyboard.press("Enter")
        expect(cell(visit.page, SCORE)).to_have_attribute("data-state", "failed")
        expect(cell(visit.page, SCORE)).to_contain_text("不是数，请只填数字")
        expect(field(visit.page, SCORE)).to_have_value("五点七")
        assert kept(record, SCORE) == "7.00"
        visit.page.reload()
        expect(field(visit.page, SCORE)).to_have_value("五点七")


def paste(page: Page, plain: str, html: str = "") -> None:
    page.evaluate(
        """([plain, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", plain);
            if (html) data.setData("text/html", html);
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        [plain, html],
    )


def test_a_block_of_a_spreadsheet_fills_cells_down_and_right(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, "/indicators/0/actual").focus()
        paste(visit.page, '31\t10.00\t9.5\t"说明\n""引号""\t制表"\r\n58\t\t5.80\t\r\n')
        all_saved(visit.page)
        expect(visit.page.locator("[data-progress]")).to_contain_text("已粘贴 8 格")
        record.refresh_from_db()
        first, second = record.content["indicators"][:2]
        assert [first[it] for it in ("actual", "points", "score", "deviation")] == [
            "31",
            "10.00",
            "9.5",
            '说明\n"引号"\t制表',
        ]
        assert [second[it] for it in ("actual", "points", "score", "deviation")] == ["58", None, "5.80", None]
        assert visit.complaints == []


def test_merged_cells_of_a_pasted_table_leave_out_what_they_cover(world: World, visit_as: Visiting) -> None:
    html = (
        "<table><tr><td rowspan=2>合并</td><td>甲</td></tr><tr><td>乙<br>丙</td></tr>"
        "<tr><td>丁</td><td>戊</td></tr></table>"
    )
    with opened(world, visit_as) as (record, visit):
        before = kept(record, "/indicators/1/target")
        field(visit.page, "/indicators/0/target").focus()
        paste(visit.page, "x", html)
        all_saved(visit.page)
        rows = [
            (kept(record, f"/indicators/{it}/target"), kept(record, f"/indicators/{it}/actual"))
            for it in range(3)
        ]
        assert rows == [("合并", "甲"), (before, "乙\n丙"), ("丁", "戊")]


def test_what_does_not_fit_a_pasted_block_is_counted(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (_, visit):
        field(visit.page, "/indicators/6/score").focus()
        paste(visit.page, "9.00\t甲\t乙\n91.00\t2\n")
        expect(visit.page.locator("[data-progress]")).to_contain_text("不可填写或超出表格")
        all_saved(visit.page)


def test_a_conflict_shows_both_values_and_one_is_chosen(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        other = world.people["colleague"]
        for ours, theirs, choice, left in (
            ("6.00", "5.00", "采用对方", "5.00"),
            ("6.10", "4.00", "保留我的", "6.10"),
        ):
            was = kept(record, SCORE) or ""
            edit(record_id=record.pk, edits=[Edit(SCORE, was, theirs)], actor=other, at=world.now)
            field(visit.page, SCORE).fill(ours)
            visit.page.keyboard.press("Enter")
            expect(cell(visit.page, SCORE)).to_have_attribute("data-state", "conflict")
            expect(cell(visit.page, SCORE)).to_contain_text(f"填报人二（演示） 已改为“{theirs}”")
            expect(field(visit.page, SCORE)).to_have_value(ours)
            cell(visit.page, SCORE).get_by_role("button", name=choice).click()
            expect(field(visit.page, SCORE)).to_have_value(left)
            all_saved(visit.page)
            assert kept(record, SCORE) == left


def test_changes_of_others_appear_without_taking_the_cursor(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, "/goal/actual").focus()
        visit.page.keyboard.press("Control+End")
        visit.page.keyboard.type("正在写")
        change = [Edit(SCORE, "7.00", "5.70")]
        edit(record_id=record.pk, edits=change, actor=world.people["colleague"], at=world.now)
        visit.page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(field(visit.page, SCORE)).to_have_value("5.70")
        expect(cell(visit.page, SCORE)).to_have_attribute("data-state", "news")
        expect(field(visit.page, "/goal/actual")).to_be_focused()
        visit.page.keyboard.type("着")
        expect(field(visit.page, "/goal/actual")).to_have_value(re.compile("正在写着$"))


def test_rows_are_added_and_removed_in_place(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, SCORE).focus()
        visit.page.get_by_role("button", name="增加指标").click()
        expect(field(visit.page, "/indicators/2/level3")).to_be_focused()
        visit.page.keyboard.type("新指标")
        visit.page.keyboard.press("Tab")
        all_saved(visit.page)
        assert kept(record, "/indicators/2/level3") == "新指标"
        visit.page.get_by_role("button", name="删除本行").click()
        expect(field(visit.page, "/indicators/7/level3")).to_have_count(0)
        record.refresh_from_db()
        assert "新指标" not in [it["level3"] for it in record.content["indicators"]]


def test_a_finding_leads_to_its_cell_and_its_reason_is_asked_for_there(
    world: World, visit_as: Visiting
) -> None:
    with opened(world, visit_as) as (_, visit):
        visit.page.locator(".finding", has_text="B08").get_by_role(
            "link", name="偏差原因分析及改进措施"
        ).click()
        reason = field(visit.page, "/indicators/2/deviation")
        expect(reason).to_be_focused()
        asked = cell(visit.page, "/indicators/2/deviation").locator(".note.asked")
        expect(asked).to_contain_text("说明")
        reason.fill("因接待任务集中，拜访企业数多于计划；明年按实际需要调整指标值。")
        visit.page.keyboard.press("Tab")
        all_saved(visit.page)
        expect(asked).to_have_count(0)
        expect(visit.page.locator("[data-found]")).not_to_contain_text("B08")


def test_a_level_over_several_rows_changes_in_all_of_them(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        span = cell(visit.page, "/indicators/0/level1").get_attribute("rowspan")
        field(visit.page, "/indicators/0/level1").fill("产出")
        visit.page.keyboard.press("Tab")
        all_saved(visit.page)
        record.refresh_from_db()
        held = [it["level1"] for it in record.content["indicators"]]
        assert held.count("产出") == int(span or 1)


def test_a_step_waits_for_what_is_still_being_saved(world: World, visit_as: Visiting) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, SCORE).fill("5.70")
        visit.page.get_by_role("button", name="提交", exact=True).click()
        expect(visit.page.locator(".messages .error")).to_contain_text("个错误未改正")
        assert kept(record, SCORE) == "5.70"


def test_what_was_not_saved_before_the_form_was_sent_is_shown_and_given_up(
    world: World, visit_as: Visiting
) -> None:
    with opened(world, visit_as) as (record, visit):
        Record.objects.filter(pk=record.pk).update(state=State.UNIT)
        field(visit.page, SCORE).fill("5.70")
        visit.page.keyboard.press("Enter")
        banner = visit.page.locator("[data-banner]")
        expect(banner).to_contain_text("此表现在不能修改")
        visit.page.reload()
        expect(banner).to_contain_text("5.70")
        banner.get_by_role("button", name="放弃这些内容").click()
        expect(banner).to_be_hidden()
        visit.page.reload()
        visit.page.wait_for_selector("[data-ready]")
        expect(banner).to_be_hidden()
        assert kept(record, SCORE) == "7.00"


def test_the_cursor_stays_in_its_row_when_another_person_adds_one_above(
    world: World, visit_as: Visiting
) -> None:
    with opened(world, visit_as) as (record, visit):
        reason = "/indicators/1/deviation"
        field(visit.page, reason).focus()
        visit.page.keyboard.press("Control+End")
        visit.page.keyboard.type("正在写")
        add_row(record_id=record.pk, after=-1, actor=world.people["colleague"], at=world.now)
        visit.page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(field(visit.page, "/indicators/7/score")).to_have_count(1)
        expect(field(visit.page, "/indicators/2/deviation")).to_be_focused()
        visit.page.keyboard.type("着")
        visit.page.keyboard.press("Tab")
        all_saved(visit.page)
        assert (kept(record, "/indicators/2/deviation") or "").endswith("正在写着")


def test_what_was_typed_in_a_row_that_another_person_removed_is_shown(
    world: World, visit_as: Visiting
) -> None:
    with opened(world, visit_as) as (record, visit):
        field(visit.page, "/indicators/2/deviation").focus()
        visit.page.keyboard.type("说明")
        remove_row(record_id=record.pk, number=2, actor=world.people["colleague"], at=world.now)
        visit.page.evaluate("window.dispatchEvent(new Event('focus'))")
        banner = visit.page.locator("[data-banner]")
        expect(banner).to_contain_text("已被删除")
        expect(banner).to_contain_text("说明")
        banner.get_by_role("button", name="放弃这些内容").click()
        expect(banner).to_be_hidden()
