"""Extractors: each module here knows one file type, gives cells with places, and never looks at a form.

A module takes part by defining ``EXTRACTOR``; nothing else has to be edited.
"""

from collections.abc import Iterator
from typing import Protocol

from ziping.readers.grid import Grid, Source


class Extractor(Protocol):
    """What turns a document into grids."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""

    def likes(self, source: Source) -> int:
        """Bid from 0 (cannot read it) to 100 (it is mine), cheaply."""

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the grids of the document, or raise a ``ZipingError`` that says why not."""
