"""Tables written as text: ``|`` parts cells, ``<`` goes on with the cell to the left, ``^`` with the one above.

A blank line ends the page, a line ``===`` the table too.
"""

from ziping.model.form import Form
from ziping.model.place import Place
from ziping.readers.grid import Cell, Grid
from ziping.readers.reading import forms_of


def ruled(text: str) -> Grid:
    """Return the grid of a text; a line without ``|`` stands outside tables."""
    lines = [line.strip() for line in text.strip().split("\n")]
    table = [[cell.strip() for cell in line.split("|")] if "|" in line else [line] for line in lines]
    rows = (_cells(table, row) for row in range(len(table)))
    return Grid(tuple(cells for cells in rows if cells), ruled=True)


def _cells(table: list[list[str]], row: int) -> tuple[Cell, ...]:
    texts = table[row]
    if texts in ([""], ["==="]):
        return ()
    if len(texts) == 1:
        return (Cell(texts[0], Place(line=row + 1), row),)
    return tuple(_cell(table, row, column) for column, text in enumerate(texts) if text not in {"<", "^"})


def _cell(table: list[list[str]], row: int, column: int) -> Cell:
    right = column + 1
    while right < len(table[row]) and table[row][right] == "<":
        right += 1
    below = row + 1
    while below < len(table) and column < len(table[below]) and table[below][column] == "^":
        below += 1
    text = table[row][column].replace("\\n", "\n")
    place = Place(cell=f"R{row + 1}C{column + 1}")
    number = 1 + table[:row].count(["==="])
    return Cell(text, place, row, column, below - row, right - column, number)


def form(text: str) -> Form:
    (only,) = forms_of(ruled(text))
    return only


def problems(found: Form) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.kind.value) for problem in found.problems]
