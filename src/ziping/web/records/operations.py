"""Everything that changes a form, with ``rows``: for pages, the interface for machines and commands alike.

Each operation checks the right, changes the row only if it still stands as it was seen, and writes the event in the same
transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from ziping.model.assessment import Assessment
from ziping.model.errors import ZipingError
from ziping.model.finding import Finding, Severity
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.fields import LONGEST_REASON, WrongFieldsError, fault_of, fault_of_reason
from ziping.web.records import workflow
from ziping.web.records.assessing import assess_among_siblings, keep_figures
from ziping.web.records.cells import (
    CellError,
    FixedCellError,
    NoSuchCellError,
    is_fixed,
    value_at,
    with_value,
)
from ziping.web.records.history import add_event
from ziping.web.records.models import LONGEST_PROJECT, Event, Record, Remark, State, Waiver
from ziping.web.records.moves import Move, moved, moves_since
from ziping.web.records.notices import tell
from ziping.web.records.workflow import Step


class NotAllowedError(ZipingError):
    """The person may not do that, or the form stands elsewhere by now."""

    def __init__(self, step: Text, record: Record) -> None:
        """Say what, and where the form stands."""
        zh, state = record.get_state_display(), record.state
        super().__init__(
            Text(
                f"现在不能{step.zh}：此表处于“{zh}”，或您没有相应职责；请刷新后再看",
                f"cannot {step.en} now: the form is in state {state}, or it is not yours to do",
            )
        )


class ErrorsStandError(ZipingError):
    """A form with errors is to be submitted."""

    def __init__(self, found: Sequence[Finding]) -> None:
        """Say how many, and the first."""
        super().__init__(
            Text(
                f"还有 {len(found)} 个错误未改正，不能提交；如：{found[0].message.zh}。"
                "请改正，或由审核人说明理由后予以豁免",
                f"{len(found)} errors stand, for instance: {found[0].message.en}; mend or waive them",
            )
        )
        self.found = found


class ReasonMissingError(WrongFieldsError):
    """What has to be explained was not, or at too great a length."""


class NoSuchErrorError(ZipingError):
    """An error is to be waived that does not stand."""

    def __init__(self, code: str) -> None:
        """Say which."""
        super().__init__(
            Text(
                f"此表现在没有待处理的错误 {code}，请刷新后再看",
                f"no error {code} stands on this form; reload the page",
            )
        )


class UnansweredError(ZipingError):
    """A returned form comes back without an answer to every cell that was named."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell, what the person saw in it, and what it is to hold."""

    pointer: str
    was: str
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that another person changed meanwhile: nothing was written over."""

    pointer: str
    value: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of the cells."""

    record: Record
    saved: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[tuple[str, Text], ...]
    moves: tuple[Move, ...]
    """What had happened to the rows since the person saw them."""


def locked(record_id: UUID) -> Record:
    """Return a form that nobody else changes until the transaction ends."""
    return Record.objects.select_for_update(of=("self",)).select_related("task", "unit").get(pk=record_id)


@transaction.atomic
def edit(
    *, record_id: UUID, edits: Iterable[Edit], actor: User, at: datetime, seen: int | None = None
) -> Edited:
    """Put texts into cells, each only where the cell still holds what the person saw; tell what became of each.

    With the version that the person ``seen``, a cell is followed where rows came in or went out since.
    """
    record = locked(record_id)
    if not workflow.may_edit(actor, record):
        raise NotAllowedError(Text("修改", "change"), record)
    saved: list[str] = []
    conflicts: list[Conflict] = []
    refused: list[tuple[str, Text]] = []
    moves = moves_since(record, seen) if seen is not None and seen != record.version else []
    for it in edits:
        pointer = moved(it.pointer, moves) or f"{it.pointer}#"
        try:
            now = value_at(record.content, pointer)
            if now not in {it.was, it.value}:
                conflicts.append(_conflict(record, pointer, now))
                continue
            _put(record, pointer, it.value, actor, at)
            saved.append(pointer)
        except (CellError, NoSuchCellError, FixedCellError) as error:
            refused.append((pointer, error.text))
    if saved:
        keep(record, actor, at)
    return Edited(record, tuple(saved), tuple(conflicts), tuple(refused), tuple(moves))


def _put(record: Record, pointer: str, value: str, actor: User, at: datetime) -> None:
    if is_fixed(record.approved, pointer):
        raise FixedCellError
    now = value_at(record.content, pointer)
    changed = with_value(record.content, pointer, value)
    then = value_at(changed, pointer)
    if then == now:
        return
    if pointer == "/project" and _is_taken(record, then):
        raise CellError(
            Text(f"本单位在此任务中已有项目“{then[:40]}”", f"there is a form for {then[:40]} already")
        )
    add_event(record, actor, at, "edit", pointer=pointer, **{"from": now, "to": then})
    record.content = changed


def _is_taken(record: Record, project: str) -> bool:
    alike = Record.objects.filter(task=record.task, unit=record.unit, project=project[:LONGEST_PROJECT])
    return alike.exclude(pk=record.pk).exists()


def _conflict(record: Record, pointer: str, now: str) -> Conflict:
    last = record.events.filter(kind="edit", data__pointer=pointer).order_by("-number").first()
    return Conflict(pointer, now, last.actor_name if last else "", last.at if last else None)


def keep(record: Record, actor: User, at: datetime) -> None:
    """Keep the form's new content as its next version."""
    record.version += 1
    record.updated_at, record.updated_by = at, actor
    record.project = (record.content.get("project") or record.project)[:LONGEST_PROJECT]
    record.project_code = (record.content.get("project_code") or "")[:120]
    record.save(update_fields=["content", "version", "updated_at", "updated_by", "project", "project_code"])


def standing_errors(record: Record, found: Assessment) -> list[Finding]:
    """Return the errors that nobody took upon himself."""
    errors = [it for it in found.findings if it.severity is Severity.ERROR]
    waived = {(it.code, it.said) for it in record.waivers.all()} if errors else ()
    return [it for it in errors if (it.code, it.message.zh) not in waived]


def first_pointer(finding: Finding) -> str:
    """Return the cell that a finding is about first of all; empty for the form as a whole."""
    return finding.spots[0].pointer if finding.spots else ""


def submit(*, record_id: UUID, actor: User, at: datetime) -> Record:
    """Send a draft on; refuse while errors stand or remarks are unanswered."""
    record = Record.objects.select_related("task", "unit").get(pk=record_id)
    found = assess_among_siblings(record)
    keep_figures(record, found)
    if errors := standing_errors(record, found):
        raise ErrorsStandError(errors)
    if unanswered := open_remarks(record).filter(answer="").count():
        raise UnansweredError(
            Text(
                f"还有 {unanswered} 条退回意见没有答复，请逐条答复后再提交",
                f"{unanswered} remarks have no answer yet",
            )
        )
    return take(workflow.SUBMIT, record_id=record_id, actor=actor, at=at, seen=record.version)


@transaction.atomic
def take(
    step: Step, *, record_id: UUID, actor: User, at: datetime, why: str = "", seen: int | None = None
) -> Record:
    """Take one step; of many people who take the same step at once, one does and the others are told."""
    record = locked(record_id)
    if not workflow.may(actor, step, record) or seen not in {None, record.version}:
        raise NotAllowedError(step.label, record)
    missing = Text(f"{step.label.zh}须说明理由", f"a reason is needed to {step.label.en}")
    ReasonMissingError.check(why=fault_of_reason(why, missing=missing if step.needs_reason else None))
    _moved(record, step, actor, at, why)
    return record


def _moved(record: Record, step: Step, actor: User, at: datetime, why: str) -> Event:
    before, after = State(record.state), workflow.target(step, record)
    won = Record.objects.filter(pk=record.pk, state=before, version=record.version).update(
        state=after,
        returned=step is workflow.RETURN,
        version=record.version + 1,
        updated_at=at,
        updated_by=actor,
    )
    if not won:
        raise NotAllowedError(step.label, record)
    # What the figures were worked out from did not change with the state.
    current = record.assessed_version == record.version
    record.refresh_from_db()
    if current:
        record.assessed_version = record.version
        record.save(update_fields=["assessed_version"])
    event = add_event(record, actor, at, step.name, **{"from": before, "to": after, "why": why})
    tell(record, event)
    return event


@transaction.atomic
def send_back(
    *, record_id: UUID, remarks: Sequence[tuple[str, str]], why: str, actor: User, at: datetime
) -> Record:
    """Return a form to its unit, with a reason for each cell that is named; at least one must be."""
    record = locked(record_id)
    if not workflow.may(actor, workflow.RETURN, record):
        raise NotAllowedError(workflow.RETURN.label, record)
    _check_remarks(remarks, why)
    held = [(pointer, reason, value_at(record.content, pointer)) for pointer, reason in remarks]
    event = _moved(record, workflow.RETURN, actor, at, why or "见逐格意见")
    Remark.objects.bulk_create(
        Remark(record=record, event=event, pointer=pointer, reason=reason, was=was)
        for pointer, reason, was in held
    )
    return record


def _check_remarks(remarks: Sequence[tuple[str, str]], why: str) -> None:
    missing = Text("请说明退回此格的理由", "each cell is returned with a reason")
    nothing = Text(
        "退回须指明至少一个单元格，并逐格说明理由", "a return names at least one cell, with its reason"
    )
    faults = {f"reason:{pointer}": fault_of_reason(reason, missing=missing) for pointer, reason in remarks}
    ReasonMissingError.check(pointer=None if remarks else nothing, **faults, why=fault_of_reason(why))


def open_remarks(record: Record) -> QuerySet[Remark]:
    """Return the remarks of the last return."""
    last = record.events.filter(kind=workflow.RETURN.name).order_by("-number").values("pk")[:1]
    return record.remarks.filter(event=last)


@transaction.atomic
def answer(*, remark_id: int, text: str, actor: User, at: datetime) -> Remark:
    """Answer one remark of a return."""
    remark = Remark.objects.select_related("record__unit", "record__task").get(pk=remark_id)
    record = locked(remark.record_id)
    if not workflow.may_edit(actor, record):
        raise NotAllowedError(Text("答复", "answer"), record)
    ReasonMissingError.check(answer=fault_of(text, Text("答复", "the answer"), most=LONGEST_REASON))
    remark.answer, remark.answered_by, remark.answered_at = text.strip(), actor, at
    remark.save(update_fields=["answer", "answered_by", "answered_at"])
    add_event(record, actor, at, "answer", pointer=remark.pointer, answer=remark.answer, remark=remark.pk)
    return remark


@transaction.atomic
def waive(*, record_id: UUID, code: str, pointer: str, reason: str, actor: User, at: datetime) -> Waiver:
    """Take an error upon oneself, by name and with a reason that stays on the form.

    It holds for the error as it stands: one that speaks of other values afterwards is an error again.
    """
    record = locked(record_id)
    if not workflow.may_waive(actor, record):
        raise NotAllowedError(Text("豁免", "waive"), record)
    missing = Text("豁免须说明理由", "a waiver needs a reason")
    ReasonMissingError.check(reason=fault_of_reason(reason, missing=missing))
    standing = standing_errors(record, assess_among_siblings(record))
    error = next((it for it in standing if (it.code, first_pointer(it)) == (code, pointer)), None)
    if error is None:
        raise NoSuchErrorError(code)
    waiver = Waiver.objects.create(
        record=record,
        code=code,
        pointer=pointer,
        said=error.message.zh,
        reason=reason.strip(),
        by=actor,
        at=at,
    )
    add_event(record, actor, at, "waive", code=code, pointer=pointer, said=waiver.said, why=waiver.reason)
    return waiver
