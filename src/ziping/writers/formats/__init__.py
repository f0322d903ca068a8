"""A module for each format; its ``WRITER`` is found by looking into this folder, so that a new one is a new file."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.writers.sheet import Sheet


class Writer(Protocol):
    """Writes one form in one format, the same bytes for the same form."""

    @property
    def name(self) -> str:
        """The name of the format, which is also the ending of its files."""

    def write(self, sheet: Sheet) -> bytes:
        """Return the whole file."""


class UnknownFormatError(ZipingError):
    """A format was asked for that nobody writes."""

    def __init__(self, name: str) -> None:
        """Name the formats that are written."""
        known = "、".join(writers())
        super().__init__(Text(f"不能写成 {name}，可用：{known}", f"no writer for {name}; there are: {known}"))


@cache
def writers() -> dict[str, Writer]:
    """Return every writer by the name of its format."""
    modules = (import_module(f"{__name__}.{it.name}") for it in pkgutil.iter_modules(__path__))
    found: list[Writer] = [module.WRITER for module in modules]
    return {writer.name: writer for writer in sorted(found, key=lambda it: it.name)}


def writer(name: str) -> Writer:
    """Return the writer of a format; raise ``UnknownFormatError`` where there is none."""
    try:
        return writers()[name]
    except KeyError:
        raise UnknownFormatError(name) from None
