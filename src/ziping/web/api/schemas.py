"""What the interface takes and gives; the form itself is ``ziping.form/1``, as everywhere."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from ninja import Field, Query, Schema
from pydantic import BeforeValidator

from ziping.model.assessment import Assessment, ScoreSheet
from ziping.model.finding import Finding, Severity
from ziping.model.form import Form, FundSource
from ziping.web.api.faults import Said
from ziping.web.jobs.models import Job, Outcome
from ziping.web.jobs.sweeping import kept_until
from ziping.web.organisations.importing import Imported
from ziping.web.records.models import Record, State

Item = TypeVar("Item")
Line = Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x1f]*$")]
"""A short text."""
Prose = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]
"""A long text."""
Pointer = Annotated[str, Field(max_length=120, pattern=r"^[^\x00-\x1f]*$", examples=["/indicators/0/score"])]
Key = Annotated[int, Field(ge=1, le=2**53)]
"""A key in an address or a query, where everything is text."""


def _number(value: object) -> object:
    """Refuse what pydantic would take for a number out of kindness."""
    if isinstance(value, bool | str):
        message = "应为整数"
        raise ValueError(message)  # noqa: TRY004 — pydantic makes no answer of a TypeError
    return value


Whole = BeforeValidator(_number)
BodyKey = Annotated[int, Field(ge=1, le=2**53), Whole]
"""A key in JSON, where a number is a number and ``true`` is none."""


class Window(Schema):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0


Part = Annotated[Window, Query()]


class Page(Schema, Generic[Item]):
    """A part of a list, and how long the whole is."""

    count: int
    items: list[Item]


def page(held: QuerySet[Any], part: Window, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a part of a list, each item as ``shown`` shows it."""
    return {
        "count": held.count(),
        "items": [shown(it) for it in held[part.offset : part.offset + part.limit]],
    }


class Named(Schema):
    """Something by its key and name."""

    id: int
    name: str


class Summary(Schema):
    """A form as lists show it. Scores are hundredths of a point, the rate basis points, money 分."""

    id: UUID
    task: Named
    unit: Named
    project: str
    state: State
    returned: bool
    version: int
    total: int | None
    computed_total: int | None
    grade: str
    execution_rate: int | None
    budget: int | None
    errors: int
    warnings: int
    notes: int
    updated_at: datetime


class Detail(Summary):
    """A form with what it declares, and what the person may do with it now."""

    form: Form
    may_edit: bool
    steps: list[str]


class NewForm(Schema):
    """A form for a task; without a unit, the one that the form names."""

    task: BodyKey
    unit: BodyKey | None = None
    form: Form


class Cell(Schema):
    """A cell, what the caller saw in it, and what it is to hold."""

    pointer: Pointer
    was: Prose
    value: Prose


class Cells(Schema):
    """Several cells at once."""

    edits: Annotated[list[Cell], Field(min_length=1, max_length=500)]


class Conflicting(Schema):
    """A cell that somebody else changed meanwhile: nothing was written over."""

    pointer: str
    value: str
    by: str
    at: datetime | None


class Refused(Schema):
    """A cell that does not take the text, and why."""

    pointer: str
    message: Said


class Saved(Schema):
    """What became of the cells."""

    version: int
    saved: list[str]
    conflicts: list[Conflicting]
    refused: list[Refused]


class NewRow(Schema):
    """Behind which indicator an empty one is put, from 0; -1 for the beginning."""

    after: Annotated[int, Field(ge=-1, le=9999), Whole]


class MovedRow(Schema):
    """How many places down; up, below 0."""

    by: Annotated[int, Field(ge=-9999, le=9999), BeforeValidator(_number)]


class NewFund(Schema):
    """Which source of funds."""

    source: FundSource


class UndoneRows(Schema):
    """The version whose change of rows is to be taken back."""

    version: BodyKey


class StepTaken(Schema):
    """A step on the form's way, as listed in ``steps``; ``version`` refuses it where the form changed meanwhile."""

    step: Annotated[str, Field(max_length=24, pattern=r"^[a-z]+$", examples=["submit", "approve"])]
    why: Prose = ""
    version: BodyKey | None = None


class NewRemark(Schema):
    """A cell that is sent back, and why."""

    pointer: Pointer
    reason: Prose


class Return(Schema):
    """The return of a form."""

    remarks: Annotated[list[NewRemark], Field(min_length=1, max_length=200)]
    why: Prose = ""


class RemarkShown(Schema):
    """A cell that was sent back, what stood in it then, and the unit's answer."""

    id: int
    pointer: str
    reason: str
    was: str
    answer: str
    answered_at: datetime | None


class Answer(Schema):
    """The answer to one remark."""

    text: Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"^[^\x00]*$")]


class NewWaiver(Schema):
    """An error that a reviewer takes upon himself."""

    code: Line
    pointer: Pointer = ""
    reason: Prose


class WaiverShown(Schema):
    """An error that a named person took upon himself."""

    code: str
    pointer: str
    reason: str
    by: str
    at: datetime


class EventShown(Schema):
    """One thing that happened; ``hash`` covers it and all before it."""

    number: int
    at: datetime
    actor_name: str
    kind: str
    data: dict[str, Any]
    previous: str
    hash: str


class Cited(Schema):
    """A place in a document that a rule rests on."""

    key: str
    text: Said
    says: Said
    confirmed: bool


class Found(Schema):
    """One thing that a rule found."""

    code: str
    severity: Severity
    pointers: list[str]
    title: Said
    message: Said
    fix: Said
    cites: list[Cited]


class Judged(Schema):
    """Declared scores beside those by the rules, and findings, the worst first."""

    scores: ScoreSheet
    findings: list[Found]


class JobShown(Schema):
    """A job: how far it is, the name of the file that it made, and until when its files are kept."""

    id: UUID
    kind: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int
    steps: int | None
    result: str
    failure: Said | None
    created_at: datetime
    finished_at: datetime | None
    kept_until: datetime | None


class LineShown(Schema):
    """What became of one form."""

    number: int
    outcome: Outcome
    label: str
    message: Said
    record: UUID | None


class Import(Schema):
    """Forms for a task; each is looked at by itself, so that one that is none stops no other."""

    task: BodyKey
    unit: BodyKey | None = None
    forms: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=2000)]


class Export(Schema):
    """The official forms of a task in some formats."""

    task: BodyKey
    formats: Annotated[list[Line], Field(min_length=1, max_length=10, examples=[["docx", "pdf"]])]


class Audit(Schema):
    """The forms of a task, scored and checked anew."""

    task: BodyKey


class ReviewOrder(Schema):
    """Reviews of forms: one for all, for each unit or for each form; ``letters``: also to each unit that has to mend."""

    forms: Annotated[list[UUID], Field(min_length=1, max_length=2000)]
    formats: Annotated[list[Line], Field(min_length=1, max_length=10, examples=[["docx", "pdf"]])]
    per: Literal["batch", "unit", "form"] = "batch"
    letters: Annotated[bool, Field(strict=True)] = True


class ImportedRow(Schema):
    """What became of one row of a table: ``done``, or why it was refused; ``password`` of a person just made."""

    number: int
    subject: str
    done: Said | None
    refusal: Said | None
    password: str


class Imports(Schema):
    """What became of a table; with one refusal nothing of it was kept."""

    kept: bool
    rows: list[ImportedRow]


def imports(found: Imported) -> dict[str, Any]:
    """Return what became of a table."""
    return {"kept": not found.refused, "rows": list(found.results)}


def named(held: Model) -> dict[str, Any]:
    """Return key and name."""
    return {"id": held.pk, "name": str(held)}


def summary(record: Record) -> dict[str, Any]:
    """Return a form as lists show it."""
    plain = set(Summary.model_fields) - {"task", "unit"}
    held = {name: getattr(record, name) for name in plain}
    return {**held, "task": named(record.task), "unit": named(record.unit)}


def judged(found: Assessment) -> dict[str, Any]:
    """Return scores and findings."""
    return {"scores": found.scores, "findings": [_found(it) for it in found.findings]}


def _found(it: Finding) -> dict[str, Any]:
    return {
        "code": it.code,
        "severity": it.severity,
        "pointers": [spot.pointer for spot in it.spots],
        "title": it.title,
        "message": it.message,
        "fix": it.fix,
        "cites": [
            {"key": cite.key, "text": cite.describe(), "says": cite.says, "confirmed": cite.confirmed}
            for cite in it.cites
        ],
    }


def job_shown(job: Job) -> dict[str, Any]:
    """Return a job."""
    plain = set(JobShown.model_fields) - {"failure", "kept_until"}
    held = {name: getattr(job, name) for name in plain}
    return {**held, "failure": job.failure if job.failure_zh else None, "kept_until": kept_until(job)}


def line_shown(it: Any) -> dict[str, Any]:  # noqa: ANN401 — a line of a job
    """Return what became of one form."""
    return {
        "number": it.number,
        "outcome": it.outcome,
        "label": it.label,
        "message": it.text,
        "record": it.record_id,
    }
