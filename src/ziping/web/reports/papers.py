"""What a review is written from: forms with what was found in them, and the letterhead of the person who reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ziping.app.reviewing import Paper, Per, formats_named, letters, opinions
from ziping.model.assessment import Assessment
from ziping.model.errors import ZipingError
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.rights import memberships
from ziping.web.records.assessing import assess_among_siblings
from ziping.web.records.models import Record
from ziping.web.records.workflow import REVIEWING
from ziping.web.sampling.rows import finance_review
from ziping.writers.review import LETTER, REVIEW, Letterhead

KINDS: Final = {
    REVIEW.key: Text("复核意见", "Review"),
    LETTER.key: Text("退回修改通知", "Return letter"),
}
PER: Final = {
    Per.BATCH: Text("合写一份", "one for all"),
    Per.UNIT: Text("每个单位一份", "one for each unit"),
    Per.FORM: Text("每张表一份", "one for each form"),
}


class NothingToMendError(ZipingError):
    """A letter is asked for, and its unit has nothing to mend."""

    def __init__(self) -> None:
        """Say that none is needed."""
        super().__init__(
            Text("没有需要修改的问题，不必发退回修改通知", "nothing is to be mended; no letter is needed")
        )


def found_in(person: User, record: Record) -> Assessment:
    """Return what was found in a form, for finance with its own scores; documents call it by its unit and project."""
    found = assess_among_siblings(record)
    form = found.sourced.form
    unit = form.implementing_unit or record.unit.name
    source = f"{record.unit.name} {record.project}".replace("/", "／")
    named = SourcedForm(source=source, number=1, form=form.model_copy(update={"implementing_unit": unit}))
    return replace(found, sourced=named, finance=finance_review(person, record, found))


def unwaived(record: Record, found: Assessment) -> Assessment:
    """Leave out the errors that somebody took upon himself: the unit need not mend them."""
    waived = {(it.code, it.said) for it in record.waivers.all()}
    return replace(
        found, findings=tuple(it for it in found.findings if (it.code, it.message.zh) not in waived)
    )


def letterhead(person: User, records: Sequence[Record], today: date) -> Letterhead:
    """Return whose letter it is: of the lowest organisation in which the person reviews all of these forms."""
    offices = [
        it.organisation
        for it in memberships(person)
        if it.role in REVIEWING and all(it.organisation_id in record.unit.above for record in records)
    ]
    deadlines = {it.task.deadline for it in records}
    known: dict[str, str] = {"reviewer": str(person), "date": _printed(today)}
    if offices:
        known["office"] = max(offices, key=lambda it: len(it.path)).name
    if len(deadlines) == 1 and (deadline := deadlines.pop()):
        known["deadline"] = _printed(deadline)
    return Letterhead(**known)


def _printed(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def papers_of(
    found: Iterable[tuple[Record, Assessment]], kind: str, per: Per, head: Letterhead
) -> list[Paper]:
    """Return the reviews, or the letters to units that have something to mend."""
    if kind == REVIEW.key:
        return list(opinions([it for _, it in found], per, head))
    return list(letters([unwaived(*it) for it in found], head))


def written(person: User, record: Record, kind: str, name: str, today: date) -> tuple[str, bytes]:
    """Return the review of one form, or the letter to its unit, in one of ``FORMATS``, and the file's name.

    Raise ``NothingToMendError`` for a letter that would ask for nothing, ``UnknownFormatError``.
    """
    (ending,) = formats_named(name)[:1]
    head = letterhead(person, [record], today)
    papers = papers_of([(record, found_in(person, record))], kind, Per.FORM, head)
    if not papers:
        raise NothingToMendError
    return f"{papers[0].path.name}.{ending}", papers[0].write(ending)
