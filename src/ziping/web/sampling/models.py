"""Draws of forms, and the scores that finance gives them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ziping.web.records.models import Event, Record
from ziping.web.tasks.models import Task


class Draw(models.Model):
    """One sample: everything that anyone needs to draw it again."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="draws")
    method = models.CharField("方法", max_length=12)
    seed = models.CharField("种子", max_length=64)
    share = models.PositiveSmallIntegerField("比例")
    """Percent of the forms of each stratum; by risk, of the forms without findings."""
    population = models.CharField(max_length=64)
    """SHA-256 over the keys and figures of the forms that it was drawn from."""
    size = models.PositiveIntegerField()
    """How many forms it was drawn from."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        """Return method and seed."""
        return f"{self.method} {self.seed}"


class Drawn(models.Model):
    """One form of a draw, its stratum, and its place in the order of lots."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="drawn")
    record = models.ForeignKey(Record, models.PROTECT, related_name="drawn")
    stratum = models.CharField(max_length=200)
    lot = models.CharField(max_length=64)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order of lots within each stratum."""

        ordering: ClassVar = ["stratum", "lot"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draw", "record"], name="drawn_once")]

    def __str__(self) -> str:
        """Return the form."""
        return str(self.record)


class Mark(models.Model):
    """The score that finance gives one row, with the reason; hundredths."""

    drawn = models.ForeignKey(Drawn, models.PROTECT, related_name="marks")
    pointer = models.CharField(max_length=120)
    """Where its row stood when it was given: rows may come, go and move afterwards."""
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    """By which it was given; none for those of the first releases."""
    declared = models.IntegerField(null=True)
    score = models.IntegerField()
    reason = models.TextField(blank=True)
    codes = models.JSONField(default=list)
    """The checks that failed on the row when it was scored: like cases are found by them."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The latest are looked for; that a row has one only is held by ``operations.mark``, under a lock."""

        indexes: ClassVar = [models.Index(fields=["-at"])]

    def __str__(self) -> str:
        """Return the score."""
        return f"{self.pointer} {self.score}"
