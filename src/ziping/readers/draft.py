"""A form in the making: values with their places, and problems, until it is frozen."""

from dataclasses import dataclass, field
from typing import Any, Final

from ziping.model.form import Form, FundSource, Kind, Problem, ProblemKind
from ziping.model.language import Text
from ziping.model.place import Place, Places
from ziping.readers.cleaning import cell_prose, cell_text, has_markup, line_prose, shown
from ziping.readers.numerals import NotANumber, is_blank, number_in

_PARTS: Final = {
    "/project": Text("没有读到项目名称", "no project name was read"),
    "/funds": Text("没有读到项目资金", "no funds were read"),
    "/goal": Text("没有读到年度总体目标", "no annual goal was read"),
    "/indicators": Text("没有读到绩效指标", "no indicators were read"),
    "/total": Text("没有读到总分", "no total was read"),
}

_GOALS: Final = {
    "expected": Text("没有读到预期目标", "no expected goal was read"),
    "actual": Text("没有读到目标的实际完成情况", "it was not read what became of the goal"),
}


def _empty() -> dict[str, Any]:
    return {"funds": [], "goal": {}, "indicators": [], "total": {}}


@dataclass
class Draft:
    """Collects what a layout finds; every pointer is a JSON pointer into the form."""

    _values: dict[str, Any] = field(default_factory=_empty)
    _places: dict[str, Place] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)

    def add(self, rows: str) -> str:
        """Begin a new row of ``funds`` or ``indicators`` and return its pointer."""
        self._values[rows].append({})
        return f"/{rows}/{len(self._values[rows]) - 1}"

    def put_kind(self, kind: Kind) -> None:
        """Set what the form evaluates; it is concluded from the title and has no place of its own."""
        self._values["kind"] = kind

    def put_source(self, pointer: str, source: FundSource) -> None:
        """Set which row of the fund table it is; concluded from the label, likewise without a place."""
        self._spot(f"{pointer}/source")[0]["source"] = source

    def put(self, pointer: str, value: object, place: Place) -> None:
        """Set a value that stood at the place; null and a value that is already there change nothing."""
        target, name = self._spot(pointer)
        if value is not None and name not in target:
            target[name] = value
            self._places[pointer] = place

    def put_text(self, pointer: str, raw: str, place: Place) -> None:
        """Set the text of a cell; a dash is null, markup is removed and reported."""
        self._report_markup(pointer, raw)
        self.put(pointer, None if is_blank(raw) else cell_text(raw), place)

    def put_prose(self, pointer: str, raw: str, place: Place, *, of_lines: bool) -> None:
        """Set a longer text, from the lines of a document or from a cell in which line ends became blanks."""
        self._report_markup(pointer, raw)
        prose = line_prose(raw) if of_lines else cell_prose(raw)
        self.put(pointer, None if is_blank(raw) else prose, place)

    def put_number(self, pointer: str, raw: str, place: Place) -> None:
        """Set the number of a cell; anything else is null and reported."""
        number = number_in(raw)
        if isinstance(number, NotANumber):
            self.note(
                ProblemKind.NOT_A_NUMBER,
                pointer,
                Text(
                    f"“{shown(raw.strip())}”不是数字，未读取",
                    f"“{shown(raw.strip())}” is no number; not read",
                ),
                raw,
            )
        else:
            self.put(pointer, number, place)

    def note(self, kind: ProblemKind, pointer: str, message: Text, raw: str | None = None) -> None:
        """Report a problem with the value or row at the pointer."""
        short = None if raw is None else shown(raw)
        self._problems.append(Problem.of(kind, pointer, message, short))

    def value(self, pointer: str) -> object:
        """Return the value at the pointer, None where none was set."""
        target, name = self._spot(pointer)
        return target.get(name)

    def move(self, old: str, new: str) -> None:
        """Move a value with its place to another field."""
        target, name = self._spot(old)
        if name in target:
            self.put(new, target.pop(name), self._places.pop(old))

    def form(self) -> Form:
        """Return the form, with a problem for each of its parts that is missing."""
        for pointer, message in _PARTS.items():
            if not self.value(pointer) and not (pointer == "/total" and self._is_unscored):
                self.note(ProblemKind.MISSING, pointer, message)
        goals = self._values["goal"]
        for name, message in _GOALS.items() if goals else ():
            if name not in goals:
                self.note(ProblemKind.MISSING, f"/goal/{name}", message)
        places = Places(self._places)
        return Form.model_validate({**self._values, "places": places, "problems": tuple(self._problems)})

    @property
    def _is_unscored(self) -> bool:
        """Tell whether the form has indicators and no points or scores, as those of transfers: it has no total."""
        rows = self._values["indicators"]
        return bool(rows) and not any(row.keys() & {"points", "score"} for row in rows)

    def _report_markup(self, pointer: str, raw: str) -> None:
        if has_markup(raw):
            self.note(
                ProblemKind.MARKUP,
                pointer,
                Text(
                    "文本中夹有网页标记（如 <p>），已去除",
                    "markup such as <p> stood in the text and was removed",
                ),
                raw,
            )

    def _spot(self, pointer: str) -> tuple[dict[str, Any], str]:
        *path, name = pointer.split("/")[1:]
        target: Any = self._values
        for key in path:
            target = target[int(key)] if isinstance(target, list) else target[key]
        return target, name
