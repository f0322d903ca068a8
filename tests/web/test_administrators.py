"""``ziping admin``: the first administrator, or a new password for one."""

from io import StringIO
from pathlib import Path

import pytest

from tests.cli.running import ziping
from tests.web.conftest import World
from ziping.web.accounts.models import User
from ziping.web.organisations.administrators import WeakPasswordError, make_administrator
from ziping.web.organisations.models import Organisation, Role
from ziping.web.organisations.rights import is_administrator

GOOD, WEAK = "Quelle-78-Wiese", "12345"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZIPING_DATA", str(tmp_path))


@pytest.mark.django_db
def test_the_first_administrator_gets_an_organisation_to_administer() -> None:
    ran = ziping("admin", "root", "--generate", "--organisation", "某市")
    password = ran.out.splitlines()[1].removeprefix("密码：").removesuffix("（只显示这一次）")
    person = User.objects.get(username="root")
    assert ran.status == 0
    assert person.check_password(password)
    assert [(it.organisation.name, it.role) for it in person.memberships.all()] == [
        ("某市", Role.ADMINISTRATOR)
    ]


def test_where_there_are_organisations_none_is_made(world: World) -> None:
    del world
    before = Organisation.objects.count()
    person = make_administrator(login="root", password=GOOD, organisation="某市")
    assert Organisation.objects.count() == before
    assert is_administrator(person)


def test_a_person_who_is_there_gets_a_new_password_and_keeps_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(f"{GOOD}\n"))
    assert ziping("admin", "clerk").status == 0
    person = User.objects.get(pk=world.people["clerk"].pk)
    assert person.check_password(GOOD)
    assert person.memberships.count() == 2


@pytest.mark.django_db
def test_a_weak_password_is_refused_with_a_sentence_and_nobody_is_made() -> None:
    with pytest.raises(WeakPasswordError) as refused:
        make_administrator(login="root", password=WEAK, organisation="某市")
    assert refused.value.text.zh.startswith("密码不合要求：密码至少要有 10 个字符。")
    assert "at least 10 characters" in refused.value.text.en
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["a b", "", "<script>", "x" * 151])
def test_a_name_that_nobody_could_sign_in_by_is_refused(login: str) -> None:
    ran = ziping("admin", login, "--generate")
    assert (ran.status, ran.out) == (2, "")
    assert "不可用" in ran.err
