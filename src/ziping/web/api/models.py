"""Tokens by which a program acts for a person."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models

LONGEST_NAME: Final = 60


class Scope(models.TextChoices):
    """What a token is good for; never more than its person may do."""

    READ = "read", "只读"
    WRITE = "write", "读写"


class Token(models.Model):
    """A token; the database holds its hash alone, so that nobody who reads the database can use it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=LONGEST_NAME)
    scope = models.CharField("范围", max_length=8, choices=Scope.choices, default=Scope.READ)
    beginning = models.CharField(max_length=12)
    """The first characters, by which the person tells tokens apart."""
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    """The day on which it was last used."""

    class Meta:
        """The newest first."""

        verbose_name = "访问令牌"
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        """Return what it is for."""
        return self.name
