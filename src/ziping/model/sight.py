"""What a reader saw of a document: its cells and what they were taken for, with pictures of the pages, for a person to compare."""

from dataclasses import dataclass
from enum import StrEnum

from ziping.model.place import Place


class Role(StrEnum):
    """What a cell was taken for."""

    VALUE = "value"
    HEADING = "heading"
    """The label of a column."""
    LABEL = "label"
    """The label of a row or a single value."""
    LEFT_OUT = "left-out"
    """A person's name, telephone or other number, which the form does not take over."""
    BLANK = "blank"
    """An empty cell, or one with a dash."""
    UNREAD = "unread"
    """Nothing in any form came from it."""


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell with what was taken from it: pointers into the form of that number, from 1; 0 where nothing was."""

    text: str
    place: Place
    row: int
    column: int
    rows: int
    columns: int
    table: int
    role: Role
    form: int = 0
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is displayed; its size is in tenths of a point, as the boxes of places are."""

    page: int
    width: int
    height: int
    media: str
    """``image/png`` or ``image/jpeg``."""
    base64: str


@dataclass(frozen=True, slots=True)
class Sight:
    """All cells of a document, grid by grid, and its pages where they can be pictured."""

    grids: tuple[tuple[SeenCell, ...], ...]
    pictures: tuple[PagePicture, ...] = ()
