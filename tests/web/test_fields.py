"""Every form of every page, sent wrong: the sentence stands at the field, the field says so, what was typed is kept, nothing is saved."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from lxml.html import HtmlElement, fromstring
from playwright.sync_api import expect

import ziping.web
from tests.web.conftest import Visiting, World
from tests.web.test_accessibility import violations
from tests.web.test_api import program
from tests.web.test_bad_requests import counted
from tests.web.test_importing import bring, document
from ziping.web.accounts.models import User
from ziping.web.organisations.models import Organisation
from ziping.web.records import workflow
from ziping.web.records.assessing import assess_among_siblings
from ziping.web.records.models import Record, State
from ziping.web.records.operations import first_pointer, send_back, standing_errors, take
from ziping.web.sampling.models import Drawn

SENTENCES: Final = "//*[@class='fault']/text()"
LONG: Final = "长" * 100_000


@dataclass(frozen=True)
class Wrong:
    """A form that is sent wrong: by whom, where, with what, and at which fields the page says what."""

    who: str
    path: str
    given: Mapping[str, object]
    said: dict[str, str]
    kept: dict[str, str] = field(default_factory=dict)
    """What stands in fields of the same form afterwards."""

    def __str__(self) -> str:
        return f"{self.path} {' '.join(self.said)}"


def empty(name: str = "x.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"")


TASK: Final = {
    "year": "2026",
    "name": "任务",
    "profile": "mof-2020",
    "layout": "mof-2020",
    "levels": ["unit"],
}
UNIT: Final = "/organisations/{unit}/"
PERSON: Final = {"login": "new", "name": "新人", "email": "", "role": "filler"}
DRAW: Final = {"task": "{task}", "method": "random", "share": "10", "seed": "s"}
RETURN: Final = {"pointer": ["/goal/actual", "/indicators/1/score"], "reason": ["请写明", " "], "why": "总的"}
WRONG: Final = [
    Wrong("admin", "/account/", {"name": "名" * 61, "email": "no", "language": "fr"},
          {"name": "姓名至多 60 个字", "email": "电子邮箱的写法不对", "language": "语言只能是"}, {"email": "no"}),
    Wrong("admin", "/api/tokens/", {"name": " ", "scope": "all"}, {"name": "请填写用途", "scope": "范围只能是"}),
    Wrong("admin", "/api/tokens/", {"name": LONG, "scope": "write"}, {"name": "用途至多 60 个字"}, {"scope": "write"}),
    Wrong("admin", UNIT + "save/", {"as": "change", "name": "", "code": "x" * 41, "kind": "x"},
          {"name": "请填写名称", "code": "编码至多 40 个字", "kind": "类别只能是"}, {"code": "x" * 41}),
    Wrong("admin", UNIT + "save/", {"name": "下级", "code": "demo-unit", "kind": "unit"},
          {"code": "已有组织使用"}, {"name": "下级", "code": "demo-unit"}),
    Wrong("admin", UNIT + "members/", {"login": "a b", "name": LONG, "email": "x@", "role": "king"},
          {"login": "不可用", "name": "姓名至多 60 个字", "email": "写法不对", "role": "角色只能是"}, {"login": "a b"}),
    Wrong("admin", UNIT + "members/", {**PERSON, "login": "CLERK"}, {"login": "已有人使用"}, {"name": "新人"}),
    Wrong("admin", UNIT + "members/", {**PERSON, "login": "clerk", "role": ""}, {"role": "角色只能是"}, {"login": "clerk"}),
    Wrong("admin", "/organisations/import/people/", {"file": empty()}, {"file": "请选择要导入的 XLSX 文件"}),
    Wrong("admin", "/organisations/import/organisations/", {}, {"file": "请选择要导入的 XLSX 文件"}),
    Wrong("finance", "/tasks/", {**TASK, "owner": "{unit}"}, {"owner": "请选择组织单位"}, {"name": "任务", "year": "2026"}),
    Wrong("finance", "/tasks/", {"owner": "{finance}", "year": "二零", "name": LONG, "profile": "x", "layout": "y"},
          {"year": "四位数字", "name": "任务名称至多 120 个字", "profile": "x", "layout": "y"}, {"year": "二零"}),
    Wrong("finance", "/tasks/{task}/", {**TASK, "deadline": "31.3.2027"}, {"deadline": "应写作 2026-12-31"}, {"name": "任务"}),
    Wrong("finance", "/tasks/{task}/", {**TASK, "name": " "}, {"name": "请填写任务名称"}),
    Wrong("finance", "/tasks/{task}/import/projects/", {"file": empty()}, {"file": "请选择要导入的 XLSX 文件"}),
    Wrong("finance", "/tasks/{task}/import/amounts/", {}, {"file": "请选择要导入的 XLSX 文件"}),
    Wrong("finance", "/tasks/{task}/import/last-year/", {"before": "999"}, {"before": "请选择以前的任务"}),
    Wrong("clerk", "/jobs/start/import/", {"task": "{task}", "unit": "{department}"}, {"unit": "没有实施单位"}),
    Wrong("clerk", "/jobs/start/import/", {"task": "{task}", "unit": "{unit}"}, {"files": "请选择文件"}, {"unit": "{unit}"}),
    Wrong("clerk", "/jobs/start/export/", {"task": "{task}"}, {"formats": "格式"}, {"task": "{task}"}),
    Wrong("clerk", "/jobs/start/export/", {"task": "999", "formats": ["pdf"]}, {"task": "没有这个任务"}),
    Wrong("clerk", "/jobs/start/audit/", {"task": "x"}, {"task": "没有这个任务"}),
    Wrong("finance", "/sampling/draw/", {**DRAW, "share": "0", "seed": "种" * 65},
          {"share": "1 至 100", "seed": "种子至多 64 个字"}, {"share": "0"}),
    Wrong("finance", "/sampling/draw/", {**DRAW, "task": "999"}, {"task": "请选择任务"}, {"seed": "s"}),
    Wrong("finance", "/sampling/draw/", {**DRAW, "method": "x"}, {"method": "请选择抽取方法"}, {"seed": "s"}),
    Wrong("finance", "/sampling/forms/{drawn}/mark/", {"pointer": "/indicators/1/score", "score": "五", "reason": "r"},
          {"score": "不是得分"}, {"score": "五", "reason": "r"}),
    Wrong("finance", "/sampling/forms/{drawn}/mark/", {"pointer": "/indicators/1/score", "score": "1", "reason": " "},
          {"reason": "须说明理由"}, {"score": "1"}),
    Wrong("finance", "/reports/", {"draw": "{draw}", "form": ["{sent}"], "per": "unit"}, {"formats": "格式"}, {"per": "unit"}),
    Wrong("unit", "/reports/", {"form": ["x"], "formats": ["docx"], "sought": "tab=all"}, {"form": "没有选中"}),
    Wrong("unit", "/forms/batch/", {"form": [], "step": "approve", "sought": "tab=all"}, {"form": "请先勾选自评表"}),
    Wrong("unit", "/forms/batch/", {"form": ["{sent}"], "step": "return", "cell": "/total/score", "why": " "},
          {"why": "请说明退回的理由"}, {"cell": "/total/score"}),
    Wrong("unit", "/forms/batch/", {"form": ["{sent}"], "step": "return", "cell": "/x", "why": LONG},
          {"cell": "请选择指明的单元格", "why": "理由至多 5000 个字"}),
    Wrong("unit", "/forms/{sent}/return/", RETURN, {"reason:/indicators/1/score": "请说明退回此格的理由"}, {"why": "总的"}),
    Wrong("unit", "/forms/{sent}/return/", {"why": LONG}, {"pointer": "至少一个单元格", "why": "理由至多 5000 个字"}),
    Wrong("finance", "/forms/{approved}/steps/unapprove/", {"why": " "}, {"why": "须说明理由"}),
    Wrong("clerk", "/forms/{returned}/answers/{remark}/", {"answer": " "}, {"answer": "请填写答复"}),
    Wrong("clerk", "/forms/{returned}/answers/{remark}/", {"answer": LONG}, {"answer": "答复至多 5000 个字"}),
    Wrong("unit", "/forms/{draft}/waive/", {"code": "{code}", "pointer": "{pointer}", "reason": " "}, {"reason": "豁免须说明理由"}),
    Wrong("clerk", "/forms/{draft}/evidence/", {"pointer": ""}, {"files": "请选择文件"}),
    Wrong("clerk", "/forms/{draft}/evidence/", {"pointer": "/indicators/1/level3", "files": empty("合同.pdf")},
          {"files": "合同.pdf：文件是空的"}),
    Wrong("clerk", "/forms/{draft}/import/", {}, {"file": "请选择一个不是空的文件"}),
    Wrong("clerk", "/forms/{draft}/import/", {"file": SimpleUploadedFile("表.pdf", b"%PDF-1.7 no")}, {"file": "表.pdf："}),
]  # fmt: skip


def known(world: World) -> dict[str, str]:
    """Make a draft with errors, a form that was sent, one that came back, one that was approved, and a draw."""
    draft, sent, back, done = (world.record(it) for it in ("2023/3", "2023/4", "2023/1", "2023/2"))
    for record in (sent, back, done):
        take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
    remarks = [("/goal/actual", "请写明")]
    send_back(record_id=back.pk, remarks=remarks, why="", actor=world.people["unit"], at=world.now)
    Record.objects.filter(pk=done.pk).update(state=State.APPROVED)
    order = {"task": world.task.pk, "method": "random", "share": "100", "seed": "1"}
    world.client("finance").post("/sampling/draw/", order)
    drawn = Drawn.objects.get(record=sent)
    error = standing_errors(draft, assess_among_siblings(draft))[0]
    return {
        **{name: str(it.pk) for name, it in world.places.items()},
        "draft": str(draft.pk),
        "sent": str(sent.pk),
        "returned": str(back.pk),
        "approved": str(done.pk),
        "task": str(world.task.pk),
        "remark": str(back.remarks.get().pk),
        "drawn": str(drawn.pk),
        "draw": str(drawn.draw_id),
        "code": error.code,
        "pointer": first_pointer(error),
    }


def saved() -> dict[str, int]:
    """Return how many rows each table holds; what was only worked out and kept to be quick does not count."""
    return {table: rows for table, rows in counted().items() if table != "assessments_kept"}


def filled_in(given: object, names: dict[str, str]) -> object:
    if isinstance(given, Mapping):
        return {name: filled_in(it, names) for name, it in given.items()}
    if isinstance(given, list):
        return [filled_in(it, names) for it in given]
    return re.sub(r"\{(\w+)\}", lambda it: names[it[1]], given) if isinstance(given, str) else given


def found(part: HtmlElement, path: str) -> list[Any]:
    """Return what a path leads to in a part of a page."""
    held: Any = part.xpath(path)
    return list(held)


def value(control: HtmlElement) -> str:
    """Return what stands in a control."""
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        return str(next(iter(found(control, "option[@selected]/@value")), ""))
    return str(control.get("value") or "")


def sentence_at(page: HtmlElement, control: HtmlElement) -> str:
    """Return what the sentences say that a control points to."""
    ids = (control.get("aria-describedby") or "").split()
    return " ".join(page.get_element_by_id(it).text_content() for it in ids)


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_the_sentence_stands_at_the_field(world: World, wrong: Wrong) -> None:
    names = known(world)
    if wrong.path.endswith("last-year/"):
        Organisation.objects.get(pk=names["finance"]).tasks.create(
            year=2022, name="以前的", profile="mof-2020", layout="mof-2020", created_at=world.now
        )
    client = world.client(wrong.who)
    before = saved()
    answer = client.post(str(filled_in(wrong.path, names)), filled_in(wrong.given, names))
    assert (answer.status_code, saved()) == (200, before)
    page = fromstring(answer.content.decode())
    for name, said in wrong.said.items():
        at_fields = [it for it in found(page, "//*[@aria-invalid='true']") if said in sentence_at(page, it)]
        assert at_fields, f"{name}: {found(page, SENTENCES)}"
    (begin,) = found(page, "//*[@autofocus]")
    assert next(iter(wrong.said.values())) in sentence_at(page, begin)
    for name, typed in wrong.kept.items():
        form = next(begin.iterancestors("form"))
        held = [value(it) for it in found(form, f".//*[@name='{name}']")]
        assert filled_in(typed, names) in held, name


def test_a_form_that_is_right_has_no_marks(world: World) -> None:
    names = known(world)
    for who, path in (
        ("clerk", "/forms/{draft}/"),
        ("admin", UNIT),
        ("finance", "/tasks/"),
        ("unit", "/forms/"),
    ):
        page = world.client(who).get(str(filled_in(path, names))).content.decode()
        assert "aria-invalid" not in page
        assert 'class="fault"' not in page


def test_what_no_field_of_the_page_says_stands_on_top(world: World) -> None:
    given = {"form": [], "formats": ["docx"], "sought": "q=nothing"}
    page = world.client("unit").post("/reports/", given).content.decode()
    assert '<li class="error">没有选中归您审核的自评表</li>' in page


def test_of_a_document_the_cells_that_cannot_be_are_said_and_the_others_kept(world: World) -> None:
    record, clerk = world.record("2023/3"), world.client("clerk")
    where = bring(world, record, "xlsx", document("xlsx"))
    took = ["/indicators/1/score", "/goal/actual"]
    given = {
        **{f"was:{it}": "" for it in took},
        "was:/indicators/1/score": "7.00",
        "was:/goal/actual": record.form.goal.actual or "",
    }
    answer = clerk.post(
        where, {"take": took, **given, "value:/indicators/1/score": "十分", "value:/goal/actual": "完成。"}
    )
    record.refresh_from_db()
    assert record.form.goal.actual == "完成。"
    page = fromstring(answer.content.decode())
    (wrong,) = found(page, "//*[@aria-invalid='true']")
    assert (value(wrong), wrong.get("name")) == ("十分", "value:/indicators/1/score")
    assert sentence_at(page, wrong)


def test_the_first_administrator_is_told_at_the_fields(db: None) -> None:
    del db
    given = {"organisation": " ", "login": "a b", "name": "名", "password": "one", "again": "two"}
    page = fromstring(Client().post("/first/", given).content.decode())
    said = {it.get("name"): sentence_at(page, it) for it in found(page, "//*[@aria-invalid='true']")}
    assert {name: text[:4] for name, text in said.items()} == {
        "organisation": "请填写最",
        "login": "用户名“",
        "again": "两次输入",
    }
    assert found(page, "//*[@autofocus]/@name") == ["organisation"]
    assert found(page, "//*[@name='name']/@value") == ["名"]
    weak = {**given, "organisation": "某市", "login": "root", "password": "12345", "again": "12345"}
    page = fromstring(Client().post("/first/", weak).content.decode())
    (wrong,) = found(page, "//*[@aria-invalid='true']")
    assert wrong.get("name") == "password"
    assert "密码不合要求" in sentence_at(page, wrong)
    assert not found(page, "//*[@type='password']/@value")
    assert not User.objects.exists()


def test_who_cannot_sign_in_begins_at_the_password(world: World) -> None:
    given = {"login": world.people["clerk"].username, "password": "wrong"}
    page = fromstring(Client().post("/accounts/login/", given).content.decode())
    assert found(page, "//*[@autofocus]/@name") == ["password"]
    assert found(page, "//*[@name='login']/@value") == ["clerk"]
    assert sentence_at(page, found(page, "//*[@name='password']")[0]).strip()


def test_a_new_password_is_refused_at_its_field(world: World) -> None:
    given = {"oldpassword": "wrong", "password1": "short", "password2": "other"}
    answer = world.client("clerk").post("/accounts/password/change/", given)
    page = fromstring(answer.content.decode())
    wrong = found(page, "//*[@aria-invalid='true']")
    assert {it.get("name") for it in wrong} >= {"oldpassword", "password1"}
    assert all(sentence_at(page, it).strip() for it in wrong)
    assert found(page, "//*[@autofocus]/@name") == [wrong[0].get("name")]


def test_sentences_at_fields_are_english_on_english_pages(world: World) -> None:
    client = world.client("admin")
    client.cookies["ziping_language"] = "en"
    page = client.post("/api/tokens/", {"name": "", "scope": "read"}).content.decode()
    assert ">what it is for is needed</p>" in page
    translation.activate("zh-hans")


@pytest.mark.browser
def test_whoever_was_wrong_types_on_where_it_was_wrong(world: World, visit_as: Visiting) -> None:
    place = world.places["department"]
    with visit_as("admin", f"/organisations/{place.pk}/") as visit:
        page = visit.page
        page.fill("#n-name", "新单位")
        page.fill("#n-code", "demo-unit")
        page.locator("form:has(#n-code) button").click()
        expect(page.locator("#n-code")).to_be_focused()
        expect(page.locator("#n-code")).to_have_accessible_description("编码“demo-unit”已有组织使用")
        expect(page.locator("#n-name")).to_have_value("新单位")
        assert violations(page) == []
        page.fill("#n-code", "demo-new")
        page.keyboard.press("Enter")
        expect(page.get_by_text("已保存")).to_be_visible()
    assert Organisation.objects.get(code="demo-new").name == "新单位"


BUTTONS: Final = {
    *("job-cancel", "notices-read", "token-revoke", "role-take", "person-act", "evidence-remove", "finish"),
    *("language", "account_logout"),
}
"""Forms of a single button: there is nothing in them to be wrong."""
FIELDS: Final = {
    *("job-start", "record-step", "record-batch", "record-waive", "record-answer", "task-import"),
    *("organisation-member", "organisation-save", "report-start", "draw-make", "mark", "account_login"),
}
"""Forms with fields that go to another address than their page's; tested above."""
OWN: Final = {
    *("return.html", "task.html", "tasks.html", "tokens.html", "bring.html", "compare.html", "first.html"),
    *("import.html", "account.html", "shelves.html.j2"),
}
"""Pages with a form that goes to themselves; tested above. What ``expired.html`` sends again was typed elsewhere."""


def forms() -> Iterator[tuple[str, str]]:
    """Yield the page and the tag of every form that sends something."""
    for page in Path(ziping.web.__file__).parent.rglob("*.html*"):
        for tag in re.findall(r'<form[^>]*method="post"[^>]*>', page.read_text("utf-8")):
            yield page.name, tag


def test_no_form_is_left_out() -> None:
    named = {it for _, tag in forms() for it in re.findall(r'url[ (]"([\w-]+)"', tag)}
    assert named == BUTTONS | FIELDS
    assert {page for page, tag in forms() if "url" not in tag} == OWN | {"expired.html"}


def test_programs_are_told_which_fields_are_wrong(world: World) -> None:
    body = {"parent": world.places["finance"].pk, "name": "新", "code": "demo-unit", "kind": "unit"}
    status, fault = program(world, "admin").ask("POST", "organisations/", body)
    assert (status, fault["code"]) == (409, "bad-organisation")
    assert fault["fields"] == {"code": fault["message"]}
    assert fault["message"]["zh"] == "编码“demo-unit”已有组织使用"
