"""Bringing forms into a task: from approved targets, from last year, from documents."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ziping.model.errors import ZipingError
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.organisations.models import Organisation
from ziping.web.records.bounds import check_bounds
from ziping.web.records.cells import as_content
from ziping.web.records.history import add_event
from ziping.web.records.models import Record
from ziping.web.tasks.models import Task


class ProjectExistsError(ZipingError):
    """The unit has a form of that project in the task already."""

    def __init__(self, unit: Organisation, project: str) -> None:
        """Name both."""
        super().__init__(
            Text(
                f"{unit.name}在此任务中已有“{project}”的自评表",
                f"{unit.name} has a form for {project} already",
            )
        )


class NoProjectError(ZipingError):
    """A form without the name of a project cannot be told from others."""

    def __init__(self) -> None:
        """Say what is missing."""
        super().__init__(Text("缺少项目名称", "the name of the project is missing"))


@transaction.atomic
def create_record(
    *,
    task: Task,
    unit: Organisation,
    form: Form,
    actor: User | None,
    at: datetime,
    approved: Form | None = None,
) -> Record:
    """Add a form to a task; raise ``ProjectExistsError`` for a second one of the same project."""
    check_bounds(form)
    project = (form.project or "").strip()
    if not project:
        raise NoProjectError
    try:
        with transaction.atomic():
            record = Record.objects.create(
                task=task,
                unit=unit,
                project=project[:300],
                project_code=(form.project_code or "").strip()[:120],
                content=as_content(form),
                approved=as_content(approved) if approved else None,
                created_at=at,
                updated_at=at,
                updated_by=actor,
            )
    except IntegrityError as twice:
        raise ProjectExistsError(unit, project) from twice
    add_event(record, actor, at, "create", project=project, content=record.content)
    return record
