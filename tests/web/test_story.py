"""The whole story once, through pages alone: from the order of a year's task to the published form that anyone finds.

The form is 海外办事处专项: 57 meetings of 100, for which 7.00 is declared where the rules give 5.70.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import Visit, visiting
from tests.samples import real
from tests.web.conftest import World, sign_in
from tests.web.test_filling_page import all_saved, cell, field
from ziping.app.sheets import template
from ziping.model.form import number_text
from ziping.model.language import Text
from ziping.web.records.history import verify_all
from ziping.web.records.models import Record
from ziping.web.tasks.targets import PROJECTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORM = real("2023/3")
TASK = "2024 年度海外办事处自评"
SCORE = "/indicators/1/score"
MENDED = {"/indicators/3/actual": "100(%)", "/indicators/6/actual": "85(%)"}
"""What the published form says in words where the target is a number."""


class Story:
    """One browser in which one person after the other signs in."""

    def __init__(self, visit: Visit, server: str) -> None:
        self.visit, self.page, self.server = visit, visit.page, server

    def signed_in(self, login: str, path: str = "/") -> Page:
        """Open a page as that person."""
        self.page.context.clear_cookies()
        sign_in(self.visit, self.server, login)
        self.page.goto(f"{self.server}{path}")
        return self.page

    def opens_the_form(self, login: str) -> Page:
        """Go from the first page, or from all forms, to the form of the story."""
        page = self.signed_in(login)
        page.get_by_role("region", name=TASK).get_by_role("link", name=FORM.project).click()
        expect(page.locator("[data-ready]")).to_be_visible()
        return page


@pytest.fixture
def story(live_server: LiveServer, transactional_db: None) -> Iterator[Story]:
    del transactional_db
    with visiting("about:blank") as visit:
        yield Story(visit, live_server.url)
        assert visit.complaints == []


def test_from_the_task_to_the_public(world: World, story: Story) -> None:
    del world
    a_task_is_ordered_and_its_projects_come_in(story)
    the_clerk_fills_in_and_is_held_by_errors(story)
    the_unit_waives_one_error_and_the_form_goes_up(story)
    the_department_returns_it_and_names_the_cell(story)
    the_clerk_answers_and_takes_what_the_rules_give(story)
    it_is_approved_by_unit_and_department(story)
    finance_draws_it_scores_it_and_approves(story)
    it_is_published_and_found(story)
    record = Record.objects.get(project=FORM.project)
    assert record.content["indicators"][1]["score"] == "5.70"
    assert (record.total, record.computed_total) == (9157, 9157)
    assert verify_all().broken == ()


def projects() -> bytes:
    """Return the approved targets of the form as the spreadsheet that a bureau fills in."""
    rows = [
        [
            "demo-unit",
            FORM.project or "",
            "P-3",
            "600.00",
            FORM.goal.expected or "",
            it.level1 or "",
            it.level2 or "",
            it.level3 or "",
            it.target or "",
            number_text(it.points) if it.points is not None else "",
        ]
        for it in FORM.indicators
    ]
    return template(Text("项目", "projects"), PROJECTS, rows)


def a_task_is_ordered_and_its_projects_come_in(story: Story) -> None:
    page = story.signed_in("finance", "/tasks/")
    page.get_by_label("年度", exact=True).fill("2024")
    page.get_by_label("任务名称").fill(TASK)
    page.get_by_label("评分口径").select_option("shanghai-2023")
    page.get_by_label("表样").select_option("shanghai-2023")
    page.get_by_label("截止日期").fill("2099-03-31")
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_role("heading", name=TASK)).to_be_visible()
    file = FilePayload(name="项目.xlsx", mimeType="application/octet-stream", buffer=projects())
    page.get_by_label("项目文件").set_input_files(file)
    page.locator("form", has=page.get_by_label("项目文件")).get_by_role("button", name="导入").click()
    expect(page.get_by_text("已建立自评表")).to_be_visible()


def declared() -> Iterator[tuple[str, str]]:
    """Yield every cell that the clerk fills in, as the published form declares it but for what is mended."""
    amounts = {"full_year_budget": "600.00", "executed": "592.69", "execution_rate": "98.78"}
    for name, text in {**amounts, "score": "9.87"}.items():
        yield f"/funds/0/{name}", text
    for name, text in amounts.items():
        yield f"/funds/1/{name}", text
    yield "/goal/actual", FORM.goal.actual or ""
    for row, it in enumerate(FORM.indicators):
        yield f"/indicators/{row}/actual", it.actual or ""
        yield f"/indicators/{row}/score", number_text(it.score) if it.score is not None else ""
        if it.deviation:
            yield f"/indicators/{row}/deviation", it.deviation
    yield "/total/score", "92.87"
    yield "/grade", "优"


def put(page: Page, pointer: str, text: str) -> None:
    field(page, pointer).fill(text)
    page.keyboard.press("Tab")


def way(page: Page) -> Locator:
    return page.locator("#way")


def the_clerk_fills_in_and_is_held_by_errors(story: Story) -> None:
    page = story.opens_the_form("clerk")
    expect(cell(page, "/indicators/1/target")).to_contain_text("≥100.00(场)")
    for pointer, text in declared():
        put(page, pointer, text)
    all_saved(page)
    expect(cell(page, SCORE).locator(".note.computed")).to_contain_text("测算 5.70")
    expect(field(page, SCORE)).to_have_value("7.00")
    way(page).get_by_role("button", name="提交").click()
    expect(page.locator(".messages .error")).to_contain_text("3 个错误未改正，不能提交")
    for pointer, text in MENDED.items():
        put(page, pointer, text)
    all_saved(page)
    expect(way(page).locator("[data-standing] summary .count")).to_have_text("1")


def the_unit_waives_one_error_and_the_form_goes_up(story: Story) -> None:
    page = story.opens_the_form("unit")
    way(page).locator("summary", has_text="豁免…").click()
    way(page).get_by_label("豁免理由").fill("线上会议照常举办，拟由主管部门认定")
    way(page).get_by_role("button", name="豁免", exact=True).click()
    expect(way(page)).to_contain_text("线上会议照常举办")
    page = story.opens_the_form("clerk")
    way(page).get_by_role("button", name="提交").click()
    expect(page.locator(".messages .success")).to_have_text("已提交审核")
    page = story.opens_the_form("unit")
    approves(page)


def approves(page: Page) -> None:
    way(page).get_by_role("button", name="审核通过").click()
    expect(page.locator(".messages .success")).to_have_text("审核通过")


def the_department_returns_it_and_names_the_cell(story: Story) -> None:
    page = story.opens_the_form("department")
    expect(way(page)).to_contain_text("线上会议照常举办")
    way(page).get_by_role("link", name="退回…").click()
    page.locator(f"[data-pick='{SCORE}'].pick").click()
    page.locator("#named textarea").fill("完成 57 场，应按比例得 5.70 分")
    page.get_by_role("button", name="退回填报单位").click()
    expect(page.locator(".messages .success")).to_have_text("已退回填报单位")


def the_clerk_answers_and_takes_what_the_rules_give(story: Story) -> None:
    page = story.opens_the_form("clerk")
    way(page).get_by_role("button", name="提交").click()
    expect(page.locator(".messages .error")).to_contain_text("1 条退回意见没有答复")
    expect(page.locator("[data-ready]")).to_be_visible()
    page.locator("td.sent-back").get_by_role("button", name="采用").click()
    expect(field(page, SCORE)).to_have_value("5.70")
    put(page, "/total/score", "91.57")
    all_saved(page)
    remarks = page.locator("#remarks")
    remarks.get_by_role("textbox").fill("已按比例改为 5.70 分")
    remarks.get_by_role("button", name="答复").click()
    expect(page.locator(".messages .success")).to_have_text("答复已保存")
    way(page).get_by_role("button", name="提交").click()
    expect(page.locator(".messages .success")).to_have_text("已提交审核")


def it_is_approved_by_unit_and_department(story: Story) -> None:
    approves(story.opens_the_form("unit"))
    page = story.opens_the_form("department")
    row = page.locator("#remarks tbody tr")
    expect(row).to_contain_text("7.00")
    expect(row.locator("ins")).to_have_text("5.70")
    expect(row).to_contain_text("已按比例改为 5.70 分")
    approves(page)


def finance_draws_it_scores_it_and_approves(story: Story) -> None:
    page = story.signed_in("finance", "/sampling/")
    page.get_by_label("任务").select_option(label=TASK)
    page.get_by_label("比例（%）").fill("100")
    page.get_by_role("button", name="抽取").click()
    page.get_by_role("link", name=FORM.project).click()
    marked = page.locator("tr", has_text="参加线上线下专业投促会议和活动")
    marked.get_by_label("复核得分").fill("5.00")
    marked.get_by_label("理由").fill("其中 7 场未见佐证")
    marked.get_by_role("button", name="保存").click()
    expect(page.locator(".totals")).to_contain_text("90.87")
    page.get_by_role("button", name="复核完成").click()
    approves(story.opens_the_form("finance"))


def it_is_published_and_found(story: Story) -> None:
    page = story.opens_the_form("finance")
    way(page).get_by_role("button", name="公开", exact=True).click()
    expect(page.locator(".messages .success")).to_have_text("已公开")
    page.context.clear_cookies()
    page.goto(f"{story.server}/public/")
    page.get_by_role("searchbox").fill("办事 投资促进")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name=FORM.project).click()
    expect(page.locator("table.official")).to_contain_text("91.57")
    expect(page.locator("main")).to_contain_text("线上会议照常举办")
