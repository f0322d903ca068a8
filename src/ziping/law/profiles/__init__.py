"""What a region asks for in given years: one TOML file each, every parameter with its source.

A profile inherits from another and says only what differs. A file with an unknown parameter, a parameter without
source, or years out of order does not load. An office can keep files of its own in a folder; they stand beside those
that come with ziping, and before them where both have one of the same key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from ziping.law.profiles.files import Profile, Register, UnknownProfileError, register
from ziping.law.profiles.parameters import Parameters

__all__ = [
    "Parameters",
    "Profile",
    "UnknownProfileError",
    "own_profiles",
    "profile",
    "profile_for",
    "profiles",
]

_folder: ContextVar[Path | None] = ContextVar("folder of an office's own profiles", default=None)


@contextmanager
def own_profiles(folder: Path | None) -> Iterator[None]:
    """Let the profiles of a folder stand beside those of ziping for a while."""
    kept = _folder.set(folder)
    try:
        _register()
        yield
    finally:
        _folder.reset(kept)


def own_folder() -> Path | None:
    """Return the folder of an office's own profiles, where one is in use."""
    return _folder.get()


def _register() -> Register:
    return register(_folder.get())


def profiles() -> dict[str, Profile]:
    """Return every profile by its key; raise ``InvalidProfileError`` where a file is wrong."""
    return _register().profiles


def profile(key: str) -> Profile:
    """Return the profile of that key; raise ``UnknownProfileError`` where there is none."""
    return _register().named(key)


def profile_for(year: int | None, *names: str | None) -> Profile:
    """Return the profile of a form's own region and year.

    The region is known by its name in what the form calls its department and unit. Without a region of its own, or
    outside its years, the national profile is used; a form without year is taken by the newest.
    """
    return _register().found(year, *names)
