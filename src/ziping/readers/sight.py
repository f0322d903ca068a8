"""Tells of every cell what it was taken for, so that a person sees what the reader saw."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.model.form import Form
from ziping.model.place import Place
from ziping.model.sight import PagePicture, Role, SeenCell, Sight
from ziping.readers.grid import Cell, Grid
from ziping.readers.labels import Group, is_foreign_label, meanings
from ziping.readers.numerals import is_blank

_HEADINGS: Final = frozenset(
    {Group.FUND_COLUMN, Group.GOAL_COLUMN, Group.INDICATOR_COLUMN, Group.TARGET_PART}
)
_BLANKS: Final = re.compile(r"\s+|</?p>")
_SPANNING: Final = frozenset({"level1", "level2"})
_TOLD_BY: Final = 6
"""Characters by which a value is found again among the cells of one line."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A value of a form: the number of the form, the pointer, and the text without blanks."""

    form: int
    pointer: str
    text: str

    def is_same(self, other: "_Taken") -> bool:
        """Tell whether both came from one cell that spans several rows."""
        return (self.form, self.text, _field(self)) == (other.form, other.text, _field(other))


def _field(taken: _Taken) -> str:
    return taken.pointer.rpartition("/")[2]


def sight_of(read: Sequence[tuple[Grid, Sequence[Form]]], pictures: tuple[PagePicture, ...] = ()) -> Sight:
    """Return all cells of the grids with what the forms in them took over."""
    number, grids = 0, []
    for grid, forms in read:
        taken = _taken(forms, number)
        whole = "\n".join(it.text for held in taken.values() for it in held)
        grids.append(tuple(_seen(cell, taken, whole) for row in grid.rows for cell in row))
        number += len(forms)
    return Sight(tuple(grids), pictures)


def _taken(forms: Sequence[Form], before: int) -> dict[Place, list[_Taken]]:
    """Return the values by their place."""
    taken: defaultdict[Place, list[_Taken]] = defaultdict(list)
    for number, form in enumerate(forms, before + 1):
        values = dict(_values(form.model_dump(mode="json", exclude={"places", "problems"})))
        for pointer, place in form.places.items():
            taken[place].append(_Taken(number, pointer, values.get(pointer, "")))
    return dict(taken)


def _values(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _values(held, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from _values(held, f"{pointer}/{number}")
    elif value is not None:
        yield pointer, _bare(str(value))


def _bare(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _seen(cell: Cell, taken: Mapping[Place, list[_Taken]], whole: str) -> SeenCell:
    bare = _bare(cell.text)
    found = _of_cell(cell, bare, taken.get(cell.place, []))
    return SeenCell(
        cell.text,
        cell.place,
        cell.row,
        cell.column,
        cell.rows,
        cell.columns,
        cell.table,
        Role.VALUE if found else Role.LEFT_OUT if cell.is_left_out else _role(cell.text, bare, whole),
        found[0].form if found else 0,
        tuple(it.pointer for it in found),
    )


def _of_cell(cell: Cell, bare: str, taken: list[_Taken]) -> list[_Taken]:
    """Return the values of the cell; of those of a line of text, take out the next one that it tells."""
    if cell.place.line is None:
        return taken
    text = bare.replace(",", "")
    first = next((it for it in taken if it.text and it.text[:_TOLD_BY] in text), None)
    if first is None:
        return []
    found = [it for it in taken if it is first or (_field(it) in _SPANNING and it.is_same(first))]
    taken[:] = [it for it in taken if it not in found]
    return found


def _role(raw: str, bare: str, whole: str) -> Role:
    """Return what a cell is that no value is known to have begun in; it may hold the rest of one."""
    if is_blank(raw):
        return Role.BLANK
    found = meanings(raw)
    if found:
        return Role.HEADING if _HEADINGS & found.keys() else Role.LABEL
    if is_foreign_label(raw):
        return Role.LABEL
    return Role.VALUE if bare in whole else Role.UNREAD
