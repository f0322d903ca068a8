"""The known conventions of rounding; which one a form follows is inferred by the engine, never assumed."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from ziping.model.language import Text


class Way(StrEnum):
    """How the rest beyond the last digit is treated."""

    CUT = "cut"
    UP = "up"
    HALF_UP = "half-up"


class Digits(BaseModel):
    """A way of rounding to a number of decimals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    way: Way
    digits: int = Field(ge=0, le=2)

    @property
    def step(self) -> int:
        """Return the last printed digit in hundredths: 1, 10 or 100."""
        return (100, 10, 1)[self.digits]


class Label(BaseModel):
    """A name in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str


class Rounding(BaseModel):
    """One convention: how the rate (in percent) and the score are printed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    label: Label
    rate: Digits
    score: Digits
    coarse: bool = False
    """It throws away more than the official form prints."""
    carried: bool = False
    """The score is worked out from the printed rate, not from the amounts."""

    @property
    def text(self) -> Text:
        """Name the convention."""
        return Text(self.label.zh, self.label.en)


@cache
def roundings() -> tuple[Rounding, ...]:
    """Return the conventions in order of preference; those carried from the printed rate stand last."""
    data = tomllib.loads(files("ziping.law").joinpath("roundings.toml").read_text("utf-8"))
    found = [Rounding.model_validate(entry) for entry in data["rounding"]]
    return tuple(sorted(found, key=lambda entry: entry.carried))
