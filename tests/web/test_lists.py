"""Lists of forms: whose turn it is, search by two characters, filters, sorting, and one step with many forms."""

import re
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from playwright.sync_api import expect

from tests.samples import real
from tests.web.conftest import Visiting, World
from ziping.web.accounts.models import User
from ziping.web.organisations.models import Membership, Organisation, Role
from ziping.web.records import list_views, queries, workflow
from ziping.web.records.assessing import assess_among_siblings, keep_figures
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record, State
from ziping.web.records.operations import send_back, take
from ziping.web.records.queries import Sought


def filled(world: World) -> dict[str, Record]:
    """Make five drafts; the second is sent, the third returned, the fourth approved."""
    held = {name: world.record(name) for name in ("2023/1", "2023/2", "2023/3", "2023/4", "2023/10")}
    for name, people in (("2023/2", ["clerk"]), ("2023/3", ["clerk"]), ("2023/4", ["clerk", *REVIEW])):
        for who in people:
            step = workflow.SUBMIT if who == "clerk" else workflow.APPROVE
            take(step, record_id=held[name].pk, actor=world.people[who], at=world.now)
    send_back(
        record_id=held["2023/3"].pk,
        remarks=[("/goal/actual", "请写明场次")],
        why="",
        actor=world.people["unit"],
        at=world.now,
    )
    for it in Record.objects.select_related("task", "unit"):
        keep_figures(it, assess_among_siblings(it))
    return held


REVIEW = ("unit", "department", "finance")


def names(world: World, who: str, **asked: object) -> list[str]:
    held = queries.found(world.people[who], Sought(**asked))  # type: ignore[arg-type]
    return [it.project for it in held]


@pytest.mark.parametrize(
    ("who", "counts"),
    [
        ("clerk", {"todo": 3, "sent": 1, "returned": 1, "done": 1, "all": 5}),
        ("unit", {"todo": 1, "sent": 0, "returned": 1, "done": 1, "all": 5}),
        ("department", {"todo": 0, "sent": 1, "returned": 1, "done": 1, "all": 5}),
        ("reader", {"todo": 0, "sent": 1, "returned": 1, "done": 1, "all": 5}),
        ("stranger", {"todo": 0, "sent": 0, "returned": 0, "done": 0, "all": 0}),
    ],
)
def test_each_tab_counts_what_it_shows(world: World, who: str, counts: dict[str, int]) -> None:
    filled(world)
    assert queries.counts(world.people[who]) == counts
    assert {name: queries.tab(world.people[who], name).count() for name in counts} == counts
    page = world.client(who).get("/forms/?tab=all").content.decode()
    assert [int(it) for it in re.findall(r'class="count">(\d+)', page)] == list(counts.values())


def test_a_person_with_two_roles_has_the_work_of_both(world: World) -> None:
    filled(world)
    unit = User.objects.get(pk=world.people["unit"].pk)
    Membership.objects.create(person=unit, organisation=world.places["unit"], role=Role.FILLER)
    assert queries.counts(unit) == {"todo": 4, "sent": 0, "returned": 1, "done": 1, "all": 5}
    assert queries.tab(unit, "todo").count() == 4


def test_nobody_sees_nothing(world: World) -> None:
    filled(world)
    assert queries.counts(AnonymousUser())["all"] == 0


def test_a_second_tree_is_not_shown_to_the_root_of_the_first(world: World) -> None:
    filled(world)
    other = Organisation.objects.create(name="另一地区", code="else", kind=Organisation.Kind.REGION)
    form = real("2023/1")
    create_record(task=world.task, unit=other, form=form, actor=None, at=world.now)
    assert queries.counts(world.people["admin"])["all"] == 5


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("海外", ["海外办事处专项"]),
        ("专项", ["海外办事处专项"]),
        ("外国投资 海外", ["海外办事处专项"]),
        ("ＡＢ-77", ["海外办事处专项"]),
        ("ab-7", ["海外办事处专项"]),
        ("没有", []),
        ("%", []),
        ("_", []),
        ("'", []),
    ],
)
def test_two_characters_of_project_unit_or_code_suffice(world: World, words: str, found: list[str]) -> None:
    world.record("2023/1")
    coded = real("2023/3").model_copy(update={"project_code": "AB-77"})
    create_record(task=world.task, unit=world.places["unit"], form=coded, actor=None, at=world.now)
    assert names(world, "clerk", tab="all", words=words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("%", 1),
        ("_", 1),
        ("'", 1),
        ("\\", 1),
        ("二〇二三", 1),
        ("ab", 1),
        ("aB-7", 1),
        ("外宣费", 0),
        ("100", 1),
    ],
)
def test_signs_mean_themselves_and_latin_letters_have_no_case(world: World, words: str, found: int) -> None:
    form = real("2023/3").model_copy(update={"project": "二〇二三 100%_'外宣\\", "project_code": "AB-77"})
    create_record(task=world.task, unit=world.places["unit"], form=form, actor=None, at=world.now)
    world.record("2023/1")
    assert len(names(world, "clerk", tab="all", words=words)) == found


def test_units_are_found_by_name_and_code(world: World) -> None:
    filled(world)
    assert len(names(world, "reader", tab="all", words="外国投资")) == 5
    assert len(names(world, "reader", tab="all", words="demo-unit")) == 5
    assert names(world, "reader", tab="all", words="另一单位") == []


@pytest.mark.parametrize(
    ("most", "offered"), [(200, ["finance", "department", "unit", "other"]), (3, ["finance", "department"])]
)
def test_units_are_offered_as_a_filter_unless_there_are_too_many(
    world: World, most: int, offered: list[str]
) -> None:
    with patch.object(list_views, "MOST_PLACES", most):
        page = world.client("finance").get("/forms/?tab=all").content.decode()
    choice = re.search(r'<select name="place".*?</select>', page, re.DOTALL)
    assert choice
    names = [world.places[it].name for it in offered]
    assert re.findall(r"<option[^>]*>([^<]*)</option>", choice[0]) == ["全部单位", *names]


def test_filters_narrow(world: World) -> None:
    held = filled(world)
    with_errors = {it.project for it in Record.objects.filter(errors__gt=0)}
    assert set(names(world, "clerk", tab="all", has_errors=True)) == with_errors
    assert 0 < len(with_errors) < 5
    assert names(world, "clerk", tab="all", state="approved") == [held["2023/4"].project]
    assert len(names(world, "clerk", tab="all", task=world.task.pk)) == 5
    assert names(world, "clerk", tab="all", task=world.task.pk + 1) == []
    assert len(names(world, "reader", tab="all", place=world.places["department"].pk)) == 5
    assert names(world, "reader", tab="all", place=world.places["other"].pk) == []
    assert names(world, "clerk", tab="all", place=world.places["region"].pk) == []
    grades = {it.grade for it in Record.objects.all()}
    assert sum(len(names(world, "clerk", tab="all", grade=it)) for it in grades if it) == 5


@pytest.mark.parametrize("key", queries.ORDERS)
def test_every_column_sorts_both_ways(world: World, key: str) -> None:
    filled(world)
    values = [
        list(
            queries.found(world.people["clerk"], Sought("all", order=order)).values_list(
                queries.ORDERS[key], flat=True
            )
        )
        for order in (key, f"-{key}")
    ]
    assert values[0] == sorted(values[0])
    assert values[1] == sorted(values[0], reverse=True)


@pytest.mark.parametrize(
    "query",
    [
        "tab=x&order=y&state=z&grade=q",
        "task=9999999999999&place=-1",
        "page=x",
        "page=-5",
        "errors=2",
    ],
)
def test_an_address_that_asks_for_nonsense_shows_a_list(world: World, query: str) -> None:
    filled(world)
    assert world.client("clerk").get(f"/forms/?{query}").status_code == 200


def test_a_list_opens_no_form(world: World, django_assert_max_num_queries: object) -> None:
    filled(world)
    assert {
        it.get_deferred_fields() >= {"content", "approved", "codes"}
        for it in queries.found(world.people["clerk"], Sought("all"))
    } == {True}
    clerk = world.client("clerk")
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        clerk.get("/forms/?tab=all")


def test_many_forms_are_approved_each_by_itself(world: World) -> None:
    held = filled(world)
    chosen = [str(held[it].pk) for it in ("2023/2", "2023/3")]
    page = world.client("unit").post("/forms/batch/", {"form": chosen, "step": "approve"}).content.decode()
    assert "完成 1" in page
    assert "未办理 1" in page
    assert "现在不能审核通过" in page
    assert [Record.objects.get(pk=it).state for it in chosen] == [State.DEPARTMENT, State.DRAFT]


def test_many_forms_are_returned_for_what_the_rules_found(world: World) -> None:
    held = filled(world)
    record = held["2023/2"]
    given = {"form": [str(record.pk)], "step": "return", "cell": "findings", "why": "请一并核实"}
    page = world.client("unit").post("/forms/batch/", given).content.decode()
    record.refresh_from_db()
    assert (record.state, record.returned) == (State.DRAFT, True)
    assert f"已退回，指明 {record.remarks.count()} 格" in page
    assert record.remarks.count() > 1


def test_many_forms_are_returned_for_one_cell_with_a_reason(world: World) -> None:
    record = filled(world)["2023/2"]
    given = {"form": [str(record.pk)], "step": "return", "cell": "/funds/0/executed", "why": " "}
    unit = world.client("unit")
    assert "请说明退回的理由" in unit.post("/forms/batch/", given).content.decode()
    unit.post("/forms/batch/", {**given, "why": "与决算不一致"})
    assert [(it.pointer, it.reason) for it in record.remarks.all()] == [("/funds/0/executed", "与决算不一致")]


def test_what_a_person_does_not_see_is_not_in_a_batch(world: World) -> None:
    record = filled(world)["2023/2"]
    for forms in ([str(record.pk)], [str(uuid4()), "x"], []):
        answer = world.client("stranger").post("/forms/batch/", {"form": forms, "step": "approve"})
        assert "请先勾选自评表" in answer.content.decode()
    assert (
        world.client("unit").post("/forms/batch/", {"form": [str(record.pk)], "step": "x"}).status_code == 404
    )
    assert world.client("unit").get("/forms/batch/").status_code == 405


def test_names_are_escaped(world: World) -> None:
    form = real("2023/3").model_copy(update={"project": '<b>名"称</b>'})
    create_record(task=world.task, unit=world.places["unit"], form=form, actor=None, at=world.now)
    page = world.client("clerk").get("/forms/").content.decode()
    assert "&lt;b&gt;名&#34;称&lt;/b&gt;" in page
    assert "<b>名" not in page


@pytest.mark.browser
def test_a_reviewer_searches_chooses_all_and_approves(world: World, visit_as: Visiting) -> None:
    filled(world)
    with visit_as("unit", "/forms/") as visit:
        page = visit.page
        page.fill("[name=q]", "公众")
        page.keyboard.press("Enter")
        expect(page.locator("table.list tbody tr")).to_have_count(1)
        page.check("[data-all]")
        expect(page.locator("[name=form]")).to_be_checked()
        page.click("button:has-text('审核通过')")
        expect(page.locator("h1")).to_have_text("批量办理结果")
        expect(page.locator(".tag.good")).to_have_text("完成")
        assert visit.complaints == []
