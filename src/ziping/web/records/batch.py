"""The same step with many forms: each by itself, and what became of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.finding import Severity
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.fields import WrongFieldsError, fault_of_reason
from ziping.web.records import operations, workflow
from ziping.web.records.assessing import assess_among_siblings
from ziping.web.records.models import Record
from ziping.web.records.operations import first_pointer
from ziping.web.records.review import can_be_named

BY_FINDINGS: Final = "findings"
CELLS: Final = {
    BY_FINDINGS: Text("各表的错误和警告所指的单元格", "the cells of each form's errors and warnings"),
    "/goal/actual": Text("年度总体目标·实际完成情况", "the goal: what happened"),
    "/funds/0/executed": Text("年度资金总额·全年执行数", "the total funds: executed"),
    "/total/score": Text("总分", "the total score"),
}
"""What a return of many forms may name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one form; ``refusal`` says why nothing did."""

    record: Record
    done: Text | None = None
    refusal: Text | None = None


NOTHING_CHOSEN: Final = Text("请先勾选自评表", "choose forms first")


class BadBatchError(WrongFieldsError):
    """What many forms are to be taken through cannot be done as it was given."""


class NothingFoundError(ZipingError):
    """A form without errors and warnings is to be returned for them."""

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__(
            Text(
                "此表没有错误和警告，请打开后指明单元格退回",
                "no errors or warnings here: open the form and name cells",
            )
        )


def approve_all(records: Iterable[Record], *, actor: User, at: datetime) -> list[Outcome]:
    """Approve each form as it stands now."""

    def approve(record: Record) -> Text:
        operations.take(workflow.APPROVE, record_id=record.pk, actor=actor, at=at)
        return Text("审核通过", "approved")

    return [_outcome(it, approve) for it in records]


def return_all(records: Iterable[Record], *, cell: str, why: str, actor: User, at: datetime) -> list[Outcome]:
    """Return each form, naming that cell with the reason, or the cells of its own findings with what these say."""
    missing = Text("请说明退回的理由", "a return needs a reason")
    BadBatchError.check(
        cell=None if cell in CELLS else Text("请选择指明的单元格", "choose the cells that are named"),
        why=fault_of_reason(why, missing=None if cell == BY_FINDINGS else missing),
    )

    def send_back(record: Record) -> Text:
        remarks = _found(record) if cell == BY_FINDINGS else [(cell, why)]
        operations.send_back(record_id=record.pk, remarks=remarks, why=why, actor=actor, at=at)
        return Text(f"已退回，指明 {len(remarks)} 格", f"returned, {len(remarks)} cells named")

    return [_outcome(it, send_back) for it in records]


def _found(record: Record) -> list[tuple[str, str]]:
    said: dict[str, list[str]] = {}
    for it in assess_among_siblings(record).findings:
        pointer = first_pointer(it)
        if it.severity is not Severity.NOTE and can_be_named(record, pointer):
            said.setdefault(pointer, []).append(it.message.zh)
    if not said:
        raise NothingFoundError
    return [(pointer, "；".join(messages)) for pointer, messages in said.items()]


def _outcome(record: Record, act: Callable[[Record], Text]) -> Outcome:
    try:
        return Outcome(record, done=act(record))
    except ZipingError as error:
        return Outcome(record, refusal=error.text)
