"""Filling in a form: each cell saves itself, tells what became of it, and the rules answer at once."""

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.web.conftest import World
from ziping.model.form import Form
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record, State
from ziping.web.records.rows import add_row
from ziping.writers import writers

SCORE = "/indicators/1/score"
Told = dict[str, Any]


def post(world: World, record: Record, path: str, who: str = "clerk", **body: object) -> tuple[int, Told]:
    """Send what the page would; return the status and the answer."""
    whole = {"person": world.people[who].pk, "version": record.version, **body}
    answer = world.client(who).post(
        f"/forms/{record.pk}/{path}/", json.dumps(whole), content_type="application/json"
    )
    return answer.status_code, answer.json()


def rows_moved(told: Told) -> list[tuple[str, int]]:
    return [(it["kind"], it["row"]) for it in told["moves"]]


def edits(*cells: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"pointer": pointer, "was": was, "value": value} for pointer, was, value in cells]


def test_the_page_proposes_5_70_where_7_00_was_declared(world: World) -> None:
    state = world.client("clerk").get(f"/forms/{world.record().pk}/").context["state"]
    assert state["values"][SCORE] == "7.00"
    assert state["computed"][SCORE] == {"text": "5.70", "value": "5.70", "differs": True}
    assert state["computed"]["/total/score"] == {"text": "91.57", "value": "91.57", "differs": True}
    assert state["computed"]["/indicators/3/score"] == {
        "text": "16.00–20.00",
        "value": "",
        "differs": False,
    }
    assert state["marks"][SCORE] == "error"
    assert state["asks"]["/indicators/2/deviation"].startswith("在偏差原因栏说明超额原因")


def test_an_edit_is_saved_and_the_rules_answer(world: World) -> None:
    record = world.record()
    code, told = post(world, record, "cells", edits=edits((SCORE, "7.00", "5.70")))
    assert (code, told["saved"], told["refused"], told["conflicts"]) == (200, [SCORE], [], [])
    assert told["version"] == record.version + 1
    assert told["computed"][SCORE]["differs"] is False
    assert SCORE not in told["marks"]
    assert "B02" not in told["found"]
    record.refresh_from_db()
    assert (record.content["indicators"][1]["score"], record.assessed_version) == ("5.70", record.version)


def test_each_cell_of_a_block_is_told_what_became_of_it(world: World) -> None:
    record = world.record()
    post(
        world,
        record,
        "cells",
        "colleague",
        edits=edits(("/goal/actual", value(record, "/goal/actual"), "改")),
    )
    code, told = post(
        world,
        record,
        "cells",
        edits=edits(
            (SCORE, "7.00", "5.70"),
            ("/indicators/2/score", "10.00", "十分"),
            ("/goal/actual", value(record, "/goal/actual"), "另改"),
            ("/indicators/99/score", "", "1"),
        ),
    )
    assert (code, told["saved"]) == (200, [SCORE])
    assert [it["pointer"] for it in told["refused"]] == ["/indicators/2/score", "/indicators/99/score"]
    assert "不是数" in told["refused"][0]["message"]
    assert [(it["pointer"], it["value"], it["by"]) for it in told["conflicts"]] == [
        ("/goal/actual", "改", "填报人二（演示）")
    ]


def value(record: Record, pointer: str) -> str:
    part, name = pointer.split("/")[1:]
    return str(record.content[part][name])


def test_what_others_changed_is_told_when_asked_for(world: World) -> None:
    record, client = world.record(), world.client("clerk")
    address = f"/forms/{record.pk}/cells/"
    assert client.get(f"{address}?since={record.version}").json() == {"version": record.version}
    _, mine = post(world, record, "cells", "colleague", edits=edits((SCORE, "7.00", "5.70")))
    told = client.get(f"{address}?since={record.version}&shape={mine['shape']}").json()
    assert (told["version"], told["values"][SCORE]) == (record.version + 1, "5.70")
    assert "table" not in told, "nothing but values changed"


def test_a_change_of_the_shape_brings_the_table_anew(world: World) -> None:
    record = world.record()
    state = world.client("clerk").get(f"/forms/{record.pk}/").context["state"]
    code, told = post(world, record, "rows", shape=state["shape"], add=1)
    assert (code, rows_moved(told)) == (200, [("add-row", 2)])
    assert 'data-pointer="/indicators/7/score"' in told["table"]
    record.refresh_from_db()
    assert [it["level3"] for it in record.content["indicators"]][2] is None
    code, told = post(world, record, "rows", shape=told["shape"], remove=2)
    assert (code, told["shape"]) == (200, state["shape"])


def test_an_edit_follows_its_row_when_another_person_adds_one(world: World) -> None:
    record = world.record()
    add_row(record_id=record.pk, after=0, actor=world.people["colleague"], at=world.now)
    code, told = post(world, record, "cells", edits=edits((SCORE, "7.00", "5.70")))
    assert (code, told["saved"], rows_moved(told)) == (200, ["/indicators/2/score"], [("add-row", 1)])
    record.refresh_from_db()
    assert [it["score"] for it in record.content["indicators"]][:3] == ["10.00", None, "5.70"]


def test_an_edit_of_a_row_that_was_removed_is_refused(world: World) -> None:
    record = world.record()
    assert post(world, record, "rows", "colleague", remove=1)[0] == 200
    code, told = post(world, record, "cells", edits=edits((SCORE, "7.00", "5.70")))
    assert (code, told["saved"], len(told["refused"]), rows_moved(told)) == (200, [], 1, [("remove-row", 1)])


def cells_shown(world: World, record: Record) -> dict[str, list[str]]:
    """Return the classes of every cell of the table that the clerk sees, by its pointer."""
    page = world.client("clerk").get(f"/forms/{record.pk}/").content.decode()
    found = re.findall(r'<td class="([^"]*)"[^>]* data-pointer="([^"]+)"', page)
    return {pointer: classes.split() for classes, pointer in found}


def test_cells_of_approved_targets_are_shown_and_not_taken(world: World) -> None:
    form = world.record().form
    approved = Form.model_validate(
        {**form.model_dump(by_alias=True), "project": "另一项目", "total": {}, "grade": None}
    )
    record = create_record(
        task=world.task,
        unit=world.places["unit"],
        form=form.model_copy(update={"project": "另一项目"}),
        approved=approved,
        actor=None,
        at=world.now,
    )
    shown = cells_shown(world, record)
    assert "fixed" in shown["/indicators/0/target"]
    assert "editable" not in shown["/indicators/0/target"]
    assert "editable" in shown["/indicators/0/actual"]
    code, told = post(world, record, "cells", edits=edits(("/indicators/0/target", "≥30.00(个)", "1")))
    assert (code, told["saved"], len(told["refused"])) == (200, [], 1)
    code, told = post(world, record, "rows", add=0)
    assert (code, "已批复" in told["message"]) == (400, True)


def test_blank_cells_of_every_kind_of_form_can_be_filled_in(world: World) -> None:
    for kind, layout in (("project", "mof-2020"), ("department", "department"), ("transfer", "transfer")):
        world.task.layout = layout
        world.task.save()
        form = Form.model_validate(
            {
                "kind": kind,
                "project": kind,
                "funds": [{"source": "total", "label": "年度资金总额"}],
                "indicators": [{}, {}],
            }
        )
        record = create_record(
            task=world.task, unit=world.places["unit"], form=form, actor=None, at=world.now
        )
        shown = cells_shown(world, record)
        fields = {pointer for pointer, classes in shown.items() if "editable" in classes}
        assert fields >= {
            "/project",
            "/competent_department",
            "/funds/0/full_year_budget",
            "/funds/0/executed",
            "/goal/expected",
            "/goal/actual",
            *(
                f"/indicators/{row}/{name}"
                for row in (0, 1)
                for name in ("level1", "level3", "target", "actual")
            ),
        }, kind


@pytest.mark.parametrize("who", ["unit", "finance", "reader"])
def test_others_see_the_form_and_change_nothing(world: World, who: str) -> None:
    record = world.record()
    page = world.client(who).get(f"/forms/{record.pk}/")
    assert (page.status_code, 'class="grow"' in page.content.decode()) == (200, False)
    code, told = post(world, record, "cells", who, edits=edits((SCORE, "7.00", "5.70")))
    assert (code, told["message"][:4]) == (409, "现在不能")


def test_a_form_that_was_sent_takes_no_edits(world: World) -> None:
    record = world.record()
    Record.objects.filter(pk=record.pk).update(state=State.UNIT)
    assert post(world, record, "cells", edits=edits((SCORE, "7.00", "5.70")))[0] == 409


def test_strangers_and_the_unsigned(world: World) -> None:
    record = world.record()
    address = f"/forms/{record.pk}/cells/"
    assert world.client("stranger").post(address, "{}", content_type="application/json").status_code == 404
    unsigned = Client().post(address, "{}", content_type="application/json")
    assert (unsigned.status_code, unsigned.json()["message"]) == (401, "登录已过期，请重新登录")


def test_whoever_signs_in_later_does_not_send_the_edits_of_another(world: World) -> None:
    record = world.record()
    code, told = post(
        world, record, "cells", person=world.people["colleague"].pk, edits=edits((SCORE, "7.00", "5.70"))
    )
    assert (code, told["message"][:8]) == (401, "现在登录的是另一")
    record.refresh_from_db()
    assert record.content["indicators"][1]["score"] == "7.00"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[",
        "null",
        "[]",
        "{}",
        '{"person": "1", "version": 1, "edits": []}',
        '{"person": 1, "version": 1, "edits": [{"pointer": 5, "was": "", "value": ""}]}',
        '{"person": 1, "version": 1, "edits": [{"pointer": "/year", "was": "", "value": "1", "x": 1}]}',
        "[" * 100_000,
        "x" * 5_000_000,
    ],
    ids=lambda it: it[:30],
)
def test_a_body_that_is_none_is_refused_with_a_sentence(world: World, body: str) -> None:
    record = world.record()
    answer = world.client("clerk").post(f"/forms/{record.pk}/cells/", body, content_type="application/json")
    assert (answer.status_code, len(answer.json()["message"]) > 5) == (400, True)


def test_a_project_name_of_another_form_is_refused(world: World) -> None:
    world.record("2023/1")
    record = world.record()
    code, told = post(world, record, "cells", edits=edits(("/project", "海外办事处专项", "外宣经费")))
    assert (code, told["saved"]) == (200, [])
    assert "已有项目“外宣经费”" in told["refused"][0]["message"]


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 30])
def test_since_is_a_version(world: World, since: str) -> None:
    record = world.record()
    assert world.client("clerk").get(f"/forms/{record.pk}/cells/?since={since}").status_code == 400


def test_the_rule_and_its_source_stand_behind_each_finding(world: World) -> None:
    record = world.record()
    page = world.client("clerk").get(f"/forms/{record.pk}/").content.decode()
    assert "《项目支出绩效评价管理办法》第十六条（未核对原文）" in page or "第十六条" in page
    assert re.findall(r'<section class="group (\w+)"', page) == ["error", "warning", "note"]


@pytest.mark.parametrize("name", sorted(writers()))
def test_the_form_is_handed_out_in_every_format_as_declared_and_by_the_rules(world: World, name: str) -> None:
    record = world.record()
    files = [
        world.client("reader").get(f"/forms/{record.pk}/export/{name}/{query}") for query in ("", "?computed")
    ]
    declared, computed = (b"".join(it.streaming_content) for it in files)  # type: ignore[attr-defined]
    assert declared != computed
    assert unquote(files[0]["Content-Disposition"]).endswith(f"海外办事处专项.{name}")
    if name == "json":
        assert json.loads(computed)["indicators"][1]["score"] == "5.70"


def test_a_format_that_nobody_writes_is_not_found(world: World) -> None:
    record = world.record()
    assert world.client("clerk").get(f"/forms/{record.pk}/export/exe/").status_code == 404
    assert world.client("stranger").get(f"/forms/{record.pk}/export/json/").status_code == 404
