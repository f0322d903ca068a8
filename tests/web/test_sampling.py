"""Finance draws forms by lots that anyone can draw again, and scores them."""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from tests.web.conftest import Visiting, World
from ziping.web.jobs.models import Job
from ziping.web.jobs.worker import work_through
from ziping.web.records import workflow
from ziping.web.records.models import Record
from ziping.web.records.operations import send_back, take
from ziping.web.records.rows import add_row, remove_row
from ziping.web.sampling.drawing import Candidate, Method, draw, fingerprint
from ziping.web.sampling.models import Draw, Drawn, Mark
from ziping.web.sampling.rows import scoring

FORMS = [
    Candidate(f"{number:03}", f"部门{number % 3}", number * 10_000_000, number % 2, number % 5)
    for number in range(90)
]
candidates = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        department=st.sampled_from(["甲", "乙"]),
        budget=st.none() | st.integers(0, 10**12),
        errors=st.integers(0, 2),
        warnings=st.integers(0, 2),
    ),
    min_size=1,
    max_size=60,
    unique_by=lambda it: it.key,
)


def test_anyone_draws_the_same_forms_with_sha256_alone() -> None:
    drawn, strata = draw(Method.RANDOM, "2026", 10, FORMS)
    assert [(it.name, it.size, it.taken) for it in strata] == [(f"部门{it}", 30, 3) for it in range(3)]
    first = [it for it in FORMS if it.department == "部门0"]
    by_hand = sorted(first, key=lambda it: hashlib.sha256(f"2026:{it.key}".encode()).hexdigest())[:3]
    assert [it.key for it in drawn[:3]] == [it.key for it in by_hand]


@given(candidates, st.sampled_from(Method), st.integers(1, 100))
def test_every_stratum_gives_its_share_and_order_does_not_matter(
    held: list[Candidate], method: Method, share: int
) -> None:
    drawn, strata = draw(method, "种子", share, held)
    assert (drawn, strata) == draw(method, "种子", share, held[::-1])
    assert len({it.key for it in drawn}) == len(drawn) == sum(it.taken for it in strata)
    assert sum(it.size for it in strata) == len(held)
    assert all(1 <= it.taken <= it.size for it in strata)
    assert fingerprint(held) == fingerprint(held[::-1])


def test_by_risk_forms_with_errors_are_drawn_four_times_as_often() -> None:
    held = [Candidate(str(number), "甲", 1_000_00, number % 2, 0) for number in range(200)]
    _, strata = draw(Method.RISK, "x", 10, held)
    assert {it.name.rpartition(" · ")[2]: it.taken for it in strata} == {"有错误": 40, "无问题": 10}


def sent(world: World) -> Record:
    record = world.record()
    take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
    return record


def drawn_by_finance(world: World) -> Drawn:
    order = {"task": world.task.pk, "method": "random", "share": "100", "seed": "2026"}
    assert world.client("finance").post("/sampling/draw/", order).status_code == 302
    return Drawn.objects.get()


def test_finance_scores_a_form_again(world: World) -> None:
    record = sent(world)
    drawn = drawn_by_finance(world)
    row = {"pointer": "/indicators/1/score", "score": "5.70", "reason": ""}
    client = world.client("finance")
    refused = client.post(f"/sampling/forms/{drawn.pk}/mark/", row, follow=True).content.decode()
    assert "与自评得分不同，须说明理由" in refused
    client.post(f"/sampling/forms/{drawn.pk}/mark/", {**row, "reason": "57 场只完成 57%"})
    found = scoring(drawn)
    assert (found.declared, found.reviewed, found.deviation) == (9287, 9157, 140)
    assert record.events.order_by("-number")[0].kind == "finance-score"


def scored_by_finance(world: World) -> Record:
    """Return 海外办事处专项, sent, drawn, and scored: 5.70 where 7.00 was declared."""
    record = sent(world)
    drawn = drawn_by_finance(world)
    row = {"pointer": "/indicators/1/score", "score": "5.70", "reason": "57 场只完成 57%"}
    world.client("finance").post(f"/sampling/forms/{drawn.pk}/mark/", row)
    return record


def review_of(world: World, login: str, record: Record) -> str:
    answer = world.client(login).get(f"/reports/{record.pk}/review/html/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_finance_finds_its_scores_in_its_review(world: World) -> None:
    said = review_of(world, "finance", scored_by_finance(world))
    assert "财政复核：填报总分 92.87，复核总分 91.57，偏离率 1.40%" in said
    assert "57 场只完成 57%" in said


@pytest.mark.parametrize("who", ["unit", "department"])
def test_reviews_of_others_hold_no_scores_of_finance(world: World, who: str) -> None:
    assert "财政复核" not in review_of(world, who, scored_by_finance(world))


def test_the_last_draw_that_scored_a_form_speaks(world: World) -> None:
    record = scored_by_finance(world)
    order = {"task": world.task.pk, "method": "random", "share": "100", "seed": "again"}
    client = world.client("finance")
    client.post("/sampling/draw/", order)
    assert "复核总分 91.57" in review_of(world, "finance", record)
    again = Drawn.objects.get(draw__seed="again")
    row = {"pointer": "/indicators/1/score", "score": "0", "reason": "没有佐证"}
    client.post(f"/sampling/forms/{again.pk}/mark/", row)
    said = review_of(world, "finance", record)
    assert "复核总分 85.87" in said
    assert "57 场只完成 57%" not in said


def back_at_the_unit(world: World, record: Record) -> None:
    send_back(
        record_id=record.pk,
        remarks=[("/indicators/1/score", "请核实")],
        why="",
        actor=world.people["unit"],
        at=world.now,
    )


def sent_again(world: World, record: Record) -> Drawn:
    take(workflow.SUBMIT, record_id=record.pk, actor=world.people["clerk"], at=world.now)
    return Drawn.objects.select_related("draw", "record__task", "record__unit").get()


def test_a_score_stays_with_its_row_when_the_unit_moves_it(world: World) -> None:
    record = scored_by_finance(world)
    back_at_the_unit(world, record)
    add_row(record_id=record.pk, after=-1, actor=world.people["clerk"], at=world.now)
    drawn = sent_again(world, record)
    given = {it.pointer: it.mark.score for it in scoring(drawn).rows if it.mark}
    assert given == {"/indicators/2/score": 570}
    said = review_of(world, "finance", record)
    assert re.search(r"参加线上线下专业投促会议和活动.{0,900}57 场只完成 57%", said, re.DOTALL)
    client, address = world.client("finance"), f"/sampling/forms/{drawn.pk}/mark/"
    client.post(address, {"pointer": "/indicators/1/score", "score": "1.00", "reason": "另一行"})
    client.post(address, {"pointer": "/indicators/2/score", "score": "5.00", "reason": "再核"})
    given = {it.pointer: it.mark.score for it in scoring(drawn).rows if it.mark}
    assert given == {"/indicators/1/score": 100, "/indicators/2/score": 500}
    assert drawn.marks.count() == 2


def test_the_score_of_a_row_that_went_out_is_not_told(world: World) -> None:
    record = scored_by_finance(world)
    back_at_the_unit(world, record)
    remove_row(record_id=record.pk, number=1, actor=world.people["clerk"], at=world.now)
    drawn = sent_again(world, record)
    assert [it for it in scoring(drawn).rows if it.mark] == []
    assert "财政复核" not in review_of(world, "finance", record)
    assert drawn.marks.count() == 1, "it is kept"


def test_a_score_from_before_rows_were_followed_stays_where_it_was(world: World) -> None:
    record = scored_by_finance(world)
    Mark.objects.update(event=None)
    assert "57 场只完成 57%" in review_of(world, "finance", record)


def test_the_report_of_a_draw_holds_the_scores(world: World, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    record = scored_by_finance(world)
    world.client("finance").post("/reports/", {"form": [str(record.pk)], "formats": ["html"], "per": "batch"})
    work_through()
    answer = world.client("finance").get(f"/jobs/{Job.objects.get().pk}/result/")
    packed = ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert "复核总分 91.57，偏离率 1.40%" in packed.read("复核意见.html").decode()


@pytest.mark.parametrize("score", ["11", "-1", "五", "1.234", ""])
def test_a_score_that_cannot_be_is_refused(world: World, score: str) -> None:
    sent(world)
    drawn = drawn_by_finance(world)
    row = {"pointer": "/indicators/1/score", "score": score, "reason": "x"}
    world.client("finance").post(f"/sampling/forms/{drawn.pk}/mark/", row)
    assert drawn.marks.count() == 0


@pytest.mark.parametrize("who", ["clerk", "unit", "department", "reader", "stranger"])
def test_to_others_there_are_no_draws(world: World, who: str) -> None:
    sent(world)
    drawn = drawn_by_finance(world)
    client = world.client(who)
    for path in ("/sampling/", f"/sampling/{drawn.draw_id}/", f"/sampling/forms/{drawn.pk}/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("wrong", [{"share": "0"}, {"share": "x"}, {"seed": ""}, {"seed": "x" * 65}])
def test_an_order_that_cannot_be_followed_is_refused(world: World, wrong: dict[str, str]) -> None:
    sent(world)
    order = {"task": str(world.task.pk), "method": "risk", "share": "10", "seed": "1", **wrong}
    world.client("finance").post("/sampling/draw/", order)
    assert Draw.objects.count() == 0


@pytest.mark.browser
def test_the_story_in_a_browser(world: World, visit_as: Visiting) -> None:
    sent(world)
    with visit_as("finance", "/sampling/") as visit:
        page = visit.page
        page.fill("[name=share]", "100")
        page.click("button.main")
        page.click("text=海外办事处专项")
        row = page.locator("tr.differs").first
        row.locator("[name=score]").fill("5.70")
        row.locator("[name=reason]").fill("只完成 57%")
        row.locator("button").click()
        assert "91.57" in page.locator(".totals").inner_text()
        assert visit.complaints == []
