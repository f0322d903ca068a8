"""Organisations and people: made, imported and locked by those who administer them, and by nobody else."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from tests.web.conftest import Visiting, World
from ziping.app.sheets import read_lines, template
from ziping.model.language import Text
from ziping.readers.grid import Source
from ziping.web.accounts.models import User
from ziping.web.organisations.importing import EXAMPLES, ORGANISATIONS, PEOPLE
from ziping.web.organisations.models import Membership, Organisation, Role
from ziping.web.organisations.rights import has_role

NAME = Text("表", "table")


def sheet(headings: object, rows: list[list[str]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("表.xlsx", template(NAME, headings, rows))  # type: ignore[arg-type]


def imported(world: World, who: str, name: str, file: object) -> str:
    page = world.client(who).post(f"/organisations/import/{name}/", {"file": file})
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def unit_admin(world: World) -> User:
    """Return an administrator of the first unit alone."""
    person = User.objects.create_user("unit-admin")
    Membership.objects.create(person=person, organisation=world.places["unit"], role=Role.ADMINISTRATOR)
    world.people["unit-admin"] = person
    return person


@pytest.mark.parametrize("who", ["clerk", "unit", "department", "finance", "reader", "stranger"])
def test_only_administrators_have_these_pages(world: World, who: str) -> None:
    client, unit = world.client(who), world.places["unit"].pk
    for path in ("", f"{unit}/", "import/people/", "import/people/template.xlsx"):
        assert client.get(f"/organisations/{path}").status_code == 404
    given = {"name": "x", "code": "x", "kind": "unit", "login": "y", "role": Role.ADMINISTRATOR}
    for path in (f"{unit}/save/", f"{unit}/members/", f"people/{world.people['clerk'].pk}/lock/"):
        assert client.post(f"/organisations/{path}", given).status_code == 404
    assert not User.objects.filter(username="y").exists()
    assert Client().get("/organisations/").status_code == 302


def test_an_administrator_sees_what_is_his(world: World, unit_admin: User) -> None:
    del unit_admin
    page = world.client("unit-admin").get("/organisations/").content.decode()
    assert "上海市外国投资促进中心" in page
    assert "上海市商务委员会" not in page
    other = world.places["other"].pk
    assert world.client("unit-admin").get(f"/organisations/{other}/").status_code == 404
    assert world.client("unit-admin").post(f"/organisations/{other}/save/").status_code == 404


def test_an_organisation_is_made_below_another_and_changed(world: World) -> None:
    admin, department = world.client("admin"), world.places["department"]
    admin.post(f"/organisations/{department.pk}/save/", {"name": "新中心", "code": "n1", "kind": "unit"})
    made = Organisation.objects.get(code="n1")
    assert (made.name, made.parent, made.path) == ("新中心", department, f"{department.path}{made.pk}/")
    again = admin.post(
        f"/organisations/{department.pk}/save/", {"name": "二", "code": "n1", "kind": "unit"}, follow=True
    )
    assert "编码“n1”已有组织使用" in again.content.decode()
    admin.post(
        f"/organisations/{made.pk}/save/", {"as": "change", "name": "改名", "code": "n2", "kind": "unit"}
    )
    made.refresh_from_db()
    assert (made.name, made.code, made.parent) == ("改名", "n2", department)


def test_a_new_person_gets_a_password_that_is_shown_once(world: World) -> None:
    given = {"login": "newcomer", "name": "新人", "email": "", "role": Role.FILLER}
    page = world.client("admin").post(f"/organisations/{world.places['unit'].pk}/members/", given)
    shown = re.search(r'class="shown-once">([^<]+)<', page.content.decode())
    person = User.objects.get(username="newcomer")
    assert shown is not None
    assert person.check_password(shown[1])
    assert has_role(person, world.places["unit"], Role.FILLER)


def test_a_known_person_gets_a_role(world: World) -> None:
    given = {"login": "clerk", "role": Role.UNIT_REVIEWER}
    world.client("admin").post(f"/organisations/{world.places['other'].pk}/members/", given)
    assert world.people["clerk"].memberships.filter(organisation=world.places["other"]).count() == 1


def test_locked_people_do_not_come_in(world: World) -> None:
    clerk, admin = world.people["clerk"], world.client("admin")
    admin.post(f"/organisations/people/{clerk.pk}/lock/")
    clerk.refresh_from_db()
    assert not clerk.is_active
    assert world.client("clerk").get("/forms/").status_code == 302
    admin.post(f"/organisations/people/{clerk.pk}/unlock/")
    clerk.refresh_from_db()
    assert clerk.is_active


def test_a_password_is_reset(world: World) -> None:
    clerk = world.people["clerk"]
    page = world.client("admin").post(f"/organisations/people/{clerk.pk}/password/").content.decode()
    shown = re.search(r'class="shown-once">([^<]+)<', page)
    clerk.refresh_from_db()
    assert shown is not None
    assert clerk.check_password(shown[1])


def test_nobody_reaches_people_above_or_himself(world: World, unit_admin: User) -> None:
    for who in ("admin", "department", "stranger"):
        path = f"/organisations/people/{world.people[who].pk}/password/"
        assert world.client("unit-admin").post(path).status_code == 404
    refused = world.client("unit-admin").post(f"/organisations/people/{unit_admin.pk}/lock/", follow=True)
    assert "不能停用自己" in refused.content.decode()
    own = unit_admin.memberships.get()
    refused = world.client("unit-admin").post(f"/organisations/roles/{own.pk}/take/", follow=True)
    assert "不能取消自己的管理员角色" in refused.content.decode()
    above = world.people["department"].memberships.get()
    assert world.client("unit-admin").post(f"/organisations/roles/{above.pk}/take/").status_code == 404


def test_organisations_are_imported_parents_first(world: World) -> None:
    rows = [["d9", "新部门", "主管部门", "demo-finance"], ["u9", "新单位", "预算单位", "d9"]]
    page = imported(world, "admin", "organisations", sheet(ORGANISATIONS, rows))
    assert "已导入" in page
    unit = Organisation.objects.get(code="u9")
    assert [it.pk for it in (unit.parent, unit.parent.parent) if it] == [  # type: ignore[union-attr]
        Organisation.objects.get(code="d9").pk,
        world.places["finance"].pk,
    ]
    rows[1][1] = "改名"
    imported(world, "admin", "organisations", sheet(ORGANISATIONS, rows))
    unit.refresh_from_db()
    assert unit.name == "改名"


def test_with_one_row_refused_nothing_is_kept(world: World) -> None:
    rows = [
        ["d9", "新部门", "主管部门", "demo-finance"],
        ["u9", "新单位", "部门", "d9"],
        ["u8", "", "预算单位", "d9"],
        ["u7", "七", "预算单位", "nowhere"],
    ]
    page = imported(world, "admin", "organisations", sheet(ORGANISATIONS, rows))
    assert "3 行须改正" in page
    assert "类别只能是" in page
    assert "缺少名称" in page
    assert "没有编码为“nowhere”的组织" in page
    assert not Organisation.objects.filter(code="d9").exists()


def test_people_are_imported_with_a_password_each(world: World) -> None:
    rows = [
        ["p1", "甲", "demo-unit", "填报人", ""],
        ["p2", "乙", "demo-unit", "单位审核人", "b@example.com"],
        ["clerk", "", "demo-unit", "单位审核人", ""],
    ]
    page = imported(world, "admin", "people", sheet(PEOPLE, rows))
    assert "缺少姓名" in page
    assert not User.objects.filter(username="p1").exists()
    rows[2][1] = "填报人（演示）"
    page = imported(world, "admin", "people", sheet(PEOPLE, rows))
    passwords = re.findall(r"<code>([\w-]{16})</code>", page)
    assert [
        User.objects.get(username=f"p{number}").check_password(it) for number, it in enumerate(passwords, 1)
    ] == [True, True]
    assert has_role(User.objects.get(username="clerk"), world.places["unit"], Role.UNIT_REVIEWER)


def test_an_administrator_imports_into_his_own_organisations_only(world: World, unit_admin: User) -> None:
    del unit_admin
    page = imported(world, "unit-admin", "people", sheet(PEOPLE, [["p1", "甲", "demo-other", "填报人", ""]]))
    assert "只能管理您所辖组织及其人员" in page
    page = imported(
        world,
        "unit-admin",
        "organisations",
        sheet(ORGANISATIONS, [["demo-other", "夺", "预算单位", "demo-unit"]]),
    )
    assert "只能管理您所辖组织及其人员" in page
    assert Organisation.objects.get(code="demo-other").name == "另一单位（演示）"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "请选择要导入的 XLSX 文件"),
        (b"PK\x03\x04 not a zip", "不是可以读取的 XLSX 工作簿"),
        (b"\x00" * 100, "不是可以读取的 XLSX 工作簿"),
        (template(NAME, ORGANISATIONS, []), "表中缺少列"),
        (template(NAME, PEOPLE, []), "表中没有数据行"),
    ],
)
def test_files_that_are_no_table_of_people_are_refused_with_a_sentence(
    world: World, data: bytes, said: str
) -> None:
    assert said in imported(world, "admin", "people", SimpleUploadedFile("x.xlsx", data))


@pytest.mark.parametrize(("name", "headings"), [("organisations", ORGANISATIONS), ("people", PEOPLE)])
def test_a_template_is_read_as_it_is_sent(world: World, name: str, headings: object) -> None:
    sent = world.client("admin").get(f"/organisations/import/{name}/template.xlsx")
    assert sent["Content-Disposition"] == f'attachment; filename="{name}.xlsx"'
    lines = read_lines(Source("x", BytesIO(sent.content).read()), headings)  # type: ignore[arg-type]
    assert [list(it.values.values()) for it in lines] == EXAMPLES[name]


@pytest.mark.django_db
def test_the_first_visit_makes_the_first_administrator_and_no_second() -> None:
    client = Client()
    assert client.get("/")["Location"] == "/first/"
    given = {
        "organisation": "某市",
        "login": "root",
        "name": "管",
        "password": "Quelle-78-Wiese",
        "again": "x",
    }
    assert "两次输入的密码不同" in client.post("/first/", given).content.decode()
    weak = {**given, "password": "12345", "again": "12345"}
    assert "密码不合要求" in client.post("/first/", weak).content.decode()
    assert not User.objects.exists()
    client.post("/first/", {**given, "again": given["password"]})
    assert client.get("/organisations/").status_code == 200
    assert [(it.organisation.name, it.role) for it in Membership.objects.all()] == [
        ("某市", Role.ADMINISTRATOR)
    ]
    assert client.get("/first/").status_code == 404
    assert Client().post("/first/", given).status_code == 404
    assert Client().get("/")["Location"] == "/accounts/login/"


def test_a_person_keeps_his_own_account(world: World) -> None:
    client = world.client("clerk")
    client.post("/account/", {"name": "某人", "language": "en", "email": "a@example.com"})
    person = User.objects.get(username="clerk")
    assert (person.name, person.language, person.email) == ("某人", "en", "a@example.com")
    assert "My account" in client.get("/account/").content.decode()
    refused = client.post("/account/", {"name": "某人", "email": "nonsense"}, follow=True)
    assert "that is no e-mail address" in refused.content.decode()
    assert Client().get("/account/").status_code == 302


@pytest.mark.browser
def test_a_person_sets_up_a_second_factor(world: World, visit_as: Visiting) -> None:
    del world
    with visit_as("clerk", "/account/") as visit:
        page = visit.page
        page.click("text=双因素身份认证")
        page.click("main a:has-text('激活')")
        if page.locator("#id_password").count():
            page.fill("#id_password", "ziping-demo-2026")
            page.click("main form button[type=submit]")
        expect(page.locator("main img")).to_be_visible()
        expect(page.locator("#id_code")).to_be_visible()
        page.fill("#id_code", "000000")
        page.click("main form button[type=submit]")
        expect(page.locator(".errorlist")).to_be_visible()
        assert visit.complaints == []
