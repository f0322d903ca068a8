"""Reviews of many forms and letters to their units as one ZIP file, in the formats that were asked for."""

from datetime import date
from typing import Any, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import QuerySet
from django.utils.timezone import localdate

from ziping.app.reviewing import Paper, Per, formats_named
from ziping.model.assessment import Assessment
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.jobs.kinds import Kind, Parameters
from ziping.web.jobs.running import Work
from ziping.web.organisations.rights import within
from ziping.web.records.models import Record
from ziping.web.records.workflow import REVIEWING
from ziping.web.reports.papers import KINDS, found_in, letterhead, papers_of
from ziping.writers.archive import member
from ziping.writers.review import REVIEW

MOST_FORMS: Final = 2000


class NoFormsError(ZipingError):
    """No form was chosen, or none that the person reviews."""


class TooManyFormsError(ZipingError):
    """More forms than one review is about."""


def accept(person: User, parameters: Parameters) -> Parameters:
    """Keep the forms that the person reviews, the formats, and what a document is about."""
    asked = parameters.get("forms") or []
    if len(asked) > MOST_FORMS:
        raise TooManyFormsError(
            Text(f"一次最多 {MOST_FORMS} 张表，请缩小范围", f"{MOST_FORMS} forms at a time at most")
        )
    keys = [str(it) for it in _reviewed(person, asked).values_list("pk", flat=True)]
    if not keys:
        raise NoFormsError(Text("没有选中归您审核的自评表", "no form was chosen that is yours to review"))
    formats = formats_named(str(parameters.get("formats") or ""))
    per = parameters.get("per") or Per.BATCH
    return {
        "forms": keys,
        "formats": ",".join(formats),
        "per": (Per(per) if per in set(Per) else Per.BATCH).value,
        "letters": bool(parameters.get("letters")),
    }


def _reviewed(person: User, keys: list[Any]) -> QuerySet[Record]:
    """Return those of the forms that the person reviews, always in the same order."""
    known = [it for it in map(_key, keys) if it]
    held = Record.objects.filter(within(person, "unit__path", REVIEWING), pk__in=known)
    return held.select_related("task", "unit").order_by("unit__path", "pk")


def _key(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def run(work: Work) -> None:
    """Look at form after form, then write document after document."""
    person, parameters = work.job.person, work.job.parameters
    records = list(_reviewed(person, parameters["forms"]))
    # The archive is made anew by whoever takes the job over: what an earlier worker had in hand is gone.
    work.job.lines.all().delete()
    work.expect(len(records))
    found = [(record, _looked_at(work, number, record)) for number, record in enumerate(records)]
    papers = _papers(person, parameters, found, localdate(work.clock()))
    work.expect(len(records) + len(papers))
    with work.writing("复核意见.zip") as held, ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for number, paper in enumerate(papers, len(records)):
            files = _written(paper, parameters["formats"])
            with work.step(number, str(paper.path)):
                if isinstance(files, ZipingError):
                    raise files
                for ending, data in files.items():
                    packed.writestr(member(f"{paper.path}.{ending}"), data)


def _looked_at(work: Work, number: int, record: Record) -> Assessment:
    found = found_in(work.job.person, record)
    with work.step(number, record.project) as line:
        line.record = record
        line.zh = f"{len(found.findings)} 条审核结果"
        line.en = f"{len(found.findings)} findings"
    return found


def _papers(
    person: User, parameters: Parameters, found: list[tuple[Record, Assessment]], today: date
) -> list[Paper]:
    kinds = KINDS if parameters["letters"] else [REVIEW.key]
    head = letterhead(person, [record for record, _ in found], today)
    return [paper for kind in kinds for paper in papers_of(found, kind, Per(parameters["per"]), head)]


def _written(paper: Paper, formats: str) -> dict[str, bytes] | ZipingError:
    """Return the document in each format, or why that cannot be; made before the step, so that nobody waits for it."""
    try:
        return {name: paper.write(name) for name in formats_named(formats)}
    except ZipingError as error:
        return error


KIND: Final = Kind("review", Text("生成复核意见", "reviews"), accept, run)
