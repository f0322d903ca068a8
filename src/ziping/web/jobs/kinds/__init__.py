"""The kinds of jobs: each module here is one, and says what it takes, whose it is and what it does."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User

if TYPE_CHECKING:
    from ziping.web.jobs.running import Work

Parameters = dict[str, Any]


class UnknownKindError(ZipingError):
    """Nobody does jobs of that kind."""

    def __init__(self, name: str) -> None:
        """Name those that are done."""
        known = "、".join(kinds())
        super().__init__(
            Text(f"没有“{name[:24]}”这种后台任务，可用：{known}", f"no job is called {name[:24]}: {known}")
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job."""

    name: str
    label: Text
    accept: Callable[[User, Parameters], Parameters]
    """Returns the parameters as they are kept; raises ``ZipingError`` where they are wrong or not the person's."""
    run: Callable[["Work"], None]
    takes_files: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    modules = (import_module(f"{__name__}.{it.name}") for it in pkgutil.iter_modules(__path__))
    return {it.KIND.name: it.KIND for it in modules}


def kind(name: str) -> Kind:
    """Return the kind of that name; raise ``UnknownKindError`` where there is none."""
    try:
        return kinds()[name]
    except KeyError:
        raise UnknownKindError(name) from None
