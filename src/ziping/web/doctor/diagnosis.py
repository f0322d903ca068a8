"""What an examination gives."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ziping.model.language import Text


class Health(StrEnum):
    """How it stands with one thing."""

    GOOD = "good"
    FAIR = "fair"
    """It works; something less important does not."""
    BAD = "bad"
    """To be mended before anybody works with it."""

    @property
    def label(self) -> Text:
        """Name it."""
        return _LABELS[self]


_LABELS = {
    Health.GOOD: Text("正常", "good"),
    Health.FAIR: Text("注意", "note"),
    Health.BAD: Text("须处理", "mend"),
}


@dataclass(frozen=True, slots=True)
class Patient:
    """What examinations are told; everything else they find in the settings."""

    now: datetime
    deploy: bool = False
    """Whether people reach it over a network, not only from the computer on which it runs."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: how it stands, and what to do."""

    health: Health
    subject: Text
    found: Text
    advice: Text | None = None
