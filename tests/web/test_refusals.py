"""Requests that are not answered say so in a sentence; nothing of them is kept."""

import pytest
from django.test import Client

from tests.web.conftest import World
from ziping.web.organisations.models import Organisation


@pytest.mark.parametrize("path", ["/public/?q=a%00b", "/public/?%00=1"])
def test_a_character_that_no_database_keeps_is_refused_in_a_question(db: None, path: str) -> None:
    del db
    answer = Client().get(path)
    assert answer.status_code == 400
    assert "含有不能保存的字符" in answer.content.decode()


def test_a_character_that_no_database_keeps_is_refused_in_a_field(world: World) -> None:
    unit = world.places["unit"]
    answer = world.client("admin").post(f"/organisations/{unit.pk}/save/", {"name": "单位\x00", "code": "x"})
    assert answer.status_code == 400
    assert "含有不能保存的字符" in answer.content.decode()
    assert Organisation.objects.get(pk=unit.pk).name == unit.name


def test_too_much_at_once_is_refused(world: World) -> None:
    record = world.record()
    answer = world.client("unit").post(f"/forms/{record.pk}/steps/approve/", {"why": "长" * 2_000_000})
    assert answer.status_code == 413
    assert "一次提交的内容过多，没有保存" in answer.content.decode()


def test_an_address_of_a_button_is_no_blank_page_after_a_sign_in_that_led_there(world: World) -> None:
    answer = world.client("clerk").get(f"/forms/{world.record().pk}/steps/submit/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "什么都没有改动；请从页面上的按钮操作" in answer.content.decode()
