"""Layouts: each module here knows how a form is laid out in a grid, and never a file type.

A module takes part by defining ``LAYOUT``; nothing else has to be edited.
"""

from typing import Protocol

from ziping.model.form import Form
from ziping.readers.grid import Grid


class Layout(Protocol):
    """What turns a grid into forms."""

    @property
    def name(self) -> str:
        """Return the short name of the layout."""

    def likes(self, grid: Grid) -> int:
        """Bid from 0 (not laid out like this) to 100, by the look of the grid."""

    def forms(self, grid: Grid) -> tuple[Form, ...]:
        """Return every form in the grid, with places and problems; never raise because of what stands in it."""
