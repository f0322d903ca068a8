"""Reads the heading from words: a value goes on over lines until the next label."""

from collections.abc import Iterable, Iterator

from ziping.readers.grid import Cell
from ziping.readers.heading import Field, field_of, label_and_value
from ziping.readers.labels import is_foreign_label
from ziping.readers.sections import Row

_OF_NO_INTEREST = ""


def fields(rows: Iterable[Row]) -> Iterator[Field]:
    """Yield the heading fields; words before the first label are the upper half of its value."""
    current = Field(_OF_NO_INTEREST)
    for word in (part for row in rows for cell in row for part in label_and_value(cell)):
        if pointer := field_of(word.text):
            following = Field(pointer, _upper_half(current))
            yield from _worth(current)
            current = following
        elif is_foreign_label(word.text):
            yield from _worth(current)
            current = Field("/")
        else:
            current.cells.append(word)
    yield from _worth(current)


def _upper_half(before: Field) -> list[Cell]:
    return before.cells if before.pointer == _OF_NO_INTEREST else []


def _worth(field: Field) -> Iterator[Field]:
    if len(field.pointer) > 1:
        yield field
