"""Cells of a form by their JSON pointers: what stands there, and putting something else there."""

import re
import unicodedata
from decimal import Decimal
from typing import Any, Final

from ziping.model.errors import ZipingError
from ziping.model.form import Form, Fund, Goal, Indicator, MoneyUnit, Total
from ziping.model.language import Text
from ziping.model.template import GRADES

Content = dict[str, Any]

LONGEST: Final = 20_000
"""Characters of one text."""
_HEAD: Final = {"title", "project", "project_code", "competent_department", "implementing_unit", "grade"}
_FIELDS: Final = {
    "funds": set(Fund.model_fields) - {"source"},
    "indicators": set(Indicator.model_fields),
    "goal": set(Goal.model_fields),
    "total": set(Total.model_fields),
}
_NUMBERS: Final = {
    "initial_budget",
    "full_year_budget",
    "executed",
    "points",
    "execution_rate",
    "score",
}
_FIXED: Final = {"level1", "level2", "level3", "target", "points", "initial_budget", "expected", "label"}
"""Fields that come with approved targets."""
_AMOUNTS: Final = {"initial_budget", "full_year_budget", "executed"}
_BLANKS: Final = re.compile(r"[\s,，]+")
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_HUNDREDTH: Final = Decimal("0.01")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class NoSuchCellError(ZipingError):
    """A pointer names nothing that can be filled in."""

    def __init__(self, pointer: str) -> None:
        """Say which."""
        super().__init__(Text(f"表中没有可填写的单元格 {pointer}", f"the form has no cell {pointer}"))


class CellError(ZipingError):
    """A text cannot stand in its cell."""


class FixedCellError(ZipingError):
    """A cell belongs to the approved targets."""

    def __init__(self) -> None:
        """Say who may change it."""
        super().__init__(
            Text(
                "此格来自已批复的绩效目标，不能在自评中改动；确需调整请联系主管部门",
                "this cell comes from the approved targets and is not changed here",
            )
        )


def path_of(pointer: str, content: Content) -> tuple[str | int, ...]:
    """Return the keys that lead to a cell; raise ``NoSuchCellError`` where the form has none there."""
    match pointer.split("/")[1:]:
        case [name] if name in _HEAD or name in {"year", "money_unit"}:
            return (name,)
        case ["goal" | "total" as part, name] if name in _FIELDS[part]:
            return (part, name)
        case ["funds" | "indicators" as part, number, name] if (
            name in _FIELDS[part] and number.isascii() and number.isdecimal() and len(number) < 5  # noqa: PLR2004 — no table is longer
        ):
            if int(number) < len(content.get(part) or ()):
                return (part, int(number), name)
    raise NoSuchCellError(pointer)


def value_at(content: Content, pointer: str) -> str:
    """Return what stands in a cell, as text; an empty one for a blank."""
    held: Any = content
    for key in path_of(pointer, content):
        held = held[key] if isinstance(key, int) else (held or {}).get(key)
    return "" if held is None else str(held)


def with_value(content: Content, pointer: str, text: str) -> Content:
    """Return the form with that text in that cell; raise ``CellError`` where it cannot stand there."""
    path = path_of(pointer, content)
    changed: Content = _replaced(content, path, _parsed(str(path[-1]), text))
    return changed


def _replaced(held: Any, path: tuple[str | int, ...], value: str | int | None) -> Any:  # noqa: ANN401 — tables in tables
    """Return a copy of what is on the way to a value, with another value there."""
    key, *rest = path
    copied: Any = list(held) if isinstance(key, int) else dict(held or {})
    inner = copied[key] if isinstance(key, int) else copied.get(key)
    copied[key] = _replaced(inner, tuple(rest), value) if rest else value
    return copied


def is_fixed(approved: Content | None, pointer: str) -> bool:
    """Tell whether the cell is one that the approved targets fill."""
    if not approved or pointer.rsplit("/", 1)[-1] not in _FIXED:
        return False
    try:
        return value_at(approved, pointer) != ""
    except NoSuchCellError:
        return False


def field_kind(pointer: str) -> str:
    """Return ``number`` or ``text``: what the cell takes."""
    return "number" if pointer.rsplit("/", 1)[-1] in _NUMBERS else "text"


def as_content(form: Form) -> Content:
    """Return a form as it is kept: what it declares, without the places of a document it came from."""
    return form.model_dump(mode="json", by_alias=True, exclude={"places", "problems"})


def _parsed(name: str, text: str) -> str | int | None:
    if len(text) > LONGEST:
        raise CellError(
            Text(
                f"文字过长（{len(text)} 字），每格最多 {LONGEST} 字",
                f"too long: {len(text)} of {LONGEST} characters",
            )
        )
    text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    if not text.strip():
        return "" if name == "label" else None
    if name in _NUMBERS:
        return _number(name, text)
    if name == "year":
        return _year(text)
    return _chosen(name, text)


def _chosen(name: str, text: str) -> str:
    allowed = {"grade": GRADES, "money_unit": tuple(MoneyUnit)}.get(name)
    if allowed and text.strip() not in allowed:
        known = "、".join(allowed)
        raise CellError(Text(f"只能填：{known}", f"one of: {known}"))
    return text.strip() if allowed else text


def _number(name: str, text: str) -> str:
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).removesuffix(
        "%" if name == "execution_rate" else ""
    )
    if not _NUMBER.fullmatch(plain):
        raise CellError(
            Text(
                f"“{text[:20]}”不是数，请只填数字（可带小数点，至多 6 位小数）",
                f"“{text[:20]}” is not a number",
            )
        )
    if name not in _AMOUNTS and Decimal(plain).quantize(_HUNDREDTH) != Decimal(plain):
        raise CellError(Text("至多两位小数", "two decimals at most"))
    return plain


def _year(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("年度").removesuffix("年")
    if not re.fullmatch(r"(19|20)[0-9]{2}", plain):
        raise CellError(Text(f"“{text[:20]}”不是年度，请填四位数字", f"“{text[:20]}” is not a year"))
    return int(plain)
