"""How an official form looks, as data: one TOML file in ``layouts`` for each, and which one a form is printed in.

A layout inherits from another and says only what differs. Labels that it does not name come from ``model/template.py``.
Lengths are whole millimetres. Every declared field has its place in every layout, so that nothing declared is lost; a
place marked ``optional`` is printed only where the form has something to put there.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ziping.law import profile_for
from ziping.law.roundings import Label
from ziping.model.errors import ZipingError
from ziping.model.form import Form, Kind
from ziping.model.language import Text
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, Term

NATIONAL: Final = "mof-2020"
MARGIN: Final = 18
PAGES: Final = {"portrait": (210, 297), "landscape": (297, 210)}
"""A4, width and height."""

Millimetres = Annotated[int, Field(gt=0, le=261)]


class UnknownLayoutError(ZipingError):
    """A layout was asked for that does not exist."""

    def __init__(self, key: str) -> None:
        """Name the layouts that do exist."""
        known = "、".join(layouts())
        super().__init__(
            Text(f"没有名为 {key} 的版式，可用：{known}", f"no layout {key}; there are: {known}")
        )


class InvalidLayoutError(ZipingError):
    """A layout file contradicts the schema of layouts."""

    def __init__(self, key: str, why: str) -> None:
        """Say which file and what is wrong in it."""
        super().__init__(Text(f"版式文件 {key} 无效：{why}", f"layout {key} is invalid: {why}"))


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Strict):
    """One column of the fund or the indicator table."""

    field: str
    width: Millimetres
    label: str | None = None
    suffix: str = ""
    """Printed behind a number, such as %."""
    below: str = ""
    """Printed in a blank cell of a fund row below the total, where the official form has a dash."""
    optional: bool = False


class Head(_Strict):
    """The heading fields; a field of which the name ends in ``?`` is printed only where the form has it."""

    widths: tuple[Millimetres, Millimetres, Millimetres, Millimetres]
    rows: tuple[tuple[str, ...], ...]
    labels: Mapping[str, str] = {}


class Funds(_Strict):
    """The fund table: a label at the side, the label of each row, then the columns."""

    side: Millimetres
    label: str
    """With ``{unit}`` for the unit of the amounts."""
    rows: Millimetres
    total: str = "{label}："
    part: str = "其中：{label}"
    further: str = "　　　{label}"
    columns: tuple[Column, ...]


class Goal(_Strict):
    """The goal: a label at the side, what was expected, what was achieved."""

    side: Millimetres
    label: str
    columns: tuple[Column, ...]


class Extra(_Strict):
    """Rows of the official form that hold nothing declared: people fill them in by hand."""

    side: Millimetres
    label: str
    widths: tuple[Millimetres, ...]
    labels: tuple[str, ...]
    rows: tuple[str, ...]


class Indicators(_Strict):
    """The indicator table, with or without a label at the side."""

    side: Annotated[int, Field(ge=0, le=261)] = 0
    label: str = ""
    columns: tuple[Column, ...]


class Layout(_Strict):
    """One official form. ``profiles`` are those whose project forms are printed in it."""

    key: str
    label: Label
    inherits: str | None = None
    kind: Kind
    profiles: tuple[str, ...] = ()
    page: Literal["portrait", "landscape"]
    title: str
    year: str
    head: Head
    funds: Funds
    extra: Extra | None = None
    goal: Goal
    indicators: Indicators
    total: Literal["always", "given"] = "always"
    grade: Literal["always", "given"] = "given"

    @property
    def width(self) -> int:
        """Return how wide the table is."""
        return PAGES[self.page][0] - 2 * MARGIN

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for name, widths in self._widths():
            if sum(widths) != self.width:
                message = f"{name} 各列宽合计 {sum(widths)} 毫米，应为 {self.width} 毫米"
                raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _holds_every_field(self) -> Self:
        named = [field.removesuffix("?") for field in chain.from_iterable(self.head.rows)]
        _same("head", named, HEAD)
        _same("funds", [it.field for it in self.funds.columns], FUND_COLUMNS)
        _same("goal", [it.field for it in self.goal.columns], GOAL_COLUMNS)
        _same("indicators", [it.field for it in self.indicators.columns], INDICATOR_COLUMNS)
        return self

    def _widths(self) -> Iterable[tuple[str, list[int]]]:
        yield "head", list(self.head.widths)
        yield "funds", [self.funds.side, self.funds.rows, *_shown(self.funds.columns)]
        yield "goal", [self.goal.side, *_shown(self.goal.columns)]
        yield "indicators", [self.indicators.side, *_shown(self.indicators.columns)]
        if self.extra:
            yield "extra", [self.extra.side, *self.extra.widths]


def _shown(columns: Iterable[Column]) -> list[int]:
    """Return the widths; optional columns take theirs from all others when they are printed."""
    return [it.width for it in columns if not it.optional]


def _same(where: str, named: Iterable[str], terms: Iterable[Term]) -> None:
    wanted, found = sorted(term.name for term in terms), sorted(named)
    if wanted != found:
        message = f"{where} 应有且仅有 {'、'.join(wanted)}，现有 {'、'.join(found)}"
        raise ValueError(message)


@cache
def _texts() -> dict[str, str]:
    folder = files(__package__).joinpath("layouts")
    found = sorted((it for it in folder.iterdir() if it.name.endswith(".toml")), key=lambda it: it.name)
    return {it.name.removesuffix(".toml"): it.read_text("utf-8") for it in found}


def parsed_layout(key: str, text: str) -> Layout:
    """Return the layout that the text of a file says; raise ``InvalidLayoutError`` where it is wrong."""
    try:
        return Layout.model_validate({"key": key, **_inherited(key, text)})
    except (tomllib.TOMLDecodeError, ValidationError) as wrong:
        raise InvalidLayoutError(key, str(wrong)) from wrong


def _inherited(key: str, text: str) -> dict[str, Any]:
    own = tomllib.loads(text)
    parent = own.get("inherits")
    if parent is None:
        return own
    if parent not in _texts() or parent == key:
        raise InvalidLayoutError(key, f"inherits = {parent!r}")
    return _merged({**_inherited(parent, _texts()[parent]), "profiles": []}, own)


def _merged(above: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return both, what is nearer first; a table of either is merged, a list is replaced."""
    both = {
        name: _merged(above[name], value) if isinstance(value, dict) and name in above else value
        for name, value in own.items()
    }
    return {**above, **both}


@cache
def layouts() -> dict[str, Layout]:
    """Return every layout by its key; raise ``InvalidLayoutError`` where a file is wrong."""
    return {key: parsed_layout(key, text) for key, text in _texts().items()}


def layout(key: str) -> Layout:
    """Return the layout of that key; raise ``UnknownLayoutError`` where there is none."""
    try:
        return layouts()[key]
    except KeyError:
        raise UnknownLayoutError(key) from None


def layout_for(form: Form) -> Layout:
    """Return the layout of the form's kind, for projects that of its region and year, else the national one."""
    used = profile_for(form.year, form.competent_department, form.implementing_unit).key
    alike = [it for it in layouts().values() if it.kind is form.kind]
    own = [it for it in alike if used in it.profiles]
    general = [it for it in alike if NATIONAL in it.profiles]
    return (own or general)[0]
