"""All forms of a task scored and checked among their siblings; lists and figures show what came of it."""

from typing import Final

from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.jobs.kinds import Kind, Parameters
from ziping.web.jobs.running import Work
from ziping.web.jobs.scope import records_of, task_of
from ziping.web.records.assessing import assess_among_siblings, keep_figures


def accept(person: User, parameters: Parameters) -> Parameters:
    """Keep the task."""
    return {"task": task_of(person, parameters.get("task")).pk}


def run(work: Work) -> None:
    """Assess form after form."""
    person = work.job.person
    records = list(records_of(person, task_of(person, work.job.parameters["task"])))
    work.expect(len(records))
    for number, record in enumerate(records):
        if number in work.taken:
            continue
        found = assess_among_siblings(record)
        with work.step(number, record.project) as line:
            keep_figures(record, found)
            line.record = record
            line.zh = f"错误 {record.errors}、警告 {record.warnings}、提示 {record.notes}"
            line.en = f"{record.errors} errors, {record.warnings} warnings, {record.notes} notes"


KIND: Final = Kind("audit", Text("审核自评表", "audit of forms"), accept, run)
