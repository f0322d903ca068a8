"""What a reader saw of one document as one HTML file: its pages with every cell, and every value with where it stood.

Nothing is fetched and nothing runs: the pages are pictures within the file, the links lead from a value to its cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from ziping.engine import spots
from ziping.model.form import Form, Problem
from ziping.model.language import Language, Text
from ziping.model.place import Place
from ziping.model.sight import PagePicture, Role, SeenCell, Sight
from ziping.writers.report.printing import printable

ROLES: Final = {
    Role.VALUE: Text("读取的值", "value"),
    Role.HEADING: Text("表头", "column heading"),
    Role.LABEL: Text("栏目名", "label"),
    Role.LEFT_OUT: Text("个人信息，未保留", "personal, left out"),
    Role.BLANK: Text("空白", "blank"),
    Role.UNREAD: Text("未取用", "not used"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell as it is drawn: its anchor, what was taken from it, and whether a problem points at it."""

    cell: SeenCell
    anchor: str
    label: Text
    problems: tuple[Text, ...]

    @property
    def classes(self) -> str:
        """Return the classes by which it is coloured."""
        return f"{self.cell.role.value} troubled" if self.problems else self.cell.role.value

    @property
    def path(self) -> str:
        """Return the pointer of its value, and how many more came from it."""
        first, more = "".join(self.cell.pointers[:1]), len(self.cell.pointers) - 1
        return f"{first} +{more}" if more > 0 else first


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its cells, each with its box in percent of the page."""

    number: int
    picture: PagePicture | None
    width: int
    height: int
    cells: tuple[Drawn, ...]

    def box(self, cell: SeenCell) -> str:
        """Return the style that puts the cell where it stands."""
        left, top, right, bottom = cell.place.box or (0, 0, 0, 0)
        edges = (
            left / self.width,
            top / self.height,
            (right - left) / self.width,
            (bottom - top) / self.height,
        )
        names = ("left", "top", "width", "height")
        return ";".join(f"{name}:{edge * 100:.2f}%" for name, edge in zip(names, edges, strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """Cells without pages, row by row: a sheet, a table or lines of text."""

    name: str
    rows: tuple[tuple[Drawn, ...], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a form, as the list beside the pages shows it."""

    label: Text
    pointer: str
    text: str
    place: Place
    anchor: str


def html_sight(
    source: str, forms: Sequence[Form], sight: Sight, *, language: Language, refusal: Text | None = None
) -> str:
    """Write the page; ``refusal`` says why there is no form in the document."""
    drawn = [_drawn(grid, number, forms) for number, grid in enumerate(sight.grids)]
    anchors: dict[tuple[int, str], str] = {}
    for it in chain.from_iterable(drawn):
        for pointer in chain.from_iterable(map(_above, it.cell.pointers)):
            anchors.setdefault((it.cell.form, pointer), it.anchor)
    pages, tables = _pages(drawn, sight), _tables(drawn)
    return (
        _environment(language)
        .get_template("sight.html.j2")
        .render(
            source=source,
            refusal=refusal,
            pages=pages,
            tables=tables,
            forms=[(number, form, _values(form, number, anchors)) for number, form in enumerate(forms, 1)],
            anchors=anchors,
        )
    )


def _above(pointer: str) -> Iterator[str]:
    """Yield a pointer, and those of its row and its table."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _drawn(grid: Sequence[SeenCell], number: int, forms: Sequence[Form]) -> tuple[Drawn, ...]:
    return tuple(_cell(cell, f"c{number}-{place}", forms) for place, cell in enumerate(grid))


def _cell(cell: SeenCell, anchor: str, forms: Sequence[Form]) -> Drawn:
    if not cell.form or cell.form > len(forms):
        return Drawn(cell, anchor, ROLES[cell.role], ())
    form = forms[cell.form - 1]
    labels = [spots.label(form, pointer) for pointer in cell.pointers]
    problems = [it.text for it in form.problems if _is_at(it, cell.pointers)]
    return Drawn(cell, anchor, Text.joined(labels), tuple(dict.fromkeys(problems)))


def _is_at(problem: Problem, pointers: Sequence[str]) -> bool:
    """Tell whether the problem is about one of the values, or about the row of which the first one is."""
    if not problem.pointer:
        return False
    return problem.pointer in pointers or any(it.startswith(f"{problem.pointer}/") for it in pointers[:1])


def _pages(drawn: Sequence[Sequence[Drawn]], sight: Sight) -> list[Page]:
    pictures = {picture.page: picture for picture in sight.pictures}
    placed = [it for held in drawn for it in held if it.cell.place.page is not None]
    numbers = sorted({*pictures, *(it.cell.place.page or 0 for it in placed)})
    return [_page(number, pictures.get(number), placed) for number in numbers]


def _page(number: int, picture: PagePicture | None, placed: Sequence[Drawn]) -> Page:
    cells = tuple(it for it in placed if it.cell.place.page == number)
    if picture:
        return Page(number, picture, max(1, picture.width), max(1, picture.height), cells)
    boxes = [it.cell.place.box or (0, 0, 0, 0) for it in cells]
    width, height = (max(1, max((box[at] for box in boxes), default=0) * 21 // 20) for at in (2, 3))
    return Page(number, None, width, height, cells)


def _tables(drawn: Sequence[Sequence[Drawn]]) -> list[Table]:
    return [table for held in drawn for table in _blocks([it for it in held if it.cell.place.page is None])]


def _blocks(held: Sequence[Drawn]) -> Iterator[Table]:
    """Yield the tables of a grid and the lines between them."""
    for number, block in groupby(held, key=lambda it: (it.cell.place.sheet, it.cell.table)):
        rows = tuple(tuple(row) for _, row in groupby(block, key=lambda it: it.cell.row))
        yield Table(number[0] or "", rows)


def _values(form: Form, number: int, anchors: Mapping[tuple[int, str], str]) -> list[Value]:
    return [
        Value(
            spots.label(form, pointer),
            pointer,
            spots.raw(form, pointer) or "",
            place,
            anchors.get((number, pointer), ""),
        )
        for pointer, place in form.places.items()
    ]


@cache
def _environment(language: Language) -> Environment:
    """Make the template; every expression is escaped and free of what does not print."""
    made = Environment(
        loader=PackageLoader("ziping.writers.sight"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if isinstance(value, str) else value,
    )
    made.filters["t"] = lambda text: text.to(language)
    made.globals |= {"language": language, "roles": ROLES, "say": Text, "label": spots.label}
    return made
