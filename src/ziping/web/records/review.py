"""What a page shows of a form's way: the steps that may be taken, what stands in their way, remarks and waivers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import prefetch_related_objects

from ziping.engine import spots
from ziping.model.assessment import Assessment
from ziping.model.finding import Finding
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.web.organisations.rights import Person
from ziping.web.records import workflow
from ziping.web.records.cells import NoSuchCellError, path_of, value_at
from ziping.web.records.changes import Change, since_last_submission, where_now
from ziping.web.records.models import Record, Remark, State, Waiver
from ziping.web.records.operations import first_pointer, open_remarks, standing_errors
from ziping.web.records.workflow import Step

ROW_GONE: Final = Text("（该行已删除）", "(the row was taken out)")


@dataclass(frozen=True, slots=True)
class Standing:
    """An error that keeps a form from being submitted, and the cell it is about."""

    finding: Finding
    pointer: str
    label: Text


@dataclass(frozen=True, slots=True)
class Named:
    """A cell that was sent back, with its value then and now."""

    remark: Remark
    pointer: str
    """Where the cell is by now; empty when its row was taken out."""
    label: Text
    now: str

    @property
    def differs(self) -> bool:
        """Tell whether the cell was changed."""
        return self.now != self.remark.was


@dataclass(frozen=True, slots=True)
class Review:
    """All of it, for one person."""

    steps: tuple[Step, ...]
    standing: tuple[Standing, ...]
    waivers: tuple[Waiver, ...]
    remarks: tuple[Named, ...]
    changes: tuple[Change, ...] | None
    """Since the last submission; None for a form that was never submitted before."""
    may_waive: bool
    may_answer: bool

    @property
    def unanswered(self) -> int:
        """Return how many remarks have no answer."""
        return sum(not it.remark.answer for it in self.remarks)


def review(person: Person, record: Record, found: Assessment) -> Review:
    """Return what the person sees of the form's way."""
    form = record.form
    prefetch_related_objects([record], "waivers__by")
    changes = since_last_submission(record) if record.state not in workflow.CLOSED else None
    was_sent = record.state != State.DRAFT or record.returned or changes is not None
    return Review(
        steps=tuple(workflow.steps_for(person, record)),
        standing=standing(person, record, found),
        waivers=tuple(record.waivers.all()),
        remarks=tuple(_named(record, form)) if was_sent else (),
        changes=None if changes is None else tuple(changes),
        may_waive=workflow.may_waive(person, record),
        may_answer=workflow.may_edit(person, record),
    )


def standing(person: Person, record: Record, found: Assessment) -> tuple[Standing, ...]:
    """Return the errors in the way of a form, for those who submit it or may waive them."""
    if not (workflow.may(person, workflow.SUBMIT, record) or workflow.may_waive(person, record)):
        return ()
    form = record.form
    held = [(it, first_pointer(it)) for it in standing_errors(record, found)]
    return tuple(Standing(it, pointer, spots.label(form, pointer)) for it, pointer in held)


def _named(record: Record, form: Form) -> Iterable[Named]:
    if record.state == State.PUBLISHED:
        return
    held = list(open_remarks(record).select_related("answered_by", "event"))
    number = held[0].event.number if held else 0
    for it, pointer in zip(held, where_now(record, number, [it.pointer for it in held]), strict=True):
        label = spots.label(form, pointer) if pointer else ROW_GONE
        yield Named(it, pointer, label, value_at(record.content, pointer) if pointer else "")


def can_be_named(record: Record, pointer: str) -> bool:
    """Tell whether a pointer is a cell that a return may name."""
    try:
        path_of(pointer, record.content)
    except NoSuchCellError:
        return False
    return True
