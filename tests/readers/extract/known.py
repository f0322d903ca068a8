"""The twelve known forms in every kind of file, and how to compare the cells of one with what a person read."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.readers.truth import bare, leaves, truths
from ziping.readers import Source
from ziping.readers.discovery import extractors
from ziping.readers.extract import Extractor
from ziping.readers.grid import Cell, Grid

DOCUMENTS: Final = Path(__file__).parents[1] / "documents"
NOT_PRINTED: Final = ("/schema", "/kind", "/source", "/money_unit", "/year", "/label", "/#")


def source(name: str) -> Source:
    return Source(name, (DOCUMENTS / name).read_bytes())


def extractor_of(document: Source) -> Extractor:
    return max(extractors(), key=lambda extractor: extractor.likes(document))


def grids_of(document: Source) -> tuple[Grid, ...]:
    return tuple(extractor_of(document).grids(document))


@cache
def grids(name: str) -> tuple[Grid, ...]:
    return grids_of(source(name))


def cells(found: tuple[Grid, ...]) -> Iterator[Cell]:
    return (cell for grid in found for row in grid.rows for cell in row)


def texts(found: tuple[Grid, ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in found for row in grid.rows]


def shape(found: tuple[Grid, ...]) -> list[tuple[str, int, int, int, int]]:
    """Return text, row, column and spans of every cell."""
    return [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in cells(found)]


def printed_values() -> list[str]:
    """Return every value of the twelve forms as a cell shows it, in half width without blanks."""
    entries = truths("shanghai-2023") + truths("shanghai-2020")
    return [
        bare(value)
        for entry in entries
        for pointer, value in leaves(entry)
        if isinstance(value, str) and not pointer.endswith(NOT_PRINTED)
    ]


def columns(found: tuple[Grid, ...]) -> list[str]:
    """Return the texts of each column one below the other, so that a cell cut by a page end is whole."""
    joined: dict[tuple[int, int], str] = defaultdict(str)
    for number, grid in enumerate(found):
        for row in grid.rows:
            for cell in row:
                joined[number, cell.column] += re.sub("</?p>|,", "", bare(cell.text))
    return list(joined.values())
