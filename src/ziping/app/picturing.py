"""Pages of documents as pictures, for those who compare what was read with what stands there."""

from collections.abc import Callable
from pathlib import Path

from ziping.app.output import write_whole
from ziping.readers import Source
from ziping.readers.sandbox.pictures import Picture, picture

Draw = Callable[[Source, int], Picture]


def page_picture(name: str, path: Path, page: int, kept: Path, *, draw: Draw = picture) -> bytes:
    """Return a page of a PDF as PNG, drawn once and then kept in the folder; raise ``OverstepError``."""
    held = kept / f"{path.name}-{page}.png"
    if held.is_file():
        return held.read_bytes()
    drawn = draw(Source(name, path.read_bytes()), page).png
    write_whole(held, drawn)
    return drawn


def page_count(name: str, data: bytes, *, draw: Draw = picture) -> int:
    """Return how many pages a PDF has; raise ``OverstepError`` where the first cannot be drawn."""
    return draw(Source(name, data), 1).pages
