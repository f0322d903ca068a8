"""The public sees what was published, finds it with two characters, and sees nothing else."""

from django.test import Client

from tests.web.conftest import World
from ziping.web.records.models import Record, State


def test_only_published_forms_are_found(world: World) -> None:
    hidden, shown = world.record("2023/3"), world.record("2023/10")
    Record.objects.filter(pk=shown.pk).update(state=State.PUBLISHED)
    page = Client().get("/public/").content.decode()
    assert "商务外事" in page
    assert "海外办事处专项" not in page
    assert Client().get(f"/public/{shown.pk}/").status_code == 200
    assert Client().get(f"/public/{hidden.pk}/").status_code == 404


def test_two_characters_suffice(world: World) -> None:
    Record.objects.filter(pk=world.record("2023/10").pk).update(state=State.PUBLISHED)
    for words, found in (
        ("外事", True),
        ("商务 促进", True),
        ("外办", False),
        ("%", False),
        ("' OR 1=1", False),
    ):
        page = Client().get("/public/", {"q": words}).content.decode()
        assert ("商务外事</a>" in page) is found, words
