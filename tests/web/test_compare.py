"""How forms compare: the figures are right, and everybody sees only what is his to see."""

import html
import re
from urllib.parse import quote

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.samples import real
from tests.web.conftest import Visiting, World
from tests.web.test_api import program
from ziping.rules import catalogue
from ziping.web.compare.figures import figures
from ziping.web.pages.middleware import LANGUAGE_COOKIE
from ziping.web.records.assessing import assess_among_siblings, keep_figures
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record


def assessed(world: World, *names: str) -> None:
    for name in names:
        world.record(name)
    for record in Record.objects.select_related("task", "unit"):
        keep_figures(record, assess_among_siblings(record))


def test_the_figures_are_those_of_the_forms(world: World) -> None:
    assessed(world, *[f"2023/{number}" for number in range(1, 11)])
    found = figures(Record.objects.all())
    assert (found.forms, found.declared, found.every) == (10, 9474, 1)
    assert {(bar.low, bar.declared, bar.computed) for bar in found.bars if bar.declared or bar.computed} == {
        (90, 6, 6),
        (95, 4, 4),
    }
    assert [(unit.name, unit.forms, unit.declared) for unit in found.units] == [
        ("上海市外国投资促进中心", 10, 9474)
    ]
    assert (found.rates.low, found.totals.low) == (60, 80)
    assert found.rates.lines == [(0, 60), (20, 68), (40, 76), (60, 84), (80, 92), (100, 100)]
    assert {(dot.x, dot.y) for dot in found.dots if dot.project == "上交会项目绩效管理"} == {(155, 269)}
    assert len(found.dots) == 10
    assert sum(rule.forms for rule in found.rules if rule.code == "E02") == 1


def test_another_profile_shows_who_changes(world: World) -> None:
    assessed(world, "2023/3")
    page = world.client("department").get(f"/compare/another/?task={world.task.pk}&profile=mof-2020")
    assert "海外办事处专项" in page.content.decode()
    assert world.client("department").get("/compare/another/?profile=nowhere").status_code == 404


def test_a_stranger_compares_nothing_of_others(world: World) -> None:
    assessed(world, "2023/3")
    client = world.client("stranger")
    assert client.get("/compare/").status_code == 200
    assert client.get(f"/compare/?task={world.task.pk}").status_code == 404
    assert client.get(f"/compare/?place={world.places['department'].pk}").status_code == 404


def lists_in(page: str) -> dict[str, str]:
    """Return the addresses of lists by the text of their links."""
    return {
        text: html.unescape(href)
        for href, text in re.findall(r'<a href="(/forms/\?[^"]+)">([^<]+)</a>', page)
    }


def projects(client: Client, address: str) -> set[str]:
    """Return the projects that a list shows."""
    return set(
        re.findall(r'<a href="/forms/[0-9a-f-]{36}/">([^<]+)</a>', client.get(address).content.decode())
    )


@pytest.mark.parametrize("place", ["", "unit"])
def test_rows_lead_to_exactly_the_forms_that_they_count(world: World, place: str) -> None:
    assessed(world, *[f"2023/{number}" for number in range(1, 11)])
    form = real("2023/1").model_copy(update={"project": "别处的项目"})
    there = create_record(task=world.task, unit=world.places["other"], form=form, actor=None, at=world.now)
    keep_figures(there, assess_among_siblings(there))
    client = world.client("finance")
    asked = f"&place={world.places[place].pk}" if place else ""
    page = client.get(f"/compare/?task={world.task.pk}{asked}").content.decode()
    held = [it for it in Record.objects.all() if not place or it.unit_id == world.places["unit"].pk]
    found, lists = figures(Record.objects.filter(pk__in=[it.pk for it in held])), lists_in(page)
    assert len(found.rules) > 10
    for rule in found.rules:
        those = {it.project for it in held if rule.code in it.codes}
        assert (len(those), projects(client, lists[rule.title.zh])) == (rule.forms, those)
    for unit in found.units:
        those = {it.project for it in held if it.unit_id == unit.pk}
        assert (len(those), projects(client, lists[unit.name])) == (unit.forms, those)
    assert projects(client, lists[str(found.forms)]) == {it.project for it in held}
    assert projects(client, lists[str(found.faulty)]) == {it.project for it in held if it.errors}


def test_the_list_says_by_which_rule_it_is_narrowed_in_the_language_of_the_person(world: World) -> None:
    assessed(world, "2023/1", "2023/3")
    client = world.client("department")
    page = client.get("/forms/?tab=all&rule=B02").content.decode()
    title = catalogue().checks["B02"].title
    assert f'<input type="checkbox" name="rule" value="B02" checked> B02 {title.zh}' in page
    assert projects(client, "/forms/?tab=all&rule=B02") == {"海外办事处专项"}
    client.cookies[LANGUAGE_COOKIE] = "en"
    assert title.en in client.get("/forms/?tab=all&rule=B02").content.decode()


@pytest.mark.parametrize("wrong", ["B99", "", "'", '"', "$.B02", "x" * 500])
def test_a_rule_that_there_is_not_narrows_nothing(world: World, wrong: str) -> None:
    assessed(world, "2023/1")
    client = world.client("department")
    assert projects(client, f"/forms/?tab=all&rule={quote(wrong)}") == {"外宣经费"}


def test_programs_find_forms_by_a_rule(world: World) -> None:
    assessed(world, "2023/1", "2023/3")
    by = program(world, "department")
    found = by.ask("GET", "forms/?rule=B02")[1]
    assert [it["project"] for it in found["items"]] == ["海外办事处专项"]
    assert by.ask("GET", "forms/?rule=x")[0] == 422
    assert program(world, "stranger").ask("GET", "forms/?rule=B02")[1]["count"] == 0


def test_a_stranger_finds_no_form_by_a_rule(world: World) -> None:
    assessed(world, "2023/3")
    client = world.client("stranger")
    page = client.get("/compare/").content.decode()
    assert lists_in(page) == {}
    assert "目前没有可以比较的自评表" in page
    assert projects(client, f"/forms/?tab=all&task={world.task.pk}&rule=B02") == set()


@pytest.mark.browser
def test_from_a_rule_to_its_forms_by_keyboard(world: World, visit_as: Visiting) -> None:
    assessed(world, "2023/1", "2023/3")
    with visit_as("department", "/compare/") as visit:
        page = visit.page
        page.get_by_role("link", name=catalogue().checks["B02"].title.zh).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/forms/**")
        expect(page.get_by_role("checkbox", name="B02")).to_be_checked()
        expect(page.get_by_role("link", name="海外办事处专项")).to_be_visible()
        expect(page.get_by_role("link", name="外宣经费")).to_have_count(0)
        page.get_by_role("checkbox", name="B02").uncheck()
        page.get_by_role("button", name="查找").click()
        expect(page.get_by_role("link", name="外宣经费")).to_be_visible()
        assert visit.complaints == []


@pytest.mark.browser
def test_a_dot_leads_to_its_form(world: World, visit_as: Visiting) -> None:
    assessed(world, "2023/3")
    with visit_as("department", "/compare/") as visit:
        visit.page.click(".scatter circle")
        assert visit.page.locator("h1").inner_text() == "海外办事处专项"
        assert visit.complaints == []
