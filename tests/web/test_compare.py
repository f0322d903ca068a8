"""How forms compare: the figures are right, and everybody sees only what is his to see."""

import pytest

from tests.web.conftest import Visiting, World
from ziping.web.compare.figures import figures
from ziping.web.records.assessing import assess_among_siblings, keep_figures
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


@pytest.mark.browser
def test_a_dot_leads_to_its_form(world: World, visit_as: Visiting) -> None:
    assessed(world, "2023/3")
    with visit_as("department", "/compare/") as visit:
        visit.page.click(".scatter circle")
        assert visit.page.locator("h1").inner_text() == "海外办事处专项"
        assert visit.complaints == []
