"""Forms as people work on them, and everything that ever happened to them."""

import uuid
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models

from ziping.model.form import Form, SourcedForm
from ziping.model.language import Text
from ziping.web.organisations.models import Organisation
from ziping.web.tasks.models import Task

LONGEST_PROJECT: Final = 300
"""Characters of a project's name as lists show it."""


class State(models.TextChoices):
    """Where a form stands on its way from the clerk to the public."""

    DRAFT = "draft", "编制"
    UNIT = "unit", "单位审核"
    DEPARTMENT = "department", "主管部门审核"
    FINANCE = "finance", "财政审核"
    APPROVED = "approved", "已审定"
    PUBLISHED = "published", "已公开"


STATE_LABELS: Final = {
    State.DRAFT: Text("编制", "draft"),
    State.UNIT: Text("单位审核", "unit review"),
    State.DEPARTMENT: Text("主管部门审核", "department review"),
    State.FINANCE: Text("财政审核", "finance review"),
    State.APPROVED: Text("已审定", "approved"),
    State.PUBLISHED: Text("已公开", "published"),
}


LISTED: Final = [
    "unit",
    "state",
    "returned",
    "task",
    "errors",
    "grade",
    "project",
    "project_code",
    "total",
    "computed_total",
    "execution_rate",
    "budget",
    "warnings",
]
"""Everything that lists filter, sort and show: the forms themselves are large and need not be read for it."""


class Record(models.Model):
    """One form of one unit in one task. Its content changes only through ``operations``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="records")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="records")
    project = models.CharField("项目名称", max_length=LONGEST_PROJECT)
    project_code = models.CharField("项目编码", max_length=120, blank=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFT)
    returned = models.BooleanField("被退回", default=False)
    version = models.PositiveIntegerField(default=1)
    """Counts every change, so that nobody writes over what he has not seen."""
    content = models.JSONField(default=dict)
    """The declared form as ``ziping.form/1``, without places."""
    approved = models.JSONField(null=True, blank=True)
    """The approved targets as ``ziping.form/1``; cells that it fills are not the clerk's to change."""

    assessed_version = models.PositiveIntegerField(default=0)
    """The version that the figures below were worked out from."""
    total = models.IntegerField("填报总分", null=True)
    """Hundredths of a point, as is the computed total."""
    computed_total = models.IntegerField("测算总分", null=True)
    grade = models.CharField("等级", max_length=12, blank=True)
    execution_rate = models.IntegerField("执行率", null=True)
    """Basis points, by the rules."""
    budget = models.BigIntegerField("全年预算数", null=True)
    """分."""
    errors = models.PositiveIntegerField("错误", default=0)
    warnings = models.PositiveIntegerField("警告", default=0)
    notes = models.PositiveIntegerField("提示", default=0)
    codes = models.JSONField(default=dict)
    """How often each check fails, by its code."""

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """The indexes that lists are read by."""

        verbose_name = "自评表"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "unit", "project"], name="project_once_in_task")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-updated_at", "id"], name="newest_of_a_state"),
            models.Index(
                fields=["state", "returned", "unit", "project", "project_code"], name="counted_and_searched"
            ),
            models.Index(fields=["task", "unit"]),
            models.Index(fields=[*LISTED, "-updated_at", "id"], name="listed_by_unit"),
            models.Index(fields=["-updated_at", "id", *LISTED], name="listed_by_time"),
        ]

    def __str__(self) -> str:
        """Return the project's name."""
        return self.project

    @property
    def label(self) -> Text:
        """Say where the form stands."""
        return STATE_LABELS[State(self.state)]

    _read: tuple[dict[str, Any], Form] | None = None

    @property
    def form(self) -> Form:
        """Return the declared form; it is read once for a content, which is put in place of another and never changed."""
        if self._read is None or self._read[0] is not self.content:
            self._read = self.content, Form.model_validate(self.content)
        return self._read[1]

    @property
    def sourced(self) -> SourcedForm:
        """Return the declared form under the record's own name, as the rules take it."""
        return SourcedForm(source=str(self.pk), number=1, form=self.form)


class Event(models.Model):
    """One thing that happened to a form. Rows are only ever added; each holds the hash of the one before it."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=60)
    """The name at the time; people change theirs."""
    kind = models.CharField(max_length=24)
    data = models.JSONField(default=dict)
    """For an edit ``pointer``, ``from`` and ``to``; for a step ``from``, ``to`` and ``why``."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """No two events have the same number; that also makes two writers at once impossible."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "number"], name="event_number_once")
        ]
        ordering: ClassVar = ["record", "number"]

    def __str__(self) -> str:
        """Return what happened."""
        return f"{self.number} {self.kind}"


class Remark(models.Model):
    """A cell that a reviewer sent back, with the reason, and the unit's answer."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="remarks")
    event = models.ForeignKey(Event, models.PROTECT, related_name="remarks")
    """The return that it belongs to."""
    pointer = models.CharField(max_length=120)
    reason = models.TextField()
    was = models.TextField(blank=True)
    """What stood in the cell when it was sent back."""
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class Waiver(models.Model):
    """An error that a named person takes upon himself, with a reason that stays on the form."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="waivers")
    code = models.CharField(max_length=24)
    pointer = models.CharField(max_length=120, blank=True)
    said = models.TextField(default="")
    """What the error said, with its numbers: the waiver is for these."""
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order in which they were given."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the code and the reason."""
        return f"{self.code}：{self.reason}"


class Notice(models.Model):
    """Something that a person should know of: a form returned, approved, due."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    record = models.ForeignKey(Record, models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"])]

    def __str__(self) -> str:
        """Return what it is about."""
        return str(self.record)
