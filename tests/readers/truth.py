"""The two published documents and what a person read in them, value by value."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from ziping.model.form import Form
from ziping.readers import Reading, Source, read

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = ("shanghai-2023", "shanghai-2020")


def document(name: str) -> bytes:
    return (ROOT / "samples" / f"{name}.txt").read_bytes()


@cache
def reading(name: str) -> Reading:
    return read(Source(f"{name}.txt", document(name)))


@cache
def truths(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (Path(__file__).parent / "samples" / f"{name}.truth.json").read_bytes()
    )
    return found


def declared(form: Form) -> dict[str, Any]:
    """Return the form as JSON without what the reader adds to it."""
    values: dict[str, Any] = json.loads(form.to_json())
    return {name: value for name, value in values.items() if name not in {"places", "problems"}}


def leaves(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Yield JSON pointer and value of every scalar, and the length of every array."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        yield f"{pointer}/#", len(value)
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{number}")
    else:
        yield pointer, value


def bare(text: str) -> str:
    """Return the text in half width without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
