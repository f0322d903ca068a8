"""Jobs and what became of each of their steps."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from ziping.model.language import Text
from ziping.web.records.models import Record


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


STATES_IN_ENGLISH: dict[State, str] = {it: it.value for it in State}
FINISHED = (State.DONE, State.FAILED, State.CANCELLED)


class Job(models.Model):
    """One piece of work for one person. It belongs to the worker that holds ``token`` until ``lease_until``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=24)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    parameters = models.JSONField(default=dict)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    """Steps that were taken."""
    steps = models.PositiveIntegerField(null=True)
    """How many there are; unknown before the input was read."""
    cancel_asked = models.BooleanField(default=False)
    result = models.CharField(max_length=120, blank=True)
    """The name of the file that it made."""
    failure_zh = models.TextField(blank=True)
    failure_en = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    """Changes hands with the job: who holds an old one can no longer write."""
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        verbose_name = "后台任务"
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["state", "created_at"]),
            models.Index(fields=["person", "-created_at"]),
        ]

    def __str__(self) -> str:
        """Return the kind and where it stands."""
        return f"{self.kind} {self.state}"

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in FINISHED

    @property
    def state_label(self) -> Text:
        """Name the state."""
        return Text(State(self.state).label, STATES_IN_ENGLISH[State(self.state)])

    @property
    def failure(self) -> Text:
        """Return why it failed; empty where it did not."""
        return Text(self.failure_zh, self.failure_en)


class Outcome(models.TextChoices):
    """What became of one step."""

    DONE = "done", "成功"
    REFUSED = "refused", "未成功"


class Line(models.Model):
    """One step of a job that was taken: it is written together with what the step did, and so never taken again."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    """From 0."""
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.DONE)
    label = models.CharField(max_length=300)
    """Which form or file it was about."""
    zh = models.TextField(blank=True)
    en = models.TextField(blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In order, each once."""

        ordering: ClassVar = ["job", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "number"], name="step_once")]

    def __str__(self) -> str:
        """Return what was said."""
        return self.zh

    @property
    def text(self) -> Text:
        """Return what was said of the step."""
        return Text(self.zh, self.en)

    @property
    def outcome_label(self) -> Text:
        """Name the outcome."""
        return Text(Outcome(self.outcome).label, "done" if self.outcome == Outcome.DONE else "refused")
