"""People who sign in; what they may do is said by their memberships."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person. ``name`` is what others see; the rights come from ``organisations.Membership``."""

    name = models.CharField("姓名", max_length=60, blank=True)
    language = models.CharField(
        "语言", max_length=2, default="zh", choices=[("zh", "中文"), ("en", "English")]
    )
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Words for people."""

        verbose_name = "人员"

    def __str__(self) -> str:
        """Return the name that others see."""
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the name; there are no two parts of it."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the name; there are no two parts of it."""
        return str(self)
