"""Bring many forms into a task: from documents of any kind that is read, or from JSON lines; a line for each form."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ziping.app.documents import open_named
from ziping.model.errors import ZipingError
from ziping.model.faults import first_fault
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.jobs.files import uploads
from ziping.web.jobs.kinds import Kind, Parameters
from ziping.web.jobs.models import Line
from ziping.web.jobs.running import Work
from ziping.web.jobs.scope import task_of, units_of
from ziping.web.organisations.models import Organisation
from ziping.web.records.creating import create_record
from ziping.web.tasks.models import Task

MOST_FORMS: Final = 20_000


class NoUnitError(ZipingError):
    """A form belongs to no unit for which the person may bring in forms."""

    def __init__(self, name: str | None) -> None:
        """Name the unit as the form has it."""
        known = name or "（空）"
        super().__init__(
            Text(
                f"没有实施单位“{known}”，或不归您填报；请核对单位名称，或在导入时指定单位",
                f"no unit “{known}” is yours; check the name, or name a unit for the import",
            )
        )


class NoFormJsonError(ZipingError):
    """A line of JSON is no form."""


class TooManyFormsError(ZipingError):
    """More forms than one job takes."""


def accept(person: User, parameters: Parameters) -> Parameters:
    """Keep the task, and the unit where one is named for all forms."""
    task = task_of(person, parameters.get("task"))
    unit = parameters.get("unit")
    if not unit:
        return {"task": task.pk}
    if not str(unit).isascii() or not str(unit).isdecimal() or not units_of(person).filter(pk=unit).exists():
        raise NoUnitError(str(unit))
    return {"task": task.pk, "unit": int(unit)}


def run(work: Work) -> None:
    """Bring in form after form; one that is refused stops no other."""
    person, parameters = work.job.person, work.job.parameters
    task = task_of(person, parameters["task"])
    held = list(_forms(work))
    work.expect(len(held))
    for number, (label, form) in enumerate(held):
        if number in work.taken:
            continue
        with work.step(number, label) as line:
            if isinstance(form, ZipingError):
                raise form
            bring_in(line, form, task, unit_of(person, form, task, parameters.get("unit")), work)


def bring_in(line: Line, form: Form, task: Task, unit: Organisation, work: Work) -> None:
    """Add one form to the task."""
    record = create_record(task=task, unit=unit, form=form, actor=work.job.person, at=work.clock())
    line.record, line.zh, line.en = record, f"已导入：{record.project}", f"imported: {record.project}"


def unit_of(person: User, form: Form, task: Task, given: int | None = None) -> Organisation:
    """Return the unit that is given or that the form names; raise ``NoUnitError`` where it is not clear or not his."""
    mine = units_of(person).filter(path__startswith=task.owner.path)
    name = (form.implementing_unit or "").strip()
    found = list((mine.filter(pk=given) if given else mine.filter(name=name))[:2])
    if len(found) != 1:
        raise NoUnitError(name)
    return found[0]


def _forms(work: Work) -> Iterator[tuple[str, Form | ZipingError]]:
    """Yield every form with its name, or what is wrong with it, in the same order whoever asks."""
    for count, found in enumerate(_read(work)):
        if count >= MOST_FORMS:
            raise TooManyFormsError(
                Text(f"一次最多导入 {MOST_FORMS} 张表", f"{MOST_FORMS} forms at a time at most")
            )
        yield found


def _read(work: Work) -> Iterator[tuple[str, Form | ZipingError]]:
    for name, path in uploads(work.job):
        if name.endswith((".jsonl", ".ndjson")):
            yield from json_lines(name, path)
            continue
        for document in open_named([(name, path)]):
            if document.error:
                yield document.source, document.error
            for entry in document.forms:
                yield f"{entry.source} 第 {entry.number} 张", entry.form


def json_lines(name: str, path: Path) -> Iterator[tuple[str, Form | ZipingError]]:
    """Yield the form of each line that is not empty."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            yield f"{name} 第 {number} 行", form_of(line)


def form_of(line: bytes | str) -> Form | ZipingError:
    """Return the form, or what is wrong with it first of all."""
    try:
        return Form.from_json(line)
    except ValidationError as error:
        why = first_fault(error)
        return NoFormJsonError(Text(f"不是 ziping.form/1：{why.zh}", f"no ziping.form/1: {why.en}"))


KIND: Final = Kind("import", Text("导入自评表", "import of forms"), accept, run, takes_files=True)
