"""Fill an empty database with the demonstration; a filled one is left as it is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Final

from django.db import transaction
from django.utils import timezone

from ziping.model.form import Form
from ziping.web.accounts.models import User
from ziping.web.demo.logins import LOGINS, PASSWORD
from ziping.web.organisations.models import Membership, Organisation
from ziping.web.records import workflow
from ziping.web.records.assessing import assess_among_siblings, keep_figures
from ziping.web.records.creating import create_record
from ziping.web.records.models import Record
from ziping.web.records.operations import send_back, take
from ziping.web.tasks.models import Task

_ORGANISATIONS: Final = (
    ("region", "上海市（演示）", Organisation.Kind.REGION, None),
    ("finance", "上海市财政局（演示）", Organisation.Kind.FINANCE, "region"),
    ("department", "上海市商务委员会", Organisation.Kind.DEPARTMENT, "finance"),
    ("unit", "上海市外国投资促进中心", Organisation.Kind.UNIT, "department"),
    ("other", "另一单位（演示）", Organisation.Kind.UNIT, "department"),
)
_STEPS: Final[dict[tuple[int, str], tuple[str, ...]]] = {
    (2023, "外宣经费"): ("clerk",),
    (2023, "上交会项目绩效管理"): ("clerk", "unit"),
    (2023, "平台数据采集及服务"): ("clerk", "unit", "department"),
    (2023, "信息化运维项目"): ("clerk", "unit", "department", "finance"),
    (2023, "微信公众号宣传费"): ("clerk", "unit", "department", "finance", "finance"),
    (2023, "商务外事"): ("clerk", "back"),
    (2020, "中国（上海）国际技术进出口交易会经费"): ("clerk", "unit", "department", "finance", "finance"),
}
"""Who passes which published form on; 'back' is a return by the unit's reviewer. All others are drafts."""


def demo_forms() -> Iterator[Form]:
    """Yield the twelve published forms."""
    for line in (files("ziping.web.demo") / "forms.jsonl").read_text("utf-8").splitlines():
        yield Form.from_json(line)


def fill_demo() -> None:
    """Make organisations, people, two tasks and the forms, and bring some of these on their way."""
    if Organisation.objects.exists():
        return
    now = timezone.now()
    with transaction.atomic():
        places = make_organisations()
        people = make_people(places)
        tasks = {year: make_task(year, places["finance"], now) for year in (2020, 2023)}
        records = [
            create_record(
                task=tasks[form.year or 2023], unit=places["unit"], form=form, actor=people["clerk"], at=now
            )
            for form in demo_forms()
        ]
    for record in records:
        _bring_on(record, people, now)
    for record in Record.objects.select_related("task", "unit"):
        keep_figures(record, assess_among_siblings(record))


def make_organisations() -> dict[str, Organisation]:
    """Make the tree: region, finance bureau, department, two units."""
    made: dict[str, Organisation] = {}
    for key, name, kind, above in _ORGANISATIONS:
        made[key] = Organisation.objects.create(
            name=name, code=f"demo-{key}", kind=kind, parent=made[above] if above else None
        )
    return made


def make_people(places: dict[str, Organisation]) -> dict[str, User]:
    """Make one person for each role, and a colleague and a stranger of the clerk."""
    made: dict[str, User] = {}
    for login, (name, place, role) in LOGINS.items():
        made[login] = User.objects.create_user(login, password=PASSWORD, name=name)
        Membership.objects.create(person=made[login], organisation=places[place], role=role)
    return made


def make_task(year: int, owner: Organisation, now: datetime) -> Task:
    """Make the round of a year, by the rules and in the layout of that year."""
    return Task.objects.create(
        year=year,
        name=f"{year} 年度项目支出绩效自评",
        owner=owner,
        profile=f"shanghai-{year}",
        layout=f"shanghai-{year}",
        deadline=_deadline(now),
        created_at=now,
    )


def _deadline(now: datetime) -> date:
    return timezone.localdate(now) + timedelta(days=14)


def _bring_on(record: Record, people: dict[str, User], now: datetime) -> None:
    """Take the steps of the story; published forms have errors, so they are passed on without asking the rules."""
    for number, who in enumerate(_STEPS.get((record.task.year, record.project), ())):
        at = now + timedelta(seconds=number + 1)
        if who == "back":
            send_back(
                record_id=record.pk,
                remarks=[
                    ("/goal/actual", "总体目标写“出访团组共9个”，指标写 10 个，请核对后统一。"),
                    ("/indicators/0/deviation", "实际完成值为目标的 10 倍，请说明原因及改进措施。"),
                ],
                why="数据前后不一致，请核实。",
                actor=people["unit"],
                at=at,
            )
            continue
        record.refresh_from_db()
        step = next(it for it in workflow.steps_for(people[who], record) if not it.needs_reason)
        take(step, record_id=record.pk, actor=people[who], at=at)
