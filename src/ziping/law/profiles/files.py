"""Profiles as files: read, checked against the schema, put together with what they inherit."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ziping.law.instruments import UnknownCitationError, cite
from ziping.law.profiles.parameters import Parameters
from ziping.law.roundings import Label
from ziping.model.errors import ZipingError
from ziping.model.faults import fault
from ziping.model.finding import Citation
from ziping.model.language import Text

_SAID = 5
"""How many faults of a file are said at once."""
NATIONAL = "mof-2020"
"""The profile of forms whose region has none of its own."""


class UnknownProfileError(ZipingError):
    """A profile was asked for that does not exist."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        """Name the profiles that do exist."""
        named = "、".join(known)
        super().__init__(
            Text(f"没有名为 {key} 的口径，可用：{named}", f"no profile {key}; there are: {named}")
        )


class InvalidProfileError(ZipingError):
    """A profile file contradicts the schema of profiles."""

    def __init__(self, name: str, why: Text) -> None:
        """Say which file and what is wrong in it."""
        super().__init__(Text(f"口径文件 {name} 无效：{why.zh}", f"profile {name} is invalid: {why.en}"))


class MissingFolderError(ZipingError):
    """The folder of an office's own profiles is not there."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(Text(f"{folder}：没有这个口径文件夹", f"{folder}: no such folder of profiles"))


class Confidence(StrEnum):
    """How well a parameter is known."""

    READ = "read"
    """Read in the document or in a public copy of it."""
    DERIVED = "derived"
    """Worked out from published forms."""
    PRACTICE = "practice"
    """Seen in finance systems or in reviewers' work; no law."""
    REMEMBERED = "remembered"
    """Remembered, still to be compared with the official text."""

    @property
    def label(self) -> Text:
        """Name the confidence."""
        return {
            Confidence.READ: Text("读过公开文本", "read"),
            Confidence.DERIVED: Text("由已公开的表推得", "derived from forms"),
            Confidence.PRACTICE: Text("审核实践", "practice"),
            Confidence.REMEMBERED: Text("未核对原文", "remembered"),
        }[self]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class _Sourced(_Strict):
    """A parameter as it stands in TOML: the value, how well it is known and what it rests on."""

    value: Annotated[Any, Field(alias="is")]
    confidence: Confidence
    cites: Annotated[tuple[str, ...], Field(min_length=1)]


class _File(_Strict):
    """A profile file."""

    key: str
    label: Label
    inherits: str | None = None
    region: str
    first_year: Annotated[int, Field(alias="from", ge=2000, le=2100)]
    last_year: Annotated[int | None, Field(alias="to")] = None
    automatic: bool = True
    note: Label | None = None
    parameter: dict[str, _Sourced] = {}

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        """Refuse a profile that ends before it begins."""
        if self.last_year is not None and self.last_year < self.first_year:
            message = f"起始年度 {self.first_year} 晚于终止年度 {self.last_year}"
            raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True)
class Profile:
    """The parameters of a region in given years, and what each rests on."""

    key: str
    label: Text
    note: Text | None
    """What the region does that no parameter holds."""
    region: str
    first_year: int
    last_year: int | None
    automatic: bool
    """Whether it is used by itself for forms of its region and years."""
    parameters: Parameters
    cites: Mapping[str, tuple[Citation, ...]]
    confidence: Mapping[str, Confidence]
    own: frozenset[str]
    """The parameters that it says itself; the others are inherited."""

    def covers(self, year: int) -> bool:
        """Tell whether the profile is in force in an evaluated year."""
        return self.first_year <= year <= (self.last_year or year)

    def overlaps(self, other: "Profile") -> bool:
        """Tell whether both would be used by themselves for the same forms."""
        if self.region != other.region or not (self.automatic and other.automatic):
            return False
        later, earlier = sorted((self, other), key=lambda it: -it.first_year)
        return earlier.covers(later.first_year)


@dataclass(frozen=True, slots=True)
class Register:
    """All profiles of a run."""

    profiles: dict[str, Profile]

    def named(self, key: str) -> Profile:
        """Return the profile of that key; raise ``UnknownProfileError`` where there is none."""
        if key not in self.profiles:
            raise UnknownProfileError(key, self.profiles)
        return self.profiles[key]

    def found(self, year: int | None, *names: str | None) -> Profile:
        """Return the profile of the region that the names tell of, in force in that year."""
        usable = [it for it in self.profiles.values() if it.automatic]
        regions = {
            it.region for it in usable if it.region and any(it.region in (name or "") for name in names)
        }
        for region in (*sorted(regions), ""):
            held = [it for it in usable if it.region == region and (year is None or it.covers(year))]
            if held:
                return max(held, key=lambda it: it.first_year)
        return self.named(NATIONAL)


@cache
def register(folder: Path | None) -> Register:
    """Return the profiles of ziping and those of a folder; raise ``InvalidProfileError`` where a file is wrong."""
    found = _files(folder)
    made = {key: _profile(f"{key}.toml", file, found) for key, file in found.items()}
    for one, other in combinations(made.values(), 2):
        if one.overlaps(other):
            why = Text(
                f"与 {one.key} 的地区和年度重叠，无法自动选用",
                f"region and years overlap with {one.key}: neither can be chosen by itself",
            )
            name = f"{other.key}.toml"
            raise InvalidProfileError(name, why)
    return Register(made)


def _files(folder: Path | None) -> dict[str, _File]:
    """Read every file; one of an office stands before one of ziping with the same key."""
    if folder is not None and not folder.is_dir():
        raise MissingFolderError(folder)
    texts = {
        it.name: it.read_text("utf-8") for it in files(__package__).iterdir() if it.name.endswith(".toml")
    }
    own = {} if folder is None else {it.name: it.read_text("utf-8") for it in folder.glob("*.toml")}
    parsed = [_parsed(name, text) for name, text in sorted({**texts, **own}.items())]
    return {file.key: file for file in parsed}


def _parsed(name: str, text: str) -> _File:
    try:
        file = _File.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as wrong:
        raise InvalidProfileError(name, _first(wrong)) from wrong
    if f"{file.key}.toml" != name:
        said = Text(f"key = {file.key!r}，应与文件名相同", f"key = {file.key!r} is not the file's name")
        raise InvalidProfileError(name, said)
    return file


def _first(wrong: Exception) -> Text:
    """Say what is wrong first, with where it stands."""
    if isinstance(wrong, ValidationError):
        return Text.joined(fault(it, ".") for it in wrong.errors()[:_SAID])
    if isinstance(wrong, UnknownCitationError):
        return Text(f"cites：没有这一依据（{wrong}）", f"cites: {wrong}")
    return Text(f"不是正确的 TOML：{wrong}", f"no TOML: {wrong}")


def parsed_profile(name: str, text: str) -> Profile:
    """Return the profile that the text of a file says; raise ``InvalidProfileError`` where it is wrong."""
    return _profile(name, _parsed(name, text), _files(None))


def _inherited(
    name: str, file: _File, others: dict[str, _File], seen: tuple[str, ...] = ()
) -> dict[str, _Sourced]:
    if file.inherits is None:
        return file.parameter
    if file.inherits not in others or file.inherits in seen:
        said = f"inherits = {file.inherits!r}"
        raise InvalidProfileError(name, Text(f"{said}，没有这个上级口径", f"{said}: no such profile"))
    parent = others[file.inherits]
    return {**_inherited(name, parent, others, (*seen, file.inherits)), **file.parameter}


def _profile(name: str, file: _File, others: dict[str, _File]) -> Profile:
    sourced = _inherited(name, file, others)
    try:
        parameters = Parameters.model_validate({key: entry.value for key, entry in sourced.items()})
        cites = {key: _citations(entry.cites) for key, entry in sourced.items()}
    except (ValidationError, UnknownCitationError) as wrong:
        raise InvalidProfileError(name, _first(wrong)) from wrong
    return Profile(
        key=file.key,
        label=Text(file.label.zh, file.label.en),
        note=Text(file.note.zh, file.note.en) if file.note else None,
        region=file.region,
        first_year=file.first_year,
        last_year=file.last_year,
        automatic=file.automatic,
        parameters=parameters,
        cites=cites,
        confidence={key: entry.confidence for key, entry in sourced.items()},
        own=frozenset(file.parameter),
    )


def _citations(keys: tuple[str, ...]) -> tuple[Citation, ...]:
    parts = (key.partition("#") for key in keys)
    return tuple(cite(instrument, article) for instrument, _, article in parts)
