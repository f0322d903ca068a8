"""Files that prove what a form says."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ziping.web.records.models import Event, Record


class Evidence(models.Model):
    """One file of one indicator, or of the form as a whole. It is never deleted; taking it out is only a mark."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="evidence")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    """The event that brought it in; rows are followed from there on."""
    pointer = models.CharField(max_length=120, blank=True)
    """The cell that names the indicator, as it stood then; empty for the form as a whole."""
    name = models.CharField("文件名", max_length=120)
    kind = models.CharField("类型", max_length=8)
    size = models.PositiveBigIntegerField("字节数")
    digest = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveIntegerField("页数", default=0)
    """0 where there are no pictures of it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they came."""

        verbose_name = "佐证材料"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the file's name."""
        return self.name
