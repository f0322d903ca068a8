"""What a template may name: single values, lists whose entries fill a row each, and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FORM: Final = "表"
"""The list of forms; inside a section that is repeated for each form, its values stand alone."""
PICTURE: Final = "图"
BEGIN: Final = "每张表开始"
END: Final = "每张表结束"
"""The marks around what is repeated for each form."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with what it shows in words for those who cannot see it."""

    svg: str
    width: int
    height: int
    """In tenths of a millimetre."""
    alt: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for at one place of a template."""

    values: Mapping[str, str]
    lists: Mapping[str, tuple["Scope", ...]] = field(default_factory=dict)
    pictures: Mapping[str, Picture | None] = field(default_factory=dict)
    """By name; None where there is nothing to draw, and the paragraph is left out."""

    def within(self, inner: "Scope") -> "Scope":
        """Return the scope of one entry of a list; it still knows everything around it."""
        return Scope({**self.values, **inner.values}, inner.lists, self.pictures)


def kind(name: str) -> str:
    """Return the list that a name belongs to, empty for a value of the whole document."""
    before, dot, _ = name.partition(".")
    return before if dot else ""
