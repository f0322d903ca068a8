"""The year's work (任务): which year, by which rules, until when, and which levels of review it passes."""

from typing import ClassVar

from django.db import models

from ziping.web.organisations.models import Organisation


class Task(models.Model):
    """One round of self-evaluation, ordered by a finance bureau or a department for everything below it."""

    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("任务名称", max_length=120)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks", verbose_name="组织单位")
    profile = models.CharField("评分口径", max_length=60, default="mof-2020")
    layout = models.CharField("表样", max_length=60, default="mof-2020")
    deadline = models.DateField("截止日期", null=True, blank=True)
    skip_unit_review = models.BooleanField("不设单位审核", default=False)
    skip_department_review = models.BooleanField("不设主管部门审核", default=False)
    skip_finance_review = models.BooleanField("不设财政审核", default=False)
    created_at = models.DateTimeField()

    class Meta:
        """Words for people, and the newest first."""

        verbose_name = "任务"
        ordering: ClassVar = ["-year", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "year", "name"], name="task_named_once")
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
