"""Faults in a drawn form: a number dropped, cells swapped, a row gone or sideways; and what is then read in silence."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from tests.readers.truth import bare, declared, leaves
from tests.readers.variations.drawing import Drawing, Values
from tests.readers.variations.sheet import Box, Sheet
from ziping.model.form import Form, ProblemKind

_NUMBERS: Final = re.compile(r".*/(?:points|score|initial_budget|full_year_budget|executed|execution_rate)")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Mutant:
    """A sheet with a fault, and what it says now; ``also`` are values of the sheet before, which are no worse."""

    fault: str
    sheet: Sheet
    said: Values
    also: Values


def mutants(drawing: Drawing, random: Random) -> Iterator[Mutant]:
    """Yield a sheet for each kind of fault that the form has room for."""
    for fault in (
        _dropped,
        _swapped_in_row,
        _swapped_in_column,
        _row_removed,
        _cell_missing,
        _heading_unknown,
        _heading_blank,
    ):
        if found := fault(drawing, random):
            yield found


def _values(drawing: Drawing) -> list[Box]:
    """Return the cells of indicators and funds whose value stands in that cell alone."""
    pointers = [box.pointer for box in drawing.sheet.boxes]
    return [
        box
        for box in drawing.sheet.boxes
        if box.pointer
        and re.match("/(?:indicators|funds)/", box.pointer)
        and pointers.count(box.pointer) == 1
    ]


def _put(said: Values, pointer: str, text: str) -> None:
    *path, name = pointer.split("/")[1:]
    held: Any = said
    for key in path:
        held = held[int(key)] if isinstance(held, list) else held[key]
    digits = re.sub("[万亿]?元$|%$", "", text.replace(",", ""))
    is_number = _NUMBER.fullmatch(digits)
    held[name] = (digits if is_number else None) if _NUMBERS.fullmatch(pointer) else text or None


def _dropped(drawing: Drawing, random: Random) -> Mutant | None:
    box = random.choice([box for box in _values(drawing) if box.text])
    said = deepcopy(drawing.said)
    _put(said, box.pointer or "", "")
    return Mutant(f"{box.pointer} dropped", drawing.sheet.changed(box, ""), said, said)


def _swapped(drawing: Drawing, one: Box, other: Box) -> Mutant:
    said = deepcopy(drawing.said)
    _put(said, one.pointer or "", other.text)
    _put(said, other.pointer or "", one.text)
    sheet = drawing.sheet.changed(one, other.text).changed(other, one.text)
    return Mutant(f"{one.pointer} and {other.pointer} swapped", sheet, said, drawing.said)


def _swapped_in_row(drawing: Drawing, random: Random) -> Mutant | None:
    one = random.choice(_values(drawing))
    others = [box for box in _values(drawing) if box.row == one.row and box.text != one.text]
    return _swapped(drawing, one, random.choice(others)) if others else None


def _swapped_in_column(drawing: Drawing, random: Random) -> Mutant | None:
    one = random.choice(_values(drawing))
    part = (one.pointer or "").split("/")[1]
    others = [
        box
        for box in _values(drawing)
        if box.column == one.column and box.text != one.text and f"/{part}/" in (box.pointer or "")
    ]
    return _swapped(drawing, one, random.choice(others)) if others else None


def _row_removed(drawing: Drawing, random: Random) -> Mutant | None:
    row = random.choice([box for box in _values(drawing) if "/indicators/" in (box.pointer or "")]).row
    if any(box.row == row and box.rows > 1 for box in drawing.sheet.boxes if box.pointer):
        return None
    number = next(int((b.pointer or "").split("/")[2]) for b in _values(drawing) if b.row == row)
    said = deepcopy(drawing.said)
    del said["indicators"][number]
    boxes = [kept for box in drawing.sheet.boxes if (kept := _without_row(box, row))]
    return Mutant(f"/indicators/{number} removed", Sheet(boxes, drawing.sheet.height - 1), said, said)


def _without_row(box: Box, row: int) -> Box | None:
    if not box.covers(row):
        return replace(box, row=box.row - 1) if box.row > row else box
    return replace(box, rows=box.rows - 1) if box.rows > 1 else None


def _cell_missing(drawing: Drawing, random: Random) -> Mutant | None:
    gone = random.choice(_values(drawing))
    boxes = [
        replace(box, column=box.column - gone.columns)
        if box.row == gone.row and box.column > gone.column
        else box
        for box in drawing.sheet.boxes
        if box is not gone
    ]
    said = deepcopy(drawing.said)
    _put(said, gone.pointer or "", "")
    return Mutant(f"{gone.pointer} missing, the row moved", Sheet(boxes, drawing.sheet.height), said, said)


def _headings(drawing: Drawing) -> list[Box]:
    """Return the headings of columns of indicators, goals and funds."""
    style = drawing.style
    labels = {
        label
        for columns in (style.columns, style.goal_columns, style.fund_columns)
        for name, label in columns
        if name
    }
    return [box for box in drawing.sheet.boxes if box.pointer is None and box.text in labels]


def _heading_unknown(drawing: Drawing, random: Random) -> Mutant | None:
    box = random.choice(_headings(drawing))
    sheet = drawing.sheet.changed(box, "某种内容")
    return Mutant(f"heading {box.text} unknown", sheet, drawing.said, drawing.said)


def _heading_blank(drawing: Drawing, random: Random) -> Mutant | None:
    box = random.choice(_headings(drawing))
    return Mutant(f"heading {box.text} blank", drawing.sheet.changed(box, ""), drawing.said, drawing.said)


def silent(mutant: Mutant, form: Form) -> list[tuple[str, object, object]]:
    """Return pointer, what the sheet says and what was read, where they differ and no problem points there."""
    told = [problem.pointer for problem in form.problems if problem.kind is not ProblemKind.MARKUP]
    if any(problem.kind is ProblemKind.ARITHMETIC for problem in form.problems):
        return []
    said, also, found = (_flat(values) for values in (mutant.said, mutant.also, declared(form)))
    return [
        (pointer, said.get(pointer), value)
        for pointer, value in found.items()
        if value not in {said.get(pointer), also.get(pointer), None} and not _covered(pointer, told)
    ]


def _flat(values: Values) -> dict[str, object]:
    return {p: bare(v) if isinstance(v, str) else v for p, v in leaves(values)}


def _covered(pointer: str, told: list[str]) -> bool:
    return any(pointer == at or pointer.startswith(f"{at}/") for at in told)
