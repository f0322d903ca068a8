"""The operations, one module for each thing; its ``router`` is found by looking into this folder."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from ninja import Router


def routers() -> Iterator[tuple[str, Router]]:
    """Yield the name and the operations of each module."""
    for found in pkgutil.iter_modules(__path__):
        yield found.name, import_module(f"{__name__}.{found.name}").router
