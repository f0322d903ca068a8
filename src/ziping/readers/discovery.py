"""Finds readers and layouts by looking into their folder, so that a new one is a new file and no list is edited."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import cast

from ziping.readers import extract, layouts
from ziping.readers.extract import Extractor
from ziping.readers.layouts import Layout


@cache
def extractors() -> tuple[Extractor, ...]:
    """Return every ``EXTRACTOR`` of the package ``extract``, in the order of the file names."""
    return cast("tuple[Extractor, ...]", _constants(extract.__name__, extract.__path__, "EXTRACTOR"))


@cache
def all_layouts() -> tuple[Layout, ...]:
    """Return every ``LAYOUT`` of the package ``layouts``, in the order of the file names."""
    return cast("tuple[Layout, ...]", _constants(layouts.__name__, layouts.__path__, "LAYOUT"))


def _constants(package: str, path: list[str], constant: str) -> tuple[object, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    modules = (import_module(f"{package}.{name}") for name in names)
    return tuple(getattr(module, constant) for module in modules if hasattr(module, constant))
