"""The tree of organisations, and the roles that people have in them."""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models

from ziping.model.language import Text


class Organisation(models.Model):
    """A region, a finance bureau, a department or a unit; ``path`` holds the keys from the root down to itself."""

    class Kind(models.TextChoices):
        """What it is."""

        REGION = "region", "地区"
        FINANCE = "finance", "财政部门"
        DEPARTMENT = "department", "主管部门"
        UNIT = "unit", "预算单位"

        @property
        def text(self) -> Text:
            """Return the word for it in both languages."""
            return Text(str(self.label), KINDS_IN_ENGLISH[self.value])

    name = models.CharField("名称", max_length=120)
    code = models.CharField("编码", max_length=40, unique=True)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, db_index=True, editable=False)
    """Such as ``1/4/9/``: everything below an organisation has a path that begins with its own."""

    class Meta:
        """Words for people, and the order of lists."""

        verbose_name = "组织"
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def save(self, **options: Any) -> None:  # noqa: ANN401 — Django's own options
        """Keep the path true; it needs the key, which a new row has only after it was written."""
        super().save(**options)
        path = f"{self.parent.path if self.parent else ''}{self.pk}/"
        if path != self.path:
            self.path = path
            super().save(update_fields=["path"])

    @property
    def kind_name(self) -> Text:
        """Return what it is in both languages."""
        return self.Kind(self.kind).text

    @property
    def above(self) -> list[int]:
        """Return the keys from the root down to itself."""
        return [int(key) for key in self.path.split("/") if key]


KINDS_IN_ENGLISH: Final = {
    "region": "region",
    "finance": "finance bureau",
    "department": "department",
    "unit": "unit",
}


class Role(models.TextChoices):
    """What a person does in an organisation."""

    FILLER = "filler", "填报人"
    UNIT_REVIEWER = "unit_reviewer", "单位审核人"
    DEPARTMENT_REVIEWER = "department_reviewer", "主管部门审核人"
    FINANCE_REVIEWER = "finance_reviewer", "财政审核人"
    ADMINISTRATOR = "administrator", "管理员"
    READER = "reader", "只读"

    @property
    def text(self) -> Text:
        """Return the word for it in both languages."""
        return Text(str(self.label), ROLES_IN_ENGLISH[self])


ROLES_IN_ENGLISH: Final = {
    Role.FILLER: "filler",
    Role.UNIT_REVIEWER: "unit reviewer",
    Role.DEPARTMENT_REVIEWER: "department reviewer",
    Role.FINANCE_REVIEWER: "finance reviewer",
    Role.ADMINISTRATOR: "administrator",
    Role.READER: "reader",
}


class Membership(models.Model):
    """One role of one person in one organisation; it holds for everything below the organisation as well."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField("角色", max_length=24, choices=Role.choices)

    class Meta:
        """One role is held once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="role_held_once")
        ]

    def __str__(self) -> str:
        """Return who is what and where."""
        return f"{self.person} · {self.organisation} · {self.get_role_display()}"

    @property
    def role_name(self) -> Text:
        """Return the role in both languages."""
        return Role(self.role).text
