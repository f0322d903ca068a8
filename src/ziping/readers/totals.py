"""Sets the total row and the grade, whatever way their cells were found."""

import re
from collections.abc import Sequence
from typing import Final

from ziping.model.form import ProblemKind
from ziping.model.language import Text
from ziping.model.template import GRADES
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.heading import label_and_value
from ziping.readers.labels import Group, named
from ziping.readers.numerals import is_blank
from ziping.readers.sections import Row, grade_in, text_of

TICKS: Final = "☑√■✓✔☒"
"""What marks a box as chosen."""
_BOX = re.compile(f"[□☐{TICKS}]")
_GRADE = r"[^\s□☐☑√■✓✔☒、,，;；]{1,6}"
_BOX_BEFORE = re.compile(rf"([□☐{TICKS}])\s*({_GRADE})")
_BOX_BEHIND = re.compile(rf"({_GRADE})\s*([□☐{TICKS}])")
_EXPLAINED = re.compile(r"[(（][^()（）]*[)）]")
"""The scores of a grade behind its name: 优秀（≥90分）☑."""
_GRADES: Final = frozenset({*GRADES, "优秀", "良好", "中等", "合格", "不合格", "较差"})
_POINTERS = ("/total/points", "/total/score")


def put_total(draft: Draft, row: Row, field: str | None = None) -> None:
    """Set points and score of the total row, in this order; of one number alone, ``field`` says which it is."""
    cells = [cell for cell in row[1:] if not is_blank(cell.text)]
    grades = [cell for cell in cells if is_grade(cell)]
    numbers = [cell for cell in cells if cell not in grades]
    for cell in grades[:1]:
        draft.put_text("/grade", cell.text, cell.place)
    if len(numbers) > len(_POINTERS):
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            "/total",
            Text(
                "总分行的数多于分值和得分，未读取",
                "the total row has more numbers than points and score; not read",
            ),
            text_of(row),
        )
    elif len(numbers) == 1:
        _put_one(draft, numbers[0], field)
    else:
        for pointer, cell in zip(_POINTERS, numbers, strict=False):
            draft.put_number(pointer, cell.text, cell.place)


def without_grade(draft: Draft, row: Row) -> Row:
    """Set the grade that stands behind its label in the total row; return what stands before."""
    at = next((n for n, cell in enumerate(row) if n and named(cell.text, Group.GRADE)), len(row))
    if at < len(row):
        put_grade(draft, [row[at:]])
    return row[:at]


def _put_one(draft: Draft, cell: Cell, field: str | None) -> None:
    pointer = "/total/points" if field == "points" else "/total/score"
    draft.put_number(pointer, cell.text, cell.place)
    if field not in {"points", "score"}:
        draft.note(
            ProblemKind.DOUBTFUL,
            pointer,
            Text("总分行只有一个数，按得分读取", "the total row has one number; read as the score"),
            cell.text,
        )


def is_grade(cell: Cell) -> bool:
    """Tell whether the cell holds nothing but a grade."""
    return cell.text.strip() in _GRADES


def put_grade(draft: Draft, rows: Sequence[Row]) -> None:
    """Set the grade: the first text after its label, in a document of lines also below it."""
    cells = [cell for row in rows for cell in row if cell.row == rows[0][0].row or not cell.table]
    beside = grade_in(tuple(cells))
    parts = [part for cell in cells[:2] for part in label_and_value(cell)]
    for cell in [beside] if beside else parts[1:2]:
        text, is_clear = _ticked(cell.text)
        draft.put_text("/grade", text, cell.place)
        if not is_clear:
            draft.note(
                ProblemKind.DOUBTFUL,
                "/grade",
                Text("看不出勾选了哪一个等级，未读取", "it is not clear which grade is ticked; not read"),
                cell.text,
            )


def _ticked(text: str) -> tuple[str, bool]:
    """Return the one grade that is ticked, or the text where there is nothing to tick, and whether that is clear."""
    if not _BOX.search(text):
        return text, True
    text = _EXPLAINED.sub("", text)
    if _BOX.match(text.strip()):
        ticked = [grade for box, grade in _BOX_BEFORE.findall(text) if box in TICKS]
    else:
        ticked = [grade for grade, box in _BOX_BEHIND.findall(text) if box in TICKS]
    return (ticked[0], True) if len(ticked) == 1 else ("", not ticked)
