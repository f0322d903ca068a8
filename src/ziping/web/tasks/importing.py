"""What comes into a task: projects with approved targets, last year's forms, and amounts from the books."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from pydantic import ValidationError

from ziping.app.sheets import Heading, Line, check_required
from ziping.model.errors import ZipingError
from ziping.model.form import Form, FundSource, MoneyUnit, number_text
from ziping.model.language import Text
from ziping.readers.grid import Source
from ziping.web.accounts.models import User
from ziping.web.organisations.importing import (
    Imported,
    Result,
    Work,
    filled_lines,
    import_rows,
    keep_all,
    organisation_of,
)
from ziping.web.organisations.models import Organisation
from ziping.web.organisations.operations import NotYoursError
from ziping.web.organisations.rights import manages
from ziping.web.records.amounts import put_amounts
from ziping.web.records.creating import ProjectExistsError, create_record
from ziping.web.records.models import Record
from ziping.web.tasks.models import Task
from ziping.web.tasks.targets import PROJECTS, amount, targets_in, targets_of

AMOUNTS: Final = (
    Heading("unit", Text("单位编码", "unit's code")),
    Heading("project", Text("项目名称", "project"), 32),
    Heading("full_year_budget", Text("全年预算数（万元）", "full-year budget"), required=False),
    Heading("executed", Text("全年执行数（万元）", "executed"), required=False),
)
AMOUNTS_EXAMPLE: Final = [["330101001", "示例项目", "600.00", "592.69"]]
_MADE: Final = Text("已建立自评表", "form made")
_THERE: Final = Text("已有此项目，未改动", "there already, left as it is")
_PUT: Final = Text("已写入 {count} 格", "{count} cells filled in")
_MOST_FORMS: Final = 20_000


class NotInTaskError(ZipingError):
    """A unit or a project that the task does not have."""


class NotFormsError(ZipingError):
    """A file that holds no forms as JSON."""


def import_projects(source: Source, *, task: Task, actor: User, at: datetime) -> Imported:
    """Make a form for each project of a spreadsheet or of a file of forms; all of them or none."""
    _check(task, actor)
    if source.name.lower().endswith((".json", ".jsonl")):
        return keep_all(_from_json(source, task, actor, at))
    return keep_all(_from_lines(filled_lines(source, PROJECTS), task, actor, at))


def _from_lines(lines: Iterable[Line], task: Task, actor: User, at: datetime) -> Iterator[Work]:
    groups: dict[tuple[str, str], list[Line]] = {}
    for it in lines:
        groups.setdefault((it["unit"], it["project"]), []).append(it)
    for (code, project), held in groups.items():

        def keep(code: str = code, held: list[Line] = held) -> Result:
            for line in held:
                check_required(line, PROJECTS)
            unit = _unit(organisation_of(code), task)
            return _made(held[0].number, targets_in(held, unit, task), unit, task, actor, at)

        yield Work(held[0].number, project, keep)


def _made(number: int, form: Form, unit: Organisation, task: Task, actor: User, at: datetime) -> Result:
    create_record(task=task, unit=unit, form=form, approved=form, actor=actor, at=at)
    return Result(number, form.project or "", done=_MADE)


def _from_json(source: Source, task: Task, actor: User, at: datetime) -> Iterator[Work]:
    for number, form in enumerate(_forms(source), 1):

        def keep(form: Form = form, number: int = number) -> Result:
            unit = _named(form.implementing_unit, task)
            targets = targets_of(form, task.year, keep_budget=True)
            return _made(number, targets, unit, task, actor, at)

        yield Work(number, form.project or "", keep)


def _forms(source: Source) -> list[Form]:
    """Return the forms of a file: one, a list of them, or one on each line."""
    try:
        text = source.data.decode("utf-8-sig")
        if source.name.lower().endswith(".jsonl"):
            held = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            whole = json.loads(text)
            held = whole if isinstance(whole, list) else [whole]
        return [Form.from_json(json.dumps(it)) for it in held[:_MOST_FORMS]]
    except (ValueError, RecursionError, ValidationError) as error:
        raise NotFormsError(
            Text(f"{source.name}：不是 ziping.form/1 的 JSON", f"{source.name}: not JSON of ziping.form/1")
        ) from error


def copy_last_year(*, before: Task, task: Task, actor: User, at: datetime) -> Imported:
    """Make a form for each project of another task: its targets, to be revised, and nothing of what happened."""
    _check(task, actor)
    if not manages(actor, before.owner):
        raise NotYoursError

    def work(record: Record) -> Work:
        def keep() -> Result:
            unit = _unit(record.unit, task)
            targets = targets_of(record.form, task.year, keep_budget=False)
            try:
                create_record(task=task, unit=unit, form=targets, actor=actor, at=at)
            except ProjectExistsError:
                return Result(0, record.project, done=_THERE)
            return Result(0, record.project, done=_MADE)

        return Work(0, record.project, keep)

    held = before.records.select_related("unit").order_by("unit__path", "project")
    return keep_all(map(work, held.iterator(chunk_size=200)))


def import_amounts(source: Source, *, task: Task, actor: User, at: datetime) -> Imported:
    """Put the year's budgets and executed amounts into the forms, as events that say where they come from."""
    _check(task, actor)
    why = f"导入：{source.name[:80]}"

    def keep(line: Line) -> Result:
        unit = _unit(organisation_of(line["unit"]), task)
        record = Record.objects.filter(task=task, unit=unit, project=line["project"]).first()
        if record is None:
            raise NotInTaskError(
                Text(
                    f"{unit.name}在此任务中没有项目“{line['project'][:40]}”",
                    f"{unit.name} has no project {line['project'][:40]} in this task",
                )
            )
        values = _cells(record, line)
        put_amounts(record_id=record.pk, values=values, actor=actor, at=at, why=why)
        return Result(line.number, record.project, done=_PUT.fill(count=len(values)))

    return import_rows(source, AMOUNTS, keep, "project")


def _cells(record: Record, line: Line) -> dict[str, str]:
    """Return the cells of the total row that the line fills, in the form's own money unit."""
    form = record.form
    row = next((number for number, it in enumerate(form.funds) if it.source is FundSource.TOTAL), None)
    if row is None:
        raise NotInTaskError(Text("此表没有“年度资金总额”一行", "the form has no row of total funds"))
    unit = form.money_unit or MoneyUnit.WAN
    cells = {}
    for heading in AMOUNTS[2:]:
        if (value := amount(line, heading)) is not None:
            cells[f"/funds/{row}/{heading.name}"] = number_text(_in_unit(value, unit))
    if not cells:
        raise NotInTaskError(Text("没有填任何金额", "no amount was given"))
    return cells


def _in_unit(value: Decimal, unit: MoneyUnit) -> Decimal:
    """Return 万元 in another unit, exactly."""
    return value if unit is MoneyUnit.WAN else value * MoneyUnit.WAN.fen / unit.fen


def _check(task: Task, actor: User) -> None:
    if not manages(actor, task.owner):
        raise NotYoursError


def _unit(unit: Organisation, task: Task) -> Organisation:
    """Return the unit if it lies below the task's owner."""
    if not unit.path.startswith(task.owner.path):
        raise NotInTaskError(Text(f"{unit.name}不在此任务的范围内", f"{unit.name} is outside this task"))
    return unit


def _named(name: str | None, task: Task) -> Organisation:
    held = list(Organisation.objects.filter(path__startswith=task.owner.path, name=(name or "").strip())[:2])
    if len(held) != 1:
        raise NotInTaskError(
            Text(
                f"此任务范围内没有（或不止一个）名为“{(name or '')[:40]}”的单位",
                f"not exactly one unit of this task is named {(name or '')[:40]}",
            )
        )
    return held[0]
