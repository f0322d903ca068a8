"""Sets the total row and the grade, whatever way their cells were found."""

from collections.abc import Sequence

from ziping.model.form import ProblemKind
from ziping.model.template import GRADES
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.numerals import is_blank
from ziping.readers.sections import Row, text_of

_POINTERS = ("/total/points", "/total/score")


def put_total(draft: Draft, row: Row, field: str | None = None) -> None:
    """Set points and score of the total row, in this order; of one number alone, ``field`` says which it is."""
    cells = [cell for cell in row[1:] if not is_blank(cell.text)]
    grades = [cell for cell in cells if cell.text.strip() in GRADES]
    numbers = [cell for cell in cells if cell not in grades]
    for cell in grades[:1]:
        draft.put_text("/grade", cell.text, cell.place)
    if len(numbers) > len(_POINTERS):
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/total", "总分行的数多于分值和得分，未读取", text_of(row))
    elif len(numbers) == 1:
        _put_one(draft, numbers[0], field)
    else:
        for pointer, cell in zip(_POINTERS, numbers, strict=False):
            draft.put_number(pointer, cell.text, cell.place)


def _put_one(draft: Draft, cell: Cell, field: str | None) -> None:
    pointer = "/total/points" if field == "points" else "/total/score"
    draft.put_number(pointer, cell.text, cell.place)
    if field not in {"points", "score"}:
        draft.note(ProblemKind.DOUBTFUL, pointer, "总分行只有一个数，按得分读取", cell.text)


def put_grade(draft: Draft, rows: Sequence[Row]) -> None:
    """Set the grade: the first text after its label, in a document of lines also below it."""
    cells = [cell for row in rows for cell in row if cell.row == rows[0][0].row or not cell.table]
    for cell in cells[1:2]:
        draft.put_text("/grade", cell.text, cell.place)
