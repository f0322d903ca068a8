"""The official forms of a task as one ZIP file, in the formats that were asked for."""

from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from ziping.app.naming import Names
from ziping.app.writing import formats_named, scores_of
from ziping.law import Profile
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.jobs.kinds import Kind, Parameters
from ziping.web.jobs.running import Work
from ziping.web.jobs.scope import records_of, task_of
from ziping.web.records.assessing import profile_of
from ziping.web.records.models import Record
from ziping.writers import Sheet, layout
from ziping.writers.archive import member


class NothingToExportError(ZipingError):
    """The person sees no form of the task."""


def accept(person: User, parameters: Parameters) -> Parameters:
    """Keep the task and the formats; raise ``UnknownFormatError`` for one that does not exist."""
    asked = str(parameters.get("formats") or "")
    names = ",".join(it.name for it in formats_named(asked))
    return {"task": task_of(person, parameters.get("task")).pk, "formats": names}


def run(work: Work) -> None:
    """Write form after form; one that cannot be written is said and leaves the others."""
    person, parameters = work.job.person, work.job.parameters
    task = task_of(person, parameters["task"])
    records = list(records_of(person, task))
    if not records:
        raise NothingToExportError(Text("任务中没有您能看到的自评表", "there is no form of the task for you"))
    work.expect(len(records))
    # The archive is made anew by whoever takes the job over: what an earlier worker had in hand is gone.
    work.job.lines.all().delete()
    by, names = profile_of(task), Names()
    with work.writing(f"{task.year}-绩效自评表.zip") as held, ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for number, record in enumerate(records):
            files = _written(record, by, parameters["formats"])
            with work.step(number, record.project):
                if isinstance(files, ZipingError):
                    raise files
                name = names.give(record.form)
                for ending, data in files.items():
                    packed.writestr(member(f"{name}.{ending}"), data)


def _written(record: Record, by: Profile, formats: str) -> dict[str, bytes] | ZipingError:
    """Return the form in each format, or why that cannot be; made before the step, so that nobody waits for it."""
    try:
        sheet = Sheet(record.form, layout(record.task.layout), scores_of([record.sourced], by)[0])
        return {made_by.name: made_by.write(sheet) for made_by in formats_named(formats)}
    except ZipingError as error:
        return error


KIND: Final = Kind("export", Text("导出自评表", "export of forms"), accept, run)
