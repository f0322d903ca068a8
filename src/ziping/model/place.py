"""Where a value stood in its document."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ziping.model.language import Text


class Place(BaseModel):
    """A place in a source: a line of text, a page with a box, or a sheet with a cell."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int | None = None
    """Line number in a text, from 1."""
    page: int | None = None
    """Page number, from 1."""
    box: tuple[int, int, int, int] | None = None
    """Left, top, right and bottom on the page, in tenths of a point from the upper left corner."""
    sheet: str | None = None
    cell: str | None = None
    """Cell reference such as ``C5``; in a table of a text document ``T2!C5``."""
    confidence: int | None = None
    """How sure the recognition of a picture is of the text that stood there, in percent; None for printed text."""

    def describe(self) -> Text:
        """Say the place as a person would look it up."""
        if self.line is not None:
            return Text(f"第 {self.line} 行", f"line {self.line}")
        if self.page is not None:
            return Text(f"第 {self.page} 页", f"page {self.page}")
        spot = "!".join(part for part in (self.sheet, self.cell) if part)
        return Text(spot, spot)


class Places(Mapping[str, Place]):
    """An immutable map from the JSON pointer of a value to its place."""

    __slots__ = ("_places",)

    def __init__(self, places: Mapping[str, Place] | None = None) -> None:
        """Copy the places, so that nobody can change them later."""
        self._places = dict(places or {})

    def __getitem__(self, pointer: str) -> Place:
        """Return the place of the value at the JSON pointer."""
        return self._places[pointer]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the pointers in reading order."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many values have a place."""
        return len(self._places)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 — pydantic's own signature
        """Let pydantic read a JSON object of places and write one."""
        del source
        return core_schema.no_info_after_validator_function(
            cls,
            handler(dict[str, Place]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda places: {p: place.model_dump(exclude_none=True) for p, place in places.items()}
            ),
        )
